"""Signing in: name, password and a code of the second factor, all three at once.

What was wrong is never told, nor whether there is somebody of that name: both take the same steps and as
long. Each try is counted before it is looked at, under the name; from the fifth wrong one on they wait.
"""

import asyncio
import hmac
import logging
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from sync.hub import hashing, lockout, tries
from sync.hub.admin import people, records, seats, totp
from sync.hub.admin.records import KIND, Admin
from sync.hub.admin.rights import Role
from sync.hub.admin.seats import Guest
from sync.hub.context import Hub
from sync.hub.lockout import Tries
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded
from sync.hub.tries import People
from sync.protocol import moments, scopes

LONGEST_WAIT = timedelta(minutes=15)
"""Nobody is locked out for good: with password and code to guess, four tries an hour lead nowhere."""

AT_ONCE = 2
"""Passwords that are looked at beside each other: each takes 64 MiB and a core."""

PEOPLE = People(scopes.admin, KIND, Admin)
NOBODYS = Admin("", "", role=Role.PRIVACY, made="", factor=bytes(totp.SECRET_BYTES))
"""Stands in for nobody, so that nobody takes as long as somebody."""

logger = logging.getLogger(__name__)


class Waits(Exception):  # noqa: N818 - an answer, not a fault
    """Too many wrong tries: the next one is looked at in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


class Typed(NamedTuple):
    """What somebody typed; `code` is the factor's, or a recovery code."""

    name: str
    password: str
    code: str


class SignedIn(NamedTuple):
    """Who signed in, after how many wrong tries, and whether by a recovery code."""

    guest: Guest
    wrong: int
    recovered: bool


class Door:
    """Lets people in, at one hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def enter(self, typed: Typed) -> SignedIn | None:
        """Return who signed in, None where anything was wrong.

        Raises:
            Waits: Too many were wrong before.
        """
        hub = self._hub
        hashed = records.name_hash(hub.keys.token, typed.name[: people.MOST_PASSWORD])
        admin = await records.follow(hub.storage, hashed)
        if admin is None:
            # As many steps as for somebody who is there.
            await records.load(hub.storage, f"nobody-{hashed[:1]}")
        wrong = await self._count(admin, hashed)
        proven = await self.knows(admin, typed.password)
        entered = await self._begin(admin, typed.code, hashed, proven=proven)
        if entered is None:
            logger.warning("a sign-in to the admin page was refused")
            return None
        return SignedIn(entered[0], wrong, entered[1])

    async def knows(self, admin: Admin | None, password: str) -> bool:
        """Say whether a password is somebody's."""
        async with self._gate:
            return await hashing.proves(password[: people.MOST_PASSWORD], admin.password if admin else "")

    async def _count(self, admin: Admin | None, hashed: str) -> int:
        """Count a try, durably, before anything is looked at; return how many were wrong until now."""
        now = self._hub.clock()

        def step(known: Tries) -> Tries:
            return known if lockout.seconds_left(known, now) else counted(known, now)

        before = await tries.count(self._hub.storage, PEOPLE, admin.id if admin else "", hashed, step)
        wait = lockout.seconds_left(before, now)
        if wait:
            raise Waits(wait)
        return before.count

    async def _begin(
        self,
        admin: Admin | None,
        code: str,
        hashed: str,
        *,
        proven: bool,
    ) -> tuple[Guest, bool] | None:
        """Take the code and give a seat, in one commit: no code counts twice."""
        hub = self._hub
        place = Key(KIND, admin.id if admin else f"nobody-{hashed[:1]}")
        entered: tuple[Guest, bool] | None = None

        def decide(loaded: Loaded) -> Decision:
            nonlocal entered
            entered = None
            stored = loaded.documents.get(place)
            known = documents.parse(stored, Admin) or NOBODYS
            after = used(hub, known, code)
            if not proven or after is None or known is NOBODYS or known.left:
                return Decision()
            seated, guest = seats.begin(hub, replace(after, tries=Tries()))
            entered = guest, len(seated.codes) < len(known.codes)
            return Decision([documents.write(place, seated, stored)])

        await hub.storage.commit(scopes.admin(place.id), [place], [], decide)
        return entered


async def prove_again(hub: Hub, guest: Guest, code: str) -> bool:
    """Say whether somebody who is signed in has a fresh code now: what is done for good asks for one.

    Raises:
        Waits: Too many were wrong before.
    """
    now, place = hub.clock(), Key(KIND, guest.admin.id)
    right, wait = False, 0

    def step(known: Admin | None) -> Admin | None:
        nonlocal right, wait
        right, wait = False, 0
        if known is None:
            return None
        wait = lockout.seconds_left(known.tries, now)
        if wait:
            return known
        after = used(hub, known, code)
        right = after is not None
        return replace(after, tries=Tries()) if after else replace(known, tries=counted(known.tries, now))

    await documents.change(hub.storage, scopes.admin(guest.admin.id), place, Admin, step)
    if wait:
        raise Waits(wait)
    return right


def used(hub: Hub, admin: Admin, code: str) -> Admin | None:
    """Return a record after a code of it was used, None for a code that is none, or was used before."""
    plain = "".join(sign for sign in code if sign.isalnum())
    step = totp.step_of(admin.factor or NOBODYS.factor, plain, hub.clock())
    hashed = people.code_hash(hub.keys.token, plain)
    left = [one for one in admin.codes if not hmac.compare_digest(one, hashed)]
    if step is not None and step > admin.step and admin.factor:
        return replace(admin, step=step)
    return replace(admin, codes=left) if len(left) < len(admin.codes) else None


def counted(tries: Tries, now: datetime) -> Tries:
    """Return the tries with one more; from the fifth on they wait, longer each time, never for good."""
    # The waits double: beyond some tries they would have no end.
    few = replace(tries, count=min(tries.count, lockout.LOCKED_AFTER))
    after = replace(lockout.count(few, now), count=tries.count + 1)
    longest = now + LONGEST_WAIT
    if not after.free_at or moments.parse(after.free_at) <= longest:
        return after
    return replace(after, free_at=moments.write(longest))
