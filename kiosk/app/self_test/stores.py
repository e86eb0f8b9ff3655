"""What a tablet keeps: made, written, closed and read again, in a folder of its own."""

import base64
from contextlib import closing
from pathlib import Path

import msgspec
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from kiosk.app.self_test.check import need
from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import gtin_key
from sync.client.identity import Identity, encode_key, load, save, sign
from sync.client.replica import Replica
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.money import Price
from sync.protocol.products import Product, Variant
from sync.protocol.sessions import NewSession, session_id

GTIN = "9521000000018"
"""952 is GS1's prefix for examples: no shop sells it."""
NOWHERE = "http://localhost:9"
"""No hub answers there (RFC 863), and none is asked."""
SECRET = "self-test"  # noqa: S105 - of a visit that nobody makes

EXAMPLE = Product(
    "example",
    {"en": "Example", "it": "Esempio", "ja": "見本"},
    [Variant("example", "EXAMPLE-1", {}, {"EUR": Price(2900)}, gtin=f"0{GTIN}")],
)


def an_identity() -> Identity:
    """Return a tablet that no hub knows."""
    seal = base64.b64encode(bytes(PrivateKey.generate().public_key)).decode()
    return Identity(
        device="self-test",
        incarnation="self-test",
        store="self-test",
        name="Self-test",
        hub=NOWHERE,
        public_url=NOWHERE,
        hub_key=seal,
        private_key=encode_key(bytes(SigningKey.generate())),
    )


def identity(data: Path) -> str:
    """A tablet's keys can be made, kept and used."""
    save(data, an_identity())
    kept = load(data)
    need(kept, "the tablet's keys were not kept")
    assert kept
    need(sign(kept.private_key, b"self-test"), "the tablet's key does not sign")
    return "keys"


def replica(data: Path) -> str:
    """What a shopper does can be kept, and is there after a new start."""
    kept = load(data)
    assert kept
    visit = NewSession(session_id(SECRET), SECRET)
    with closing(Replica(data, kept)) as first:
        first.begin(visit)
        first.keep_note(visit.id, "note", b"kept")
    with closing(Replica(data, kept)) as again:
        need(again.note(visit.id, "note") == b"kept", "what was written is not there any more")
        again.wipe(visit.id, "finish")
        need(again.note(visit.id, "note") == b"", "what was wiped is still there")
    return "replica, outbox"


def catalogue(data: Path) -> str:
    """A catalogue can be made, put in force, and searched."""
    folder(data).mkdir(parents=True, exist_ok=True)
    row = CatalogueRow("product", EXAMPLE.id, 1, msgspec.Raw(msgspec.json.encode(EXAMPLE)))
    build(folder(data) / "first.db", [row], 1)
    write_current(data, Current("first.db", 1))
    current = Catalogue.open_current(data)
    assert current
    with closing(current):
        need(current.find([gtin_key(f"0{GTIN}")]), "the catalogue does not find what it holds")
    return "schema, search"
