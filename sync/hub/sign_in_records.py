"""What the hub keeps of a shopper's sign-in while it lasts, and how it is found and changed.

The scopes `sign_in:<0…f>` hold all of them: each is swept when its time is over. Of codes and of a phone's
secret only hashes are kept, made with the hub's own key; the digits that are mailed derive from that key.
"""

import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.sign_ins import MAIL_DIGITS, State, Way

KIND = "sign_in"
ID_SIGNS = 32

OPEN = frozenset({"pending", "seen", "chosen", "proven", "confirmed"})

Step = Literal["pending", "seen", "chosen", "proven", "confirmed", "accepted", "refused"]
"""How far it is: `chosen` says that the phone chose the right number, `proven` that an account was proven
which is still to be looked up, `accepted` that the visit is the customer's."""

SHOWN: dict[Step, State] = {
    "pending": "pending",
    "seen": "seen",
    "chosen": "seen",
    "proven": "seen",
    "confirmed": "confirmed",
    "accepted": "confirmed",
    "refused": "refused",
}
"""What a tablet is told of each."""


class SignIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sign-in: kind `sign_in`. Times are the hub's, ISO 8601 UTC.

    `visit` is the session that signs in, at `device` in `store`; `place` is the tablet's name. `email` is
    where a code goes, '' where none does, or none any more; `shown` is the address, masked, that somebody
    gave, `mails` how often. `browser` is the hash of the phone's secret. `account` is what a provider proved,
    hashed. `customer` is who was proven, `hello` their mask.
    """

    id: str
    device: str
    visit: str
    store: str
    begun: str
    expires: str
    way: Way = "phone"
    step: Step = "pending"
    place: str = ""
    language: str = ""
    email: str = ""
    shown: str = ""
    mails: int = 0
    tries: int = 0
    browser: str = ""
    account: str = ""
    name: str = ""
    customer: str = ""
    first_name: str = ""
    hello: str = ""

    def is_open(self, now: str) -> bool:
        """Say whether it can still become something."""
        return self.step in OPEN and now < self.expires

    def state(self, now: str) -> State:
        """Return how it stands, as a tablet is told."""
        if self.step in OPEN and self.expires <= now:
            return "expired"
        return SHOWN[self.step]


def over(record: SignIn, step: Step = "refused") -> SignIn:
    """Return a sign-in that is over; what it knew of anybody is let go of."""
    return replace(
        record, step=step, email="", shown="", name="", first_name="", hello="", account="", customer=""
    )


def id_of(hub: Hub, code: str) -> str:
    """Return the id of the sign-in that a code leads to; only the hub can tell it."""
    return keyed(hub, "code", code)[:ID_SIGNS]


def keyed(hub: Hub, *about: str) -> str:
    """Return a hash of some texts (hex) that only the hub can make."""
    return hmac.digest(hub.keys.token, "\x1f".join(("sign-in", *about)).encode(), "sha256").hex()


def mailed_code(hub: Hub, record: SignIn) -> str:
    """Return the digits that were mailed for a sign-in; they derive from it and the address."""
    number = int(keyed(hub, "digits", record.id, record.email), 16)
    return f"{number % 10**MAIL_DIGITS:0{MAIL_DIGITS}d}"


async def load(hub: Hub, identifier: str) -> SignIn | None:
    """Return a sign-in, None where there is none, or none any more."""
    return await documents.load(hub.storage, scopes.sign_in(identifier), Key(KIND, identifier), SignIn)


async def change(hub: Hub, identifier: str, step: Callable[[SignIn], SignIn]) -> SignIn | None:
    """Put what `step` makes of a sign-in that is open in its place; return how it stands then.

    One that is over is left as it is.
    """

    def decide(known: SignIn | None) -> SignIn | None:
        return step(known) if known and known.is_open(hub.now()) else known

    place = Key(KIND, identifier)
    return await documents.change(hub.storage, scopes.sign_in(identifier), place, SignIn, decide)


def later(hub: Hub, seconds: int) -> str:
    """Return the hub's time in some seconds."""
    return hub.later(timedelta(seconds=seconds))
