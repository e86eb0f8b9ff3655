"""What clients read: customers, persons and lists as the profile API shows them.

Published, so it is written out here and does not follow every change inside. Ids of devices and phones are
those the list itself uses; hashes of links and accounts stay inside.
"""

import msgspec

from sync.protocol import fits
from sync.protocol.actors import Actor
from sync.protocol.customers import Customer
from sync.protocol.envelope import Result
from sync.protocol.fits import Fit, Tally
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.persons import Person
from sync.shapes import ready


class ConsentView(msgspec.Struct, frozen=True, omit_defaults=True):
    """What holds for one purpose on one channel; `at` is ISO 8601 UTC."""

    given: bool
    wording: str
    at: str
    place: str = ""


class AdviceView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A size with its reason: `kept` of `bought` pieces were, or it was `chosen` so often, or `said`."""

    size: str
    kept: int = 0
    bought: int = 0
    chosen: int = 0
    said: bool = False


class FitView(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is remembered of a brand's category on one axis; `advice` is absent where nothing can be said.

    `sizes` tells of each size how it did; `said` is what the customer says themselves.
    """

    axis: str
    category: str = ""
    brand: str = ""
    said: str = ""
    sizes: dict[str, Tally] = {}
    advice: AdviceView | None = None


class CustomerView(msgspec.Struct, frozen=True):
    """A customer. `consents` by `<purpose>:<channel>`; what is not there was never asked.

    `fits` is the size memory, `cards` are the texts of loyalty cards.
    """

    id: str
    language: str
    store: str
    sizes: dict[str, str]
    preferences: dict[str, str]
    consents: dict[str, ConsentView]
    lists: list[str]
    fits: list[FitView]
    cards: list[str]


class PersonView(msgspec.Struct, frozen=True):
    """Who a customer is."""

    id: str
    names: dict[str, str]
    contacts: dict[str, str]


class LineView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line with pieces on it; `position` counts from 0, `by` names one of the list's `actors`."""

    product: str
    variant: str
    quantity: int
    position: int
    options: dict[str, str] = {}
    note: str = ""
    by: str = ""
    at: str = ""


class ChangeView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change as it took effect; `op` is what `Undo` takes."""

    op: str
    verb: str
    by: str
    at: str
    line: str = ""
    delta: int = 0
    before: str = ""
    after: str = ""
    undone: bool = False


class ListView(msgspec.Struct, frozen=True):
    """A list of a customer. `lines` by id; `changes` the latest, oldest first; `seq` is the `base` to name.

    `changed` is the day of the last change, ISO 8601, '' when that is not known.
    """

    id: str
    customer: str
    title: str
    language: str
    store: str
    seq: int
    changed: str
    lines: dict[str, LineView]
    actors: dict[str, Actor]
    changes: list[ChangeView]


class ListSummary(msgspec.Struct, frozen=True):
    """A list in the overview."""

    id: str
    title: str
    store: str
    changed: str
    lines: int
    pieces: int
    etag: str


class ListPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some of a customer's lists, in the order they came. `next` is the cursor of the page after, if any."""

    lists: list[ListSummary]
    next: str = ""


class Results(msgspec.Struct, frozen=True):
    """What became of operations, in their order; `etag` is the document's after them."""

    results: list[Result]
    etag: str


class Created(msgspec.Struct, frozen=True):
    """The id of what there is now."""

    id: str


def customer(document: Customer) -> CustomerView:
    """Return a customer as clients read it."""
    return CustomerView(
        id=document.id,
        language=document.language,
        store=document.store,
        sizes=document.sizes,
        preferences=document.preferences,
        consents={
            key: ConsentView(one.given, one.wording, one.at, one.place)
            for key, one in document.consents.items()
        },
        lists=document.lists,
        fits=[_fit(fit) for fit in document.fits.values() if fit.sizes or fit.said],
        cards=document.cards,
    )


def _fit(fit: Fit) -> FitView:
    advice = fits.advise(fit)
    return FitView(
        axis=fit.axis,
        category=fit.category,
        brand=fit.brand,
        said=fit.said,
        sizes=fit.sizes,
        advice=AdviceView(**{name: getattr(advice, name) for name in advice._fields}) if advice else None,
    )


def person(document: Person) -> PersonView:
    """Return a person as clients read them."""
    return PersonView(document.id, document.names, document.contacts)


def shopping_list(document: ShoppingList, seq: int) -> ListView:
    """Return a list as clients read it."""
    return ListView(
        id=document.id,
        customer=document.owner.partition(":")[2],
        title=document.title,
        language=document.language,
        store=document.store,
        seq=seq,
        changed=document.changed,
        lines={line.id: _line(line, position) for position, line in enumerate(document.present)},
        actors=document.actors,
        changes=[
            msgspec.convert(entry, ready(ChangeView), from_attributes=True) for entry in document.history
        ],
    )


def summary(document: ShoppingList, etag: str) -> ListSummary:
    """Return a list as the overview shows it."""
    return ListSummary(
        id=document.id,
        title=document.title,
        store=document.store,
        changed=document.changed,
        lines=len(document.present),
        pieces=document.pieces,
        etag=etag,
    )


def _line(line: Line, position: int) -> LineView:
    return LineView(
        product=line.product,
        variant=line.variant,
        quantity=line.quantity,
        position=position,
        options=line.options,
        note=line.note,
        by=line.by,
        at=line.at,
    )
