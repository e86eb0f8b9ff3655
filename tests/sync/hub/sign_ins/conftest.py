"""A hub that mails codes through a real mail server, and shoppers at its tablets."""

import asyncio
import queue
import re
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import httpx
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.enrolment import hand_out
from sync.hub.settling import do
from sync.hub.sign_ins.accounts import HUB
from sync.protocol import persons, scopes, sessions
from sync.protocol.customers import CreateCustomer
from sync.protocol.ids import new_id, new_op_id
from sync.protocol.sessions import NewSession
from tests.sync.hub.conftest import RunningHub, Tablet, start_hub
from tests.sync.hub.mail.office import Mailbox, serving

PATIENCE = 30
"""Seconds that a letter may take on a busy machine; what is tested is that it comes, not when."""

DIGITS = re.compile(r"^([0-9]{3}) ([0-9]{3})\r?$", re.MULTILINE)


@dataclass
class Post(Mailbox):
    """Letters by whom they are for, in the order they came."""

    came: dict[str, "queue.Queue[EmailMessage]"] = field(default_factory=dict)

    def of(self, address: str) -> "queue.Queue[EmailMessage]":
        return self.came.setdefault(address, queue.Queue())

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        said = await super().handle_DATA(server, session, envelope)
        for address in envelope.rcpt_tos:
            self.of(address).put(self.arrived[-1])
        return said

    def code(self, address: str) -> str:
        """Return the digits in the next letter to an address."""
        return "".join(digits(self.of(address).get(timeout=PATIENCE)))


def digits(message: EmailMessage) -> tuple[str, str]:
    body = message.get_body(("plain",))
    assert body is not None
    found = DIGITS.search(body.get_content())
    assert found is not None
    return found[1], found[2]


@pytest.fixture(scope="module")
def post() -> Post:
    return Post()


@pytest.fixture(scope="module")
def hub(post: Post, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """One hub for the tests of a module: they use tablets, visits and addresses of their own."""
    with serving(post) as server:
        mail = ("--smtp", f"smtp://{server.host}:{server.port}", "--mail-from", "hello@shop.example")
        # A provider that nobody reaches: its pages are `test_openid`'s.
        accounts = (
            "--accounts",
            "http://127.0.0.1:9",
            "--accounts-client",
            "x",
            "--accounts-name",
            "My Shop",
        )
        running = start_hub(tmp_path_factory.mktemp("hub") / "data", *mail, *accounts)
        yield running
        assert running.stop() == 0


@pytest.fixture
def beside(hub: RunningHub) -> Callable[[Callable[[Hub], Awaitable[Any]]], Any]:
    """Do something with the hub's store as another hub on it does."""

    async def opened(work: Callable[[Hub], Awaitable[Any]]) -> Any:
        other = await assemble(Config(hub.data, hub.url))
        try:
            return await work(other)
        finally:
            await other.close()

    def do_it(work: Callable[[Hub], Awaitable[Any]]) -> Any:
        with ThreadPoolExecutor(1) as pool:  # Playwright's loop may occupy this thread
            return pool.submit(asyncio.run, opened(work)).result()

    return do_it


@pytest.fixture
def new_code(beside: Any) -> Callable[[], str]:
    """Return a function that hands out a code for another tablet."""

    async def work(hub: Hub) -> str:
        code, _ = await hand_out(hub.storage, "milano", "", hub.clock())
        return code

    return lambda: str(beside(work))


@pytest.fixture
def new_customer(beside: Any) -> Callable[..., str]:
    """Return a function that makes somebody known by an address, and called something."""

    def new(email: str, name: str = "") -> str:
        identifier = new_id()

        async def work(hub: Hub) -> None:
            person = scopes.person(identifier)
            await do(hub, person, new_op_id(), persons.SetContact("email", email), HUB)
            if name:
                await do(hub, person, new_op_id(), persons.SetName("given", name), HUB)
            await do(hub, scopes.customer(identifier), new_op_id(), CreateCustomer("it"), HUB)

        beside(work)
        return identifier

    return new


def an_address() -> str:
    return f"anna.{new_id()[:8]}@example.com"


@dataclass
class Shopper:
    """Somebody at a tablet, in a visit of their own."""

    tablet: Tablet
    visit: NewSession = field(default_factory=sessions.begin)
    begun: dict[str, Any] = field(default_factory=dict)

    @property
    def principal(self) -> str:
        return self.visit.principal

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.tablet.http.post(f"/v1/sign-ins{path}", json={"proof": self.visit.secret, **body})

    def begin(self, **how: Any) -> dict[str, Any]:
        self.begun = self.post("", **how).raise_for_status().json()
        return self.begun

    @property
    def path(self) -> str:
        return f"/{self.begun['id']}"

    def ask(self, **more: Any) -> httpx.Response:
        return self.post(self.path, **more)

    def accept(self) -> httpx.Response:
        return self.post(f"{self.path}/accept")

    def abort(self) -> httpx.Response:
        return self.post(f"{self.path}/abort")

    def sign_in(self, post: Post, email: str) -> dict[str, Any]:
        """Go all the way with a code that is mailed."""
        self.begin(way="email", email=email)
        self.ask(code=post.code(email)).raise_for_status()
        answer: dict[str, Any] = self.accept().raise_for_status().json()
        return answer

    def reads(self, *names: str) -> set[str]:
        """Return those of some scopes that the hub opens to this visit."""
        answer = self.tablet.sync(proofs=[self.visit.secret], cursors=dict.fromkeys(names, 0))
        return set(names) - set(answer.closed)

    def does(self, scope: str, verb: Any, **changed: Any) -> tuple[str, str]:
        op = self.tablet.op(scope, verb, principal=self.principal, **changed)
        (result,) = self.tablet.results(op, proofs=[self.visit.secret])
        return result.status, result.reason


@pytest.fixture
def shopper(tablet: Tablet) -> Shopper:
    return Shopper(tablet)


@pytest.fixture
def new_shopper(new_tablet: Callable[[], Tablet]) -> Callable[[], Shopper]:
    """Return a function that puts somebody in front of a tablet of their own."""
    return lambda: Shopper(new_tablet())


def code_of(response: httpx.Response) -> str:
    return str(response.json()["code"])
