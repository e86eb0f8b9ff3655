"""Finding a customer at a desk by their e-mail address, among twenty thousand of them and among a million."""

import asyncio
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from line import Line
from processes import serving
from rows import Row, limit_row, told_row
from speakers import Speaker, speaker

from kiosk.demo.hub import HubProcess
from sync.hub.context import STORE_FILE, open_storage
from sync.hub.index import words
from sync.hub.index.words import Pointer, Word
from sync.hub.keys import keys
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.hub.storage.port import Storage
from sync.hub.storage.weights import to_signed
from sync.protocol import checksums, scopes, sessions
from sync.protocol.customers import SERVICE, Consent, Customer
from sync.protocol.ids import derived_id
from sync.protocol.persons import Person
from sync.protocol.staff import LookedUp, LookUp, Role, SignIn

FEW, MANY = 20_000, 1_000_000
AT_MOST_MS = 20
ASSOCIATES, LOOKS = 6, 50
"""As many looks as each may do within a minute."""

WARM = 5
PIN = "271828"
AT = "2026-11-22T10:00:00Z"
AGREED = Consent("service", "store", given=True, wording="1", at=AT)


def measure(folder: Path) -> list[Row]:
    """Look people up among as many as a town has."""
    return look_up(folder, FEW)


def measure_large(folder: Path) -> list[Row]:
    """Look people up among a million."""
    return look_up(folder, MANY)


def look_up(folder: Path, count: int) -> list[Row]:
    """Fill a store, serve it, and look up customers at random, each once."""
    data = folder / "hub"
    with serving(data) as hub:
        tablet = asyncio.run(speaker(hub))
        proofs = asyncio.run(sign_in(hub, tablet))
    secret = asyncio.run(filled(data))
    fill(data / STORE_FILE, secret, count)
    with serving(data) as hub:
        seconds = sorted(asyncio.run(ask(hub, tablet, proofs, count)))
    how = (
        f"ms over HTTP, {len(seconds)} look-ups of customers at random, each with its proof, its opening and"
        f" its line on the timeline written durably; {count:,} customers in a SQLite store"
    )
    name = f"{count:.0e}".replace("e+0", "e")
    p99 = seconds[int(len(seconds) * 0.99)] * 1000
    median = statistics.median(seconds) * 1000
    return [
        limit_row(f"look-up by e-mail {name}", median, AT_MOST_MS, f"{how}; the median"),
        told_row(f"... p99, {name}", p99, AT_MOST_MS, f"{how}; the slowest of a hundred"),
    ]


async def sign_in(hub: HubProcess, tablet: Speaker) -> list[str]:
    """Take associates on, sign them in at a tablet, and return their sessions' secrets."""
    proofs = []
    line = await Line.open(hub.url)
    for number in range(ASSOCIATES):
        storage = open_storage(hub.data)
        new = NewAssociate("milano", f"Giulia {number}", Role.ASSOCIATE)
        await roster.add(storage, new, PIN, datetime.now(UTC).isoformat().replace("+00:00", "Z"))
        await storage.close()
        session = sessions.begin()
        body = msgspec.json.encode(SignIn(session.id, PIN, name=f"Giulia {number}"))
        (await line.ask("POST", "/v1/staff/sign-ins", tablet.headers, body)).checked()
        proofs.append(session.secret)
    await line.close()
    return proofs


async def filled(data: Path) -> bytes:
    """Return the secret that a hub hashes words with."""
    storage: Storage = open_storage(data)
    secret = (await keys(storage)).token
    await storage.close()
    return secret


def email(number: int) -> str:
    """Return the address of one customer."""
    return f"customer.{number}@example.com"


def fill(path: Path, secret: bytes, count: int) -> None:
    """Write customers, who they are, and what leads to them, as a hub would have: past it, for the time."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -200000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TEMP TABLE heap (scope, kind, id, body, checksum)")
    rows = (row for number in range(count) for row in documents(secret, number))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO heap VALUES (?, ?, ?, ?, ?)", rows)
    # In the order of the keys: a million at random places of a tree take an hour.
    connection.execute(
        "INSERT INTO document (scope, kind, id, seq, body)"
        " SELECT scope, kind, id, 1, body FROM heap ORDER BY scope, kind, id"
    )
    connection.execute(
        "INSERT INTO heads (scope, seq, checksum, floor)"
        " SELECT scope, 1, checksum, 0 FROM heap ORDER BY scope"
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def documents(secret: bytes, number: int) -> Iterator[tuple[str, str, str, bytes, int]]:
    """Return what a hub keeps of one customer, with the checksum of its scope."""
    name = derived_id("bench", str(number))
    customer = Customer(name, "it", "milano", {"shoe": "42"}, consents={SERVICE: AGREED})
    person = Person(name, {"given": "Anna", "family": "Rossi"}, {"email": email(number)})
    word = Word("email", email(number))
    to = Pointer("customer", name)
    kept = (
        (scopes.customer(name), "customer", name, customer),
        (scopes.person(name), "person", name, person),
        (words.scope_of(secret, word), *to.key, to),
    )
    for scope, kind, identifier, document in kept:
        body = msgspec.json.encode(document)
        yield scope, kind, identifier, body, to_signed(checksums.digest(kind, identifier, 1, body))


async def ask(hub: HubProcess, tablet: Speaker, proofs: list[str], count: int) -> list[float]:
    """Look customers up, one after the other; return the seconds of each."""
    line = await Line.open(hub.url)
    chosen = random.Random(1).sample(range(count), ASSOCIATES * (LOOKS + WARM))
    seconds = []
    for turn, number in enumerate(chosen):
        body = msgspec.json.encode(LookUp(proofs[turn % ASSOCIATES], email(number)))
        begun = time.perf_counter()
        answer = await line.ask("POST", "/v1/staff/look-ups", tablet.headers, body)
        passed = time.perf_counter() - begun
        (found,) = msgspec.json.decode(answer.checked().body, type=LookedUp).found
        assert found.id == derived_id("bench", str(number))
        if turn >= ASSOCIATES * WARM:
            seconds.append(passed)
    await line.close()
    return seconds
