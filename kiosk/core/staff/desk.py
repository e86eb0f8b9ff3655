"""The desk: who works at it, for how long without a touch, and in whose name things are done.

Nothing here draws. `sign_in`, `sign_out`, `close` and `commit` work on the disk or wait for the hub: call
them off the thread that paints. `touch`, `phase` and the properties are free.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from threading import RLock
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from kiosk.core.staff import seal
from sync.client.errors import Gone, HubError, Offline, Refused
from sync.client.replica import Committed, Replica
from sync.client.store.people import DESK, Person
from sync.protocol import rights, scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.errors import Rejected
from sync.protocol.sessions import NewSession
from sync.protocol.staff import (
    Associate,
    Colleagues,
    LookedUp,
    LookUp,
    ShowColleagues,
    SignedIn,
    SignIn,
    Unlock,
)
from sync.shapes import ready

LOCK_AFTER = 180.0
"""Seconds without input after which the desk asks for the PIN again."""

PATIENCE = 20.0
"""Seconds to wait for the hub; the line gives up sooner."""

T = TypeVar("T")


class Ask(Protocol):
    """The engine's way of asking the hub (`Engine.ask`)."""

    def __call__(self, path: str, body: msgspec.Struct, answer: type[T], /) -> Future[T]:
        """Post a body; the future ends with the answer or a `HubError`."""


class Reason(StrEnum):
    """Why a sign-in did not go; the texts are those of the app (`[staff]`)."""

    REFUSED = "refused"
    """No such name or badge, or another PIN."""
    WAITS = "waits"
    """Too many wrong PINs at the hub: again after some seconds."""
    LOCKED = "locked"
    """Far too many: a manager unlocks."""
    FORGOTTEN = "forgotten"
    """Too many wrong PINs here: what let this person in without the hub is destroyed."""
    OFFLINE = "offline"
    """The hub is away, and this person did not sign in here within the last hours."""
    NOT_HERE = "not_here"
    """The hub does not let this tablet in."""


class SignInError(Exception):
    """Nobody came in. `seconds` is how long to wait, `left` how many tries are left here; 0 for neither."""

    def __init__(self, reason: Reason, seconds: float = 0, left: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds
        self.left = left


class Phase(StrEnum):
    """Where the desk stands."""

    CLOSED = "closed"
    """No desk: the tablet is a kiosk, or nobody has signed in yet."""
    OPEN = "open"
    LOCKED = "locked"
    """A PIN is asked for: of who was there, or of a colleague."""


class _OnDuty(NamedTuple):
    associate: Associate
    session: NewSession


REFUSALS = {
    "sign_in_refused": Reason.REFUSED,
    "sign_in_waits": Reason.WAITS,
    "sign_in_locked": Reason.LOCKED,
}


class StaffDesk:
    """The desk of this tablet: one person at a time works at it, colleagues change quickly."""

    def __init__(
        self,
        replica: Replica,
        ask: Ask,
        device_secret: Callable[[], bytes],
        *,
        clock: Callable[[], float] = time.monotonic,
        lock_after: float = LOCK_AFTER,
    ) -> None:
        """Time idleness with `clock` (monotonic seconds); `ask` is the engine's."""
        self._replica = replica
        self._ask = ask
        self._device_secret = device_secret
        self._clock = clock
        self._lock_after = lock_after
        self._turn = RLock()
        self._at_desk: _OnDuty | None = None
        self._last = clock()
        self._locked = True
        for person in replica.desk.people():
            self._introduce(person.associate, person.principal)

    @property
    def person(self) -> Associate | None:
        """Who works at the desk, or did when it was locked; None before anybody unlocked it."""
        return self._at_desk.associate if self._at_desk else None

    @property
    def store(self) -> str:
        """The store's code."""
        return self._replica.identity.store

    @property
    def was_staffed(self) -> bool:
        """Whether any of the staff ever signed in at this tablet: before that it is being set up."""
        return self._replica.desk.was_staffed

    def phase(self) -> Phase:
        """Return where the desk stands now; it locks by itself."""
        if self._at_desk is None:
            return Phase.LOCKED if self._replica.desk.is_open else Phase.CLOSED
        if self._locked or self.seconds_left() <= 0:
            return Phase.LOCKED
        return Phase.OPEN

    def seconds_left(self) -> float:
        """Return how many seconds without a touch are left before the desk locks."""
        return max(0.0, self._last + self._lock_after - self._clock())

    def touch(self) -> None:
        """Somebody is here. Comes too late once the desk is locked."""
        if self.phase() is Phase.OPEN:
            self._last = self._clock()

    def lock(self) -> None:
        """Ask for a PIN from now on; the documents stay, and news still come in."""
        self._locked = True

    def people(self) -> list[Associate]:
        """Return who may come back with the PIN alone, also without the hub."""
        return [one.associate for one in self._replica.desk.people()]

    def sign_in(self, pin: str, *, name: str = "", badge: str = "") -> Associate:
        """Let somebody come to the desk: back with the PIN alone, or by the hub's word. Waits.

        Whoever was there keeps their session, and comes back with their own PIN.

        Raises:
            SignInError: Nobody came in.
            ReplicaError: The disk does not work.
        """
        with self._turn:
            known = self._known(name, badge)
            on_duty = self._come_back(known, pin) if known else self._arrive(pin, name, badge)
            self._at_desk, self._locked, self._last = on_duty, False, self._clock()
            return on_duty.associate

    def unlock(self, pin: str) -> Associate:
        """Let the person who was at the desk come back.

        Raises:
            SignInError: It was not their PIN, or nobody was there.
        """
        if self.person is None:
            raise SignInError(Reason.REFUSED)
        return self.sign_in(pin, name=self.person.name)

    def sign_out(self, why: str = "finish") -> bool:
        """End the session of who is at the desk; with the last one the desk is wiped. Return if it was.

        Raises:
            ReplicaError: It could not be done yet; it is off the screen all the same.
        """
        with self._turn:
            leaving, self._at_desk, self._locked = self._at_desk, None, True
            others = [
                one for one in self._replica.desk.people() if not leaving or one.session != leaving.session.id
            ]
            if not others:
                self.close(why)
                return True
            if leaving:
                self._replica.wipe(leaving.session.id, why)
            return False

    def close(self, why: str = "finish") -> None:
        """Sign everybody out and leave nothing of the desk: the tablet is what it was before.

        Raises:
            ReplicaError: It could not be wiped yet; call it again.
        """
        with self._turn:
            self._at_desk, self._locked = None, True
            self._replica.wipe(DESK, why)

    def ended(self, wiped: frozenset[str]) -> None:
        """Hear that visits had to end (`Listeners.on_wiped`): a session was ended elsewhere, or ran out."""
        if self._at_desk and wiped & {DESK, self._at_desk.session.id}:
            self._at_desk, self._locked = None, True

    def may(self, scope: str, verb: type[msgspec.Struct]) -> bool:
        """Say whether the person at the desk may do a verb there: what the hub says by the same table."""
        kind = scopes.parse(scope)
        in_store = kind.kind not in {"orders", "stock", "staff"} or kind.id == self.store
        person = self.person
        return person is not None and in_store and rights.may_do(person.role, kind.kind, verb.__name__)

    def may_read(self, scope_kind: str) -> bool:
        """Say whether the person at the desk may see documents of a kind of scope.

        A tablet holds what one of those who are signed in may see; each sees their own part of it.
        """
        return self.person is not None and rights.may_read(self.person.role, scope_kind)

    def commit(self, scope: str, verb: msgspec.Struct) -> Committed:
        """Do something in the name of the person at the desk: shown at once, decided by the hub.

        Raises:
            Rejected: `locked`, `forbidden`, or the document's rule refuses it; nothing was written.
            ReplicaError: The disk does not work, or the desk was closed.
        """
        on_duty = self._require()
        may_say = rights.may(on_duty.associate.role, scopes.parse(scope).kind, verb)
        if not (may_say and self.may(scope, type(verb))):
            raise Rejected("forbidden")
        committed = self._replica.commit_as(on_duty.session, scope, verb)
        self.touch()
        return committed

    def actor(self) -> Actor:
        """Return whom what is done at the desk is shown as.

        Raises:
            Rejected: `locked`.
        """
        return self._actor(self._require().associate)

    def look_up(self, text: str, how: str = "") -> Future[LookedUp]:
        """Ask the hub for somebody or something (`POST /v1/staff/look-ups`); `how` as in `LookUp`.

        Raises:
            Rejected: `locked`.
        """
        asked = msgspec.convert(
            {"proof": self._require().session.secret, "text": text, "how": how}, ready(LookUp)
        )
        return self._ask("/v1/staff/look-ups", asked, LookedUp)

    @property
    def manages(self) -> bool:
        """Whether the person at the desk looks after colleagues who cannot sign in."""
        return self.person is not None and rights.may_manage(self.person.role)

    def colleagues(self) -> Future[Colleagues]:
        """Ask the hub who of the store may sign in, waits, or is locked out; for managers.

        Raises:
            Rejected: `locked`, `forbidden`.
        """
        shown = ShowColleagues(self._require_manager())
        return self._ask("/v1/staff/colleagues", shown, Colleagues)

    def let_try_again(self, associate: str) -> Future[Associate]:
        """Unlock a colleague who has mistyped too often; for managers.

        Raises:
            Rejected: `locked`, `forbidden`.
        """
        unlock = Unlock(self._require_manager(), associate)
        return self._ask("/v1/staff/unlocks", unlock, Associate)

    def _require_manager(self) -> str:
        secret = self._require().session.secret
        if not self.manages:
            raise Rejected("forbidden")
        return secret

    def _require(self) -> _OnDuty:
        if self._at_desk is None or self.phase() is not Phase.OPEN:
            raise Rejected("locked")
        return self._at_desk

    def _known(self, name: str, badge: str) -> Person | None:
        """Return who is signed in here and is meant."""
        if badge.strip():
            hashed = seal.badge_hash(badge, self._device_secret())
            found = (one for one in self._replica.desk.people() if hashed and one.badge == hashed)
        else:
            plain = seal.plain_name(name)
            people = self._replica.desk.people()
            found = (one for one in people if seal.plain_name(one.associate.name) == plain)
        return next(found, None)

    def _come_back(self, person: Person, pin: str) -> _OnDuty:
        """Open what is kept here of somebody's session.

        Raises:
            SignInError: It was another PIN; after too many all of it is gone.
        """
        left = self._replica.desk.count_try(person.session)
        if left < 0:
            self._replica.desk.forget(person.session)
            raise SignInError(Reason.FORGOTTEN)
        secret = seal.unseal(person.sealed, pin, person.salt, self._device_secret())
        if secret is None:
            if left:
                raise SignInError(Reason.REFUSED, left=left)
            self._replica.desk.forget(person.session)
            raise SignInError(Reason.FORGOTTEN)
        session = NewSession(sessions.session_id(secret), secret)
        self._replica.desk.opened(session)
        return _OnDuty(person.associate, session)

    def _arrive(self, pin: str, name: str, badge: str) -> _OnDuty:
        """Sign somebody in at the hub, and keep what lets them come back.

        Raises:
            SignInError: The hub said no, or nothing.
        """
        session = sessions.begin()
        signed_in = self._ask_hub(SignIn(session.id, pin, name, badge.strip()))
        device_secret, salt = self._device_secret(), seal.fresh_salt()
        person = Person(
            session.id,
            signed_in.associate,
            seal.badge_hash(badge, device_secret),
            salt,
            seal.seal(session.secret, pin, salt, device_secret),
        )
        self._replica.desk.admit(person, session, signed_in.seconds)
        self._introduce(person.associate, person.principal)
        for scope in (scopes.staff(self.store), scopes.orders(self.store)):
            self._replica.watch(scope, DESK)
        return _OnDuty(person.associate, session)

    def _ask_hub(self, request: SignIn) -> SignedIn:
        try:
            return self._ask("/v1/staff/sign-ins", request, SignedIn).result(PATIENCE)
        except Refused as error:
            reason = REFUSALS.get(error.code, Reason.NOT_HERE)
            raise SignInError(reason, error.retry_after) from error
        except Offline as error:
            throttled = error.code == "too_many"
            raise SignInError(Reason.WAITS if throttled else Reason.OFFLINE, error.retry_after) from error
        except (HubError, TimeoutError) as error:
            # `Gone` is an older hub, which knows of no associates.
            raise SignInError(Reason.NOT_HERE if isinstance(error, Gone) else Reason.OFFLINE) from error

    def _introduce(self, associate: Associate, principal: str) -> None:
        self._replica.introduce(principal, self._actor(associate))

    def _actor(self, associate: Associate) -> Actor:
        return Actor(f"associate:{associate.id}", "associate", associate.name, self.store)
