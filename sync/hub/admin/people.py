"""Those who run the shop's devices: let in, given another role or new proofs, let go."""

import secrets
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sync.hub import hashing
from sync.hub.admin import records, totp
from sync.hub.admin.records import KIND, NAME, Admin, Pointer
from sync.hub.admin.rights import Role
from sync.hub.keys import keys
from sync.hub.lockout import Tries
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.hub.storage.walking import living
from sync.protocol import scopes
from sync.protocol.ids import new_id
from sync.protocol.staff import Name
from sync.shapes import ready

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without l 1 o 0 i, which people mistake for each other."""

GROUP = 5
PASSWORD_GROUPS = 4
"""99 bits."""

CODES = 8
CODE_GROUPS = 2
"""49 bits: each is good once, beside the password, and behind the same waits."""

LEAST_PASSWORD, MOST_PASSWORD = 12, 128
LEAST_SIGNS = 6
"""Different ones in a password: `aaaaaaaaaaaa` is tried first."""


class AdminError(Exception):
    """What was asked for cannot be done; the message says why, and `code` names it for a page."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Proofs(NamedTuple):
    """What somebody proves themselves with: shown once, to them alone. `codes` are for a lost phone."""

    password: str
    factor: bytes
    codes: list[str]


class Made(NamedTuple):
    """Somebody's record, and their proofs."""

    admin: Admin
    proofs: Proofs


async def add(storage: Storage, name: str, role: Role, now: str, store: str = "") -> Made:
    """Let somebody in.

    Raises:
        AdminError: The name is none, or taken; a store manager has no store.
    """
    name = require_name(name)
    if role is Role.STORE and not store:
        raise AdminError("store", "a store manager sees one store: say which")
    proofs = draw()
    secret = (await keys(storage)).token
    fresh = Admin(new_id(), name, role, now, store=store if role is Role.STORE else "")
    hashed = records.name_hash(secret, name)
    pointer = Pointer(fresh.id)
    place = Key(NAME, hashed)
    if await documents.keep_first(storage, scopes.admin(hashed), place, pointer) != pointer:
        raise AdminError("taken", f"somebody is called {name} already; take another name")
    fresh = await _proven(secret, fresh, proofs)
    return Made(
        await documents.keep_first(storage, scopes.admin(fresh.id), Key(KIND, fresh.id), fresh), proofs
    )


async def reset(storage: Storage, who: Admin) -> Made:
    """Give somebody all proofs anew, who lost one; whatever was signed in is over."""
    proofs = draw()
    secret = (await keys(storage)).token
    proven = await _proven(secret, who, proofs)

    def step(known: Admin) -> Admin:
        return replace(
            known, password=proven.password, factor=proven.factor, codes=proven.codes, seats={}, tries=Tries()
        )

    return Made(await change(storage, who, step), proofs)


async def set_password(storage: Storage, who: Admin, password: str, keep: str) -> Admin:
    """Take a password that somebody chose; they stay signed in at the seat `keep` alone.

    Raises:
        AdminError: It is too short, too long, or one that is tried first.
    """
    require_password(password, who.name)
    hashed = await hashing.hashed(password)

    def step(known: Admin) -> Admin:
        seats = {name: seat for name, seat in known.seats.items() if name == keep}
        return replace(known, password=hashed, seats=seats)

    return await change(storage, who, step)


async def set_codes(storage: Storage, who: Admin, codes: list[str]) -> Admin:
    """Put other recovery codes in the place of those that somebody had."""
    secret = (await keys(storage)).token
    kept = [code_hash(secret, one) for one in codes]
    return await change(storage, who, lambda known: replace(known, codes=kept))


async def set_role(storage: Storage, who: Admin, role: Role, store: str = "") -> Admin:
    """Give another role; who is signed in signs in anew for it.

    Raises:
        AdminError: A store manager has no store, or nobody would be left who owns the hub.
    """
    if role is Role.STORE and not store:
        raise AdminError("store", "a store manager sees one store: say which")
    if role is not Role.OWNER:
        await _require_another_owner(storage, who)
    kept = store if role is Role.STORE else ""
    return await change(storage, who, lambda known: replace(known, role=role, store=kept, seats={}))


async def leave(storage: Storage, who: Admin, now: str) -> Admin:
    """Let somebody go: nothing proves them any more, and what they had open is over.

    Raises:
        AdminError: Nobody would be left who owns the hub.
    """
    await _require_another_owner(storage, who)
    hashed = records.name_hash((await keys(storage)).token, who.name)
    place = Key(NAME, hashed)

    def decide(loaded: Loaded) -> Decision:
        pointer = documents.parse(loaded.documents.get(place), Pointer)
        return Decision([Write(*place, None)] if pointer == Pointer(who.id) else [])

    await storage.commit(scopes.admin(hashed), [place], [], decide)

    def step(known: Admin) -> Admin:
        left = known.left or now
        return replace(known, password="", factor=b"", codes=[], seats={}, left=left)

    return await change(storage, who, step)


async def unlock(storage: Storage, who: Admin) -> Admin:
    """Let somebody try again at once after wrong tries."""
    return await change(storage, who, lambda known: replace(known, tries=Tries()))


async def every(storage: Storage) -> AsyncIterator[Admin]:
    """Go through all of them, also those who left."""
    async for admin in living(storage, scopes.admin(""), records.KIND, Admin):
        yield admin


async def find(storage: Storage, who: str) -> Admin:
    """Return whoever has this id or this name.

    Raises:
        AdminError: Nobody has.
    """
    found = await records.load(storage, who)
    if found is None:
        found = await records.follow(storage, records.name_hash((await keys(storage)).token, who))
    if found is None:
        raise AdminError("nobody", f"nobody is called {who!r}; `vetrina-hub admin list` shows them all")
    return found


async def change(storage: Storage, who: Admin, step: Callable[[Admin], Admin]) -> Admin:
    """Put what `step` makes of a record in its place; return how it stands then."""
    after = await documents.change(
        storage, scopes.admin(who.id), Key(KIND, who.id), Admin, lambda known: known and step(known)
    )
    assert after is not None, "records are never deleted"
    return after


def require_name(text: str) -> str:
    """Return a name as it is kept.

    Raises:
        AdminError: It is none.
    """
    try:
        return msgspec.convert(" ".join(text.split()), ready(Name))
    except msgspec.ValidationError as error:
        raise AdminError("name", "a name of 1 to 40 plain characters") from error


def require_password(password: str, name: str) -> None:
    """Refuse a password that is guessed too easily; it may hold whatever its owner likes.

    Raises:
        AdminError: It is too short, too long, or one that is tried first.
    """
    plain = password.casefold()
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise AdminError("length", f"a password has {LEAST_PASSWORD} to {MOST_PASSWORD} signs")
    if len(set(plain)) < LEAST_SIGNS or name.casefold() in plain or "vetrina" in plain:
        raise AdminError("weak", "a password that others would try first; take another")


def draw() -> Proofs:
    """Return fresh proofs."""
    return Proofs(_drawn(PASSWORD_GROUPS), totp.draw(), [_drawn(CODE_GROUPS) for _ in range(CODES)])


def code_hash(secret: bytes, typed: str) -> str:
    """Return what is kept of a recovery code; capitals, blanks and dashes do not matter."""
    return records.keyed(secret, "recovery", "".join(sign for sign in typed.lower() if sign.isalnum()))


async def _proven(secret: bytes, who: Admin, proofs: Proofs) -> Admin:
    password = await hashing.hashed(proofs.password)
    codes = [code_hash(secret, one) for one in proofs.codes]
    return replace(who, password=password, factor=proofs.factor, step=0, codes=codes)


async def _require_another_owner(storage: Storage, who: Admin) -> None:
    if who.role is not Role.OWNER or who.left:
        return
    async for one in every(storage):
        if one.id != who.id and one.role is Role.OWNER and not one.left:
            return
    raise AdminError("last", "somebody has to own the hub: make another owner first")


def _drawn(groups: int) -> str:
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(groups))
