"""A real mail server on the loopback, and a hub whose postman knows it."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.mail import service
from sync.hub.mail.relay import Relay
from sync.hub.mail.service import Mail
from tests.fakes import Clock
from tests.sync.hub.mail.office import PASSWORD, USER, Mailbox, Office, Server, Story, fill, serving


@pytest.fixture
def new_server() -> Iterator[Callable[..., Server]]:
    """Return a function that starts a mail server; with `tls` (certificate, key) it asks for a user too."""
    with contextlib.ExitStack() as running:

        def start(tls: tuple[Path, Path] | None = None, box: Mailbox | None = None) -> Server:
            options: dict[str, Any] = {}
            if tls:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*tls)
                options = {
                    "tls_context": context,
                    "require_starttls": True,
                    "auth_required": True,
                    "authenticator": _knows,
                }
            return running.enter_context(serving(box or Mailbox(), **options))

        yield start


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: Any) -> AuthResult:
    known = isinstance(login, LoginPassword) and (login.login, login.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=known, handled=False)


@pytest.fixture
def server(new_server: Callable[..., Server]) -> Server:
    return new_server()


@pytest.fixture
def office(tmp_path: Path, server: Server) -> Callable[[Story], None]:
    """Return a function that runs a story in an office; called again, the hub was restarted."""
    clock = Clock()

    async def run(story: Story) -> None:
        hub = await assemble(Config(tmp_path / "hub", "https://lists.example"), clock.now)
        try:
            await fill(hub)
            relay = Relay(server.host, server.port, "starttls")
            await story(Office(hub, service.postman(hub, Mail(relay)), clock, server.box))
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))
