"""The mail server that letters go out through (SMTP submission, RFC 6409): where it is, and talking to it.

RelayError      the settings make no sense; for whoever starts the hub
RelayAway       the server is out of reach, or does not let us in: every letter waits
Later           it does not take this letter now: this one waits
Refused         it will never take it; `failure` says whose fault it is (`notices.Failure`)
"""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from sync.hub.hosts import is_here
from sync.protocol.notices import Failure

TIMEOUT_SECONDS = 30
PORTS = {"smtp": 587, "smtps": 465}
GOING_AWAY = 421
PERMANENT = 500

MAILBOXES = frozenset({550, 551, 553, 556})
"""What a server says of an address that is none (RFC 5321 section 4.2.3, RFC 7504)."""


class RelayError(Exception):
    """The mail server cannot be used like that; the message says why."""


class RelayAway(Exception):  # noqa: N818 - it is a state of the world
    """The server cannot be reached, or does not take anything from us."""


class Later(Exception):  # noqa: N818
    """The server does not take this letter now."""


class Refused(Exception):  # noqa: N818
    """The server does not take this letter, whenever it is."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure: Failure = failure


@dataclass(frozen=True)
class Relay:
    """A mail server. `security` is TLS from the start, or STARTTLS, which only this machine may lack.

    `authority` is a file of certificates (PEM) to trust in place of the system's.
    """

    host: str
    port: int
    security: Literal["implicit", "starttls"]
    user: str = ""
    password: str = ""
    authority: Path | None = None

    @contextlib.contextmanager
    def connected(self) -> Iterator["Conversation"]:
        """Talk to the server for the length of a `with` block. Blocks: not for the event loop's thread.

        Raises:
            RelayAway: It cannot be reached, has no certificate to trust, or refuses user and password.
        """
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise RelayAway(_in_short(error)) from error
        try:
            yield Conversation(server)
        finally:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()

    def _connect(self) -> smtplib.SMTP:
        trust = ssl.create_default_context(cafile=str(self.authority) if self.authority else None)
        if self.security == "implicit":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT_SECONDS, context=trust
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            self._let_in(server, trust)
        except BaseException:
            server.close()
            raise
        return server

    def _let_in(self, server: smtplib.SMTP, trust: ssl.SSLContext) -> None:
        server.ehlo_or_helo_if_needed()
        # Addresses and names of people never cross a network in the open.
        if self.security == "starttls" and (server.has_extn("starttls") or not is_here(self.host)):
            server.starttls(context=trust)
            server.ehlo()
        if self.user:
            server.login(self.user, self.password)


class Conversation:
    """A connection to the mail server that letters can be handed to, one after the other."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def send(self, letter: EmailMessage) -> None:
        """Hand over one letter; when this returns, the server has it.

        Raises:
            Refused: It never will.
            Later: Not now.
            RelayAway: The connection broke, or the server takes nothing from us.
        """
        try:
            self._server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            code = min(code for code, _ in error.recipients.values())
            raise _meaning(code, "address" if code in MAILBOXES else "refused") from error
        except smtplib.SMTPSenderRefused as error:
            raise RelayAway(_in_short(error)) from error
        except smtplib.SMTPNotSupportedError as error:
            # Signs in the address that this server does not carry (RFC 6531).
            raise Refused("address") from error
        except smtplib.SMTPResponseException as error:
            raise _meaning(error.smtp_code, "refused") from error
        except (OSError, smtplib.SMTPException) as error:
            raise RelayAway(_in_short(error)) from error


def _meaning(code: int, failure: Failure) -> Exception:
    if code == GOING_AWAY:
        return RelayAway(str(code))
    return Refused(failure) if code >= PERMANENT else Later(str(code))


def _in_short(error: Exception) -> str:
    """Return what went wrong without what the server said: that may name who was written to."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else f"{type(error).__name__}: {_errno(error)}"


def _errno(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "no answer as expected"


def sender(text: str, name: str = "") -> Address:
    """Return the address that letters come from.

    Raises:
        RelayError: It is none.
    """
    try:
        return Address(name, addr_spec=text)
    except (ValueError, IndexError) as error:
        raise RelayError(f"{text} is no address that mail can come from") from error


def parse(url: str, password: str = "", authority: Path | None = None) -> Relay:
    """Return the mail server that a URL names: `smtp://user@host:port` (STARTTLS) or `smtps://…` (TLS).

    Raises:
        RelayError: It names none, or has a password in it, which everybody on the machine would see.

    >>> parse("smtps://shop@mail.example").port
    465
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RelayError(f"the mail server is no address: {error}") from error
    if parts.scheme not in PORTS or not host or parts.path.strip("/") or parts.query:
        raise RelayError("the mail server is named as smtp://user@host:port or smtps://user@host:port")
    if parts.password:
        raise RelayError("no password in the mail server's address: put it into a file or the environment")
    user = unquote(parts.username or "")
    if user and not password:
        raise RelayError(f"the mail server wants the password of {user}: name a file, or set the environment")
    security: Literal["implicit", "starttls"] = "implicit" if parts.scheme == "smtps" else "starttls"
    return Relay(host, port or PORTS[parts.scheme], security, user, password, authority)
