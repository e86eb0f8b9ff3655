"""Where a customer left traces by signing in: visits at tablets, phones that know them, accounts elsewhere.

The index (`of_customer`) leads to each, so that an export shows them and an erasure finds them. A trace is
noted before there is anything to find.
"""

from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sync.hub import blanking
from sync.hub.index import words
from sync.hub.index.keeping import Ground
from sync.hub.index.words import Pointer, Trace, Word
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.protocol import scopes
from sync.protocol.sessions import Session

BROWSER = "browser"


class Browser(msgspec.Struct, frozen=True, omit_defaults=True):
    """A phone that its customer asked to be known on: kind `browser`. Times are the hub's, ISO 8601 UTC."""

    customer: str
    made: str
    until: str


class Traces(NamedTuple):
    """What is found of a customer."""

    visits: list[Session]
    browsers: list[Browser]


async def note(ground: Ground, customer: str, kind: Trace, identifier: str) -> None:
    """Let a customer lead to a trace of theirs."""
    await words.point(ground.storage, ground.secret, Word("of_customer", customer), Pointer(kind, identifier))


async def find(ground: Ground, customer: str) -> Traces:
    """Return the visits and phones that are a customer's."""
    visits, browsers = [], []
    for to in await words.follow_up(ground.storage, ground.secret, Word("of_customer", customer)):
        if to.kind == "visit":
            visit = await _visit(ground.storage, to.id)
            visits += [visit] if visit and visit.customer == customer else []
        elif to.kind == "browser":
            place = scopes.browser(to.id), Key(BROWSER, to.id)
            browser = await documents.load(ground.storage, *place, Browser)
            browsers += [browser] if browser and browser.customer == customer else []
    return Traces(visits, browsers)


async def blank(ground: Ground, customer: str) -> None:
    """Let nothing of a customer be left where they signed in. Doing it again changes nothing.

    Raises:
        StorageError: The store is out of reach; what was blanked is blanked.
    """
    for to in await words.follow_up(ground.storage, ground.secret, Word("of_customer", customer)):
        match to.kind:
            case "visit":
                await blank_visit(ground.storage, to.id)
            case "browser":
                await forget_browser(ground.storage, to.id)
            case "account":
                await blanking.blank(ground.storage, scopes.reference(to.id))
            case _:
                continue


async def blank_visit(storage: Storage, identifier: str) -> None:
    """Let a visit be nobody's any more."""

    def step(known: Session | None) -> Session | None:
        return known and replace(known, customer="", first_name="")

    if await _visit(storage, identifier):
        place = scopes.session(identifier), Key("session", identifier)
        await documents.change(storage, *place, Session, step)


async def forget_browser(storage: Storage, hashed: str) -> None:
    """Let a phone know nobody any more."""
    key = Key(BROWSER, hashed)

    def decide(loaded: Loaded) -> Decision:
        known = loaded.documents.get(key)
        return Decision([Write(*key, None)] if known and known.body is not None else [])

    await storage.commit(scopes.browser(hashed), [key], [], decide)


async def _visit(storage: Storage, identifier: str) -> Session | None:
    return await documents.load(storage, scopes.session(identifier), Key("session", identifier), Session)
