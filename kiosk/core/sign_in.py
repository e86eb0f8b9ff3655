"""Signing in as the tablet sees it: what to ask the hub next, and how it stands.

Nothing here waits, draws or sends: each act returns the request to post, whose answer (or error) is brought
back by `take`. What comes too late, for a sign-in that was left, changes nothing.
"""

import time
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

import msgspec

from sync.client.errors import Gone, HubError, Offline
from sync.protocol.sign_ins import (
    MAIL_DIGITS,
    AbortSignIn,
    AcceptSignIn,
    AskSignIn,
    BeginSignIn,
    SignedInShopper,
    SignInBegun,
    SignInState,
)

PATH = "/v1/sign-ins"

AGAIN = 1.0
"""Seconds after which a yes whose answer was lost is said again."""

SLACK = 0.1
"""Seconds beyond the hub's interval: who asks a moment too early is told to slow down."""


class Step(StrEnum):
    """Where a sign-in is."""

    NONE = "none"
    ASKING = "asking"
    """The hub is asked for a code."""
    PHONE = "phone"
    """The code waits for a phone, or the phone is being asked whose it is."""
    ADDRESS = "address"
    """Somebody types where a code is to be mailed."""
    MAILED = "mailed"
    """The mailed digits are typed."""
    HELLO = "hello"
    """An account was proven: is that who stands here?"""
    ENTERING = "entering"
    """They said yes."""
    OVER = "over"


class Why(StrEnum):
    """Why it is over, or what is wrong with what was typed; the texts are those of the app (`[hello]`)."""

    NOTHING = ""
    REFUSED = "refused"
    """A wrong number, too many wrong codes, or somebody's word on the phone."""
    EXPIRED = "expired"
    OFFLINE = "offline"
    BUSY = "busy"
    """Too often in a short time."""
    NO_MAIL = "no_mail"
    FAILED = "failed"
    WRONG_CODE = "wrong_code"
    NO_ADDRESS = "no_address"


class Request(NamedTuple):
    """What to post to the hub; `turn` says which sign-in it belongs to."""

    turn: int
    path: str
    body: msgspec.Struct
    answer: type[msgspec.Struct]


class Shown(NamedTuple):
    """What there is to show. `away`: the hub does not answer just now; `seen`: a phone has the code."""

    step: Step = Step.NONE
    why: Why = Why.NOTHING
    url: str = ""
    code: str = ""
    number: str = ""
    domain: str = ""
    hello: str = ""
    seen: bool = False
    away: bool = False


class SignIn:
    """The one sign-in of a visit. Lives in one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Count down with `clock` (monotonic seconds)."""
        self._clock = clock
        self._turn = 0
        self._forget()

    def _forget(self) -> None:
        self.shown = Shown()
        self._id = self._proof = ""
        self._until = self._next = 0.0
        self._lasts = self._interval = 1.0
        self._busy = False
        self._said_yes = False

    # What somebody does.

    def wait(self) -> int:
        """Show that it begins, before the visit has; return the turn, for `is_at`."""
        self._turn += 1
        self._forget()
        self.shown = Shown(Step.ASKING)
        return self._turn

    def is_at(self, turn: int) -> bool:
        """Say whether nobody left what began as this turn."""
        return turn == self._turn

    def begin(self, proof: str, language: str, email: str = "") -> Request:
        """Begin: with a code for the phone, or one that is mailed to an address. `proof` is the visit's."""
        self._turn += 1
        self._forget()
        self._proof = proof
        self._busy = True
        self.shown = Shown(Step.ASKING)
        body = BeginSignIn(proof, language, "email" if email else "phone", email)
        return Request(self._turn, PATH, body, SignInBegun)

    def ask_address(self) -> Request | None:
        """Ask for an address instead; return what ends the sign-in that was on."""
        left = self.leave()
        self.shown = Shown(Step.ADDRESS)
        return left

    def wrong_address(self) -> None:
        """What was typed is no address."""
        self.shown = Shown(Step.ADDRESS, Why.NO_ADDRESS)

    def type(self, digits: str) -> Request | None:
        """Try the digits that were mailed; None while there are not enough, or one try is on its way."""
        if self.shown.step is not Step.MAILED or len(digits) < MAIL_DIGITS or self._busy:
            return None
        self._tell(why=Why.NOTHING)
        return self._ask(digits)

    def accept(self) -> Request | None:
        """Yes, that is me."""
        if self.shown.step is not Step.HELLO:
            return None
        self._said_yes = True
        self._tell(Step.ENTERING)
        return self._enter()

    def leave(self) -> Request | None:
        """It is not them, or they changed their mind: return what ends it at the hub, None for nothing."""
        living = self._id and self.shown.step in {Step.PHONE, Step.MAILED, Step.HELLO}
        request = None
        if living:
            request = Request(self._turn, f"{PATH}/{self._id}/abort", AbortSignIn(self._proof), SignInState)
        self._turn += 1
        self._forget()
        return request

    @property
    def entering(self) -> bool:
        """Whether they said yes, and the hub's word on it is still to come: it may have let them in."""
        return self._said_yes

    def go_on(self) -> Request:
        """Say yes again where the answer to it was lost."""
        assert self._said_yes, "there is a yes to say again"
        self._until = self._clock() + self._lasts
        self._tell(Step.ENTERING, why=Why.NOTHING)
        return self._enter()

    # What time and the hub do.

    def tick(self) -> Request | None:
        """Look at the clock: return what is to be asked now; a code whose time is over is over."""
        if self.shown.step not in {Step.PHONE, Step.MAILED, Step.HELLO, Step.ENTERING}:
            return None
        now = self._clock()
        if now >= self._until:
            self._end(Why.OFFLINE if self.shown.away else Why.EXPIRED)
            return None
        if self._busy or now < self._next:
            return None
        if self.shown.step is Step.PHONE:
            return self._ask()
        return self._enter() if self.shown.step is Step.ENTERING else None

    @property
    def seconds_left(self) -> float:
        """How long what is shown is good for."""
        return max(0.0, self._until - self._clock())

    @property
    def part_left(self) -> float:
        """The same, of the whole time: 1.0 to 0.0."""
        return min(1.0, self.seconds_left / self._lasts)

    def take(self, request: Request, answer: object) -> SignedInShopper | None:
        """Take an answer, or the error in its place; return who has come in, None as long as nobody has."""
        if request.turn != self._turn:
            return None
        self._busy = False
        self._next = self._clock() + self._interval + SLACK
        match answer:
            case SignInBegun():
                self._begun(answer)
            case SignInState():
                self._stands(answer)
            case SignedInShopper():
                self._turn += 1
                self._forget()
                return answer
            case HubError():
                self._trouble(answer)
            case _:
                self._end(Why.FAILED)
        return None

    def _begun(self, begun: SignInBegun) -> None:
        self._id = begun.id
        self._interval = float(begun.interval)
        self._last(begun.expires_in)
        step = Step.PHONE if begun.url else Step.MAILED
        self.shown = Shown(step, url=begun.url, code=begun.code, number=begun.number, domain=begun.domain)

    def _stands(self, state: SignInState) -> None:
        if state.state in {"refused", "expired"}:
            self._end(Why(state.state))
            return
        self._tell(away=False)
        if state.state == "confirmed":
            self._tell(Step.HELLO, hello=state.hello)
            self._last(state.expires_in)
        elif state.state == "seen":
            self._tell(seen=True)
            self._go_on(state.expires_in)

    def _go_on(self, seconds: int) -> None:
        """Count down as the hub does: who chose the number has longer to prove the account."""
        if seconds > self._lasts:
            self._last(seconds)
        else:
            self._until = self._clock() + seconds

    def _last(self, seconds: int) -> None:
        self._lasts = max(1.0, float(seconds))
        self._until = self._clock() + seconds

    def _trouble(self, error: HubError) -> None:
        if error.code == "wrong_code":
            self._tell(why=Why.WRONG_CODE)
        elif error.code == "no_address":
            self.wrong_address()
        elif error.code == "no_mail":
            self._end(Why.NO_MAIL)
        elif isinstance(error, Offline):
            self._away(error)
        elif isinstance(error, Gone) or error.code == "not_confirmed":
            self._said_yes = False
            self._end(Why.EXPIRED)
        else:
            self._end(Why.FAILED)

    def _away(self, error: Offline) -> None:
        """What is under way goes on once the hub answers again, if its time is not over by then."""
        if self.shown.step is Step.ASKING:
            self._end(Why.BUSY if error.code == "too_many" else Why.OFFLINE)
            return
        self._next = max(self._next, self._clock() + error.retry_after)
        if error.code != "slow_down":
            self._tell(away=True)

    def _ask(self, code: str = "") -> Request:
        self._busy = True
        return Request(self._turn, f"{PATH}/{self._id}", AskSignIn(self._proof, code), SignInState)

    def _enter(self) -> Request:
        self._busy = True
        return Request(self._turn, f"{PATH}/{self._id}/accept", AcceptSignIn(self._proof), SignedInShopper)

    def _end(self, why: Why) -> None:
        self.shown = Shown(Step.OVER, why)

    def _tell(self, step: Step | None = None, **changed: object) -> None:
        self.shown = self.shown._replace(**({"step": step} if step else {}), **changed)  # type: ignore[arg-type]
