"""A customer: the document, its verbs, and the one rule that changes it.

What a shop floor may know of a customer stands here: sizes, preferences, what they agreed to, which lists are
theirs. Who they are (names, contacts) stands in the person's document, in a scope of its own that no kiosk
reads. Arrival order at the hub decides: the later arrival stands. What somebody agreed to is a record of each
purpose and channel with the wording that was shown, when and where; every change of it is kept.
"""

from typing import Annotated, TypeVar

import msgspec

from sync.protocol import fits
from sync.protocol.errors import Rejected
from sync.protocol.fits import Fit, ForgetFit, LearnFit, SayFit, UnlearnFit
from sync.protocol.plain import IN_NO_LINE, PLAIN_LINE

MAX_SIZES = 40
MAX_PREFERENCES = 100
MAX_CONSENTS = 50
MAX_LISTS = 200
MAX_CARDS = 20
MAX_CONSENT_CHANGES = 500
"""More than anybody changes their mind; beyond it nothing more is agreed to, since no proof may be lost."""

Tag = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=rf"^[^:{IN_NO_LINE}]+$(?!\n)")]
Value = Annotated[str, msgspec.Meta(max_length=200, pattern=PLAIN_LINE)]
Wording = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=PLAIN_LINE)]
Place = Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN_LINE)]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=PLAIN_LINE)]

CUSTOMER = "customer"

SERVICE = "service:store"
"""The consent to be found, and known, by a store's people without showing anything: purpose and channel."""


class Consent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was said about one purpose on one channel, last.

    `wording` names the version of the text that was shown, `place` where (a store's code, "online shop"),
    `at` when (ISO 8601 UTC), `by` the principal who wrote it down.
    """

    purpose: str
    channel: str
    given: bool
    wording: str
    at: str
    place: str = ""
    by: str = ""


class Customer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `customer`.

    `fits` is the size memory (`sync.protocol.fits`), `forgotten` when the customer last had all of it
    forgotten; `cards` are the texts of loyalty cards. `consents` maps `<purpose>:<channel>` to what holds
    now, `consent_changes` tells how it came to that. `reference` is the hash under which the online shop's
    account leads here, '' without one. An erased customer keeps the id alone.
    """

    id: str
    language: str = ""
    store: str = ""
    sizes: dict[str, str] = {}
    preferences: dict[str, str] = {}
    consents: dict[str, Consent] = {}
    consent_changes: list[Consent] = []
    lists: list[str] = []
    reference: str = ""
    fits: dict[str, Fit] = {}
    cards: list[str] = []
    forgotten: str = ""
    erased: bool = False

    @property
    def principal(self) -> str:
        """Who owns this customer's lists."""
        return principal(self.id)


class CreateCustomer(msgspec.Struct, frozen=True, tag="CreateCustomer", tag_field="verb"):
    """Make a customer known. Doing it again changes nothing. `reference` is the account's hash."""

    language: Tag = ""
    store: Tag = ""
    reference: Tag = ""


class SetLanguage(msgspec.Struct, frozen=True, tag="SetLanguage", tag_field="verb"):
    """Say which language the customer reads."""

    language: Tag


class SetStore(msgspec.Struct, frozen=True, tag="SetStore", tag_field="verb"):
    """Say which store the customer prefers; '' for none."""

    store: Tag


class SetSize(msgspec.Struct, frozen=True, tag="SetSize", tag_field="verb"):
    """Note one size, such as `shoe` 42; '' forgets it."""

    name: Name
    value: Value


class SetPreference(msgspec.Struct, frozen=True, tag="SetPreference", tag_field="verb"):
    """Note one preference, such as `style` classic; '' forgets it."""

    name: Name
    value: Value


class GiveConsent(msgspec.Struct, frozen=True, tag="GiveConsent", tag_field="verb"):
    """Agree to a purpose on a channel, having been shown `wording`."""

    purpose: Name
    channel: Name
    wording: Wording
    place: Place = ""


class WithdrawConsent(msgspec.Struct, frozen=True, tag="WithdrawConsent", tag_field="verb"):
    """Agree no longer. Where nothing was agreed to it is a no that was written down."""

    purpose: Name
    channel: Name
    wording: Wording
    place: Place = ""


class LinkList(msgspec.Struct, frozen=True, tag="LinkList", tag_field="verb"):
    """Put a list among the customer's own. Doing it again changes nothing."""

    list: Key


class GiveCard(msgspec.Struct, frozen=True, tag="GiveCard", tag_field="verb"):
    """Give the customer a loyalty card, by the text of its code. Doing it again changes nothing."""

    card: Annotated[str, msgspec.Meta(pattern="^[0-9A-Z]{4,40}$")]


Verb = (
    CreateCustomer
    | SetLanguage
    | SetStore
    | SetSize
    | SetPreference
    | GiveConsent
    | WithdrawConsent
    | LinkList
    | LearnFit
    | UnlearnFit
    | SayFit
    | ForgetFit
    | GiveCard
)


class Act(msgspec.Struct, frozen=True):
    """A verb with who does it: `by` is the principal, `at` the moment that a consent is given at."""

    by: str
    at: str
    verb: Verb


T = TypeVar("T")


def principal(identifier: str) -> str:
    """Return who a customer acts and owns as."""
    return f"{CUSTOMER}:{identifier}"


def is_customer(owner: str) -> bool:
    """Say whether a principal is a customer."""
    return owner.startswith(f"{CUSTOMER}:")


def of_principal(owner: str) -> str:
    """Return the customer that a principal is, '' where it is none."""
    return owner.removeprefix(f"{CUSTOMER}:") if is_customer(owner) else ""


def consent_key(purpose: str, channel: str) -> str:
    """Return the name under which a consent stands."""
    return f"{purpose}:{channel}"


def apply(document: Customer | None, act: Act, *, customer_id: str) -> Customer:
    """Return the customer after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_customer`, `erased`, `too_many_sizes`, `too_many_preferences`, `too_many_consents`,
            `too_many_lists`, `too_many_fits`, `too_many_cards`.
    """
    if document is None:
        if not isinstance(act.verb, CreateCustomer):
            raise Rejected("no_customer")
        return Customer(
            id=customer_id,
            language=act.verb.language,
            store=act.verb.store,
            reference=act.verb.reference,
        )
    if document.erased:
        raise Rejected("erased")
    after = _change(document, act)
    return document if after == document else after


def _change(document: Customer, act: Act) -> Customer:
    match act.verb:
        case CreateCustomer():
            return document
        case SetLanguage() | SetStore() as verb:
            return msgspec.structs.replace(document, **msgspec.structs.asdict(verb))
        case SetSize() | SetPreference() as verb:
            return _note(document, verb)
        case GiveConsent() | WithdrawConsent() as verb:
            return _agree(document, act, verb)
        case LinkList() | GiveCard() as verb:
            return _link(document, verb)
        case _ as verb:
            return _fit(document, act, verb)


def _note(document: Customer, verb: SetSize | SetPreference) -> Customer:
    if isinstance(verb, SetSize):
        sizes = _put(document.sizes, verb.name, verb.value or None, MAX_SIZES, "too_many_sizes")
        return msgspec.structs.replace(document, sizes=sizes)
    preferences = _put(
        document.preferences, verb.name, verb.value or None, MAX_PREFERENCES, "too_many_preferences"
    )
    return msgspec.structs.replace(document, preferences=preferences)


def _agree(document: Customer, act: Act, verb: GiveConsent | WithdrawConsent) -> Customer:
    consent = Consent(
        purpose=verb.purpose,
        channel=verb.channel,
        given=isinstance(verb, GiveConsent),
        wording=verb.wording,
        at=act.at,
        place=verb.place,
        by=act.by,
    )
    key = consent_key(verb.purpose, verb.channel)
    known = document.consents.get(key)
    # Said once is said: the same answer to the same words keeps its first time and place.
    if known and (known.given, known.wording) == (consent.given, consent.wording):
        return document
    withdraws = known is not None and known.given and not consent.given
    if len(document.consent_changes) >= MAX_CONSENT_CHANGES and not withdraws:
        raise Rejected("too_many_consents")
    return msgspec.structs.replace(
        document,
        consents=_put(document.consents, key, consent, MAX_CONSENTS, "too_many_consents"),
        consent_changes=[*document.consent_changes, consent],
    )


def _fit(document: Customer, act: Act, verb: LearnFit | SayFit | ForgetFit) -> Customer:
    known = fits.change(document.fits, verb, act.at, document.forgotten)
    if isinstance(verb, ForgetFit) and not verb.axis and not fits.is_before(act.at, document.forgotten):
        return msgspec.structs.replace(document, fits=known, forgotten=act.at)
    return msgspec.structs.replace(document, fits=known)


def _link(document: Customer, verb: LinkList | GiveCard) -> Customer:
    if isinstance(verb, LinkList):
        lists = _with(document.lists, verb.list, MAX_LISTS, "too_many_lists")
        return msgspec.structs.replace(document, lists=lists)
    cards = _with(document.cards, verb.card, MAX_CARDS, "too_many_cards")
    return msgspec.structs.replace(document, cards=cards)


def _with(values: list[str], value: str, most: int, reason: str) -> list[str]:
    """Return texts with one more among them, if it is not there yet."""
    if value in values:
        return values
    if len(values) >= most:
        raise Rejected(reason)
    return [*values, value]


def _put(values: dict[str, T], key: str, value: T | None, most: int, reason: str) -> dict[str, T]:
    """Return a mapping with one value more, another, or (None) gone."""
    others = {name: known for name, known in values.items() if name != key}
    if value is None:
        return others
    if len(others) >= most:
        raise Rejected(reason)
    return {**values, key: value}
