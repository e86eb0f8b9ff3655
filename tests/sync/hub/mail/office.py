"""A mail server that does with letters what a test says, and a hub with orders: for the tests of mail."""

import contextlib
import datetime as dt
import socket
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.mail.postman import Postman
from sync.hub.publish import publish
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.ids import new_op_id
from sync.protocol.money import Price
from sync.protocol.orders import Contact, NewLine, Order, PlaceOrder, claim_code, claim_hash
from sync.protocol.products import OptionAxis, OptionValue, Product, Store, Variant
from tests.fakes import Clock

USER, PASSWORD = "shop", "p4ss w0rd"
STORE = "milano"
MIRA = Actor("staff-mira", "associate", "Mira", "Milano Brera")
ANNA = Contact("Anna Rossi", "anna@example.com", language="it")


@dataclass
class Mailbox:
    """What arrived, and what the server says: `refuse` maps addresses to a reply, `reply` is for the data."""

    arrived: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    reply: str = "250 taken"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.reply.startswith("250"):
            self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.reply

    @property
    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.arrived]


def certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for this machine that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "cert.pem", folder / "key.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, *form))
    return chain, secret


class Server(NamedTuple):
    """A mail server that runs, and what came to it."""

    host: str
    port: int
    box: Mailbox


@contextlib.contextmanager
def serving(box: Mailbox, **options: Any) -> Iterator[Server]:
    """Run a mail server for the length of a `with` block; `options` are aiosmtpd's."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True, **options)
    controller.start()
    try:
        yield Server("localhost", port, box)
    finally:
        controller.stop()


@dataclass
class Office:
    """A hub with a postman and a clock that stands still."""

    hub: Hub
    postman: Postman
    clock: Clock
    box: Mailbox

    async def do(self, scope: str, verb: Any, actor: Actor = MIRA) -> None:
        result = await settling.do(self.hub, scope, new_op_id(), verb, actor)
        assert result.status == "applied", result.reason

    async def place(self, order: str, contact: Contact = ANNA, **more: Any) -> None:
        """Somebody orders a lamp and two cups online, to fetch them in the store."""
        verb = PlaceOrder(
            order,
            "collect",
            [NewLine("lamp", "lamp-red", 1, price=4_900), NewLine("cup", "cup-1", 2, price=1_250)],
            **{
                "number": "A-1007",
                "contact": contact,
                "currency": "EUR",
                "claim": claim_hash(claim_code(self.hub.keys.token, order)),
                **more,
            },
        )
        await self.do(scopes.orders(STORE), verb)

    async def order(self, identifier: str) -> Order:
        stored = await self.hub.storage.load(scopes.orders(STORE), Key("order", identifier))
        return _read(stored.body)

    async def waiting(self) -> int:
        changes = await self.hub.storage.changes(scopes.mail(STORE), 0, 500)
        return sum(one.body is not None for one in changes)


def _read(body: bytes) -> Order:

    return msgspec.json.decode(body, type=Order)


Story = Callable[[Office], Coroutine[Any, Any, None]]


async def fill(hub: Hub) -> None:
    colour = OptionAxis(
        "colour", {"en": "Colour"}, [OptionValue("red", {"en": "Red", "it": "Rosso", "ja": "赤"})]
    )
    lamp = Product(
        "lamp",
        {"en": "Lamp", "it": "Lampada", "ja": "ランプ"},
        [Variant("lamp-red", "L1", {"colour": "red"}, {"EUR": Price(4_900)})],
        options=[colour],
    )
    cup = Product("cup", {"en": "Cup"}, [Variant("cup-1", "C1", {}, {"EUR": Price(1_250)})])
    store = Store(STORE, "Milano Brera", "Milano", "Via Solferino 1", timezone="Europe/Rome", language="it")
    writes = [
        Write("product", "lamp", encoded(lamp)),
        Write("product", "cup", encoded(cup)),
        Write("store", STORE, encoded(store)),
    ]
    if hub.catalogue.get() is None:
        await hub.storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision(writes))
        await publish(hub.storage, hub.config.data)


def encoded(document: Any) -> bytes:

    return msgspec.json.encode(document)
