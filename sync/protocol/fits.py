"""Size memory: which size of a brand's category fits somebody, and why we think so.

Learned from purchases, returns and choices; counted per size, so that the reason can be told ("kept in 3 of 4
purchases"). What the customer says stands above what was learned, and what they had forgotten is not learned
again from before. Kept in the customer's document (`Customer.fits`).
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from sync.protocol import moments
from sync.protocol.errors import Rejected
from sync.protocol.plain import IN_NO_LINE, PLAIN_LINE

MAX_FITS = 300
MAX_SIZES = 60
"""Sizes counted of one brand's category."""

MAX_COUNT = 9_999
"""Where counting stops: the reason is told in small numbers."""

CHOICES = 2
"""So often somebody chose a size that they never bought, before it says something."""

BODY = frozenset(
    {
        "size",
        "shoe-size",
        "waist",
        "inseam",
        "cup",
        "taglia",
        "numero",
        "misura",
        "taille",
        "pointure",
        "grosse",
        "talla",
        "サイズ",
    }
)
"""Axes that are about somebody's body: a sofa's width fits a room, and is not remembered."""

BESIDE = frozenset({"length", "width", "lunghezza", "lange", "longueur"})
"""Axes that are so beside one of those: the length of trousers, the width of a shoe."""

Event = Literal["bought", "returned", "too_small", "too_large", "chosen"]
"""What became of a size. The two in the middle are returns, with their reason."""

Axis = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=rf"^[^|{IN_NO_LINE}]+$(?!\n)")]
Place = Annotated[str, msgspec.Meta(max_length=200, pattern=rf"^[^|{IN_NO_LINE}]*$(?!\n)")]
SizeText = Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN_LINE)]


class Tally(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one size did: pieces bought, of those returned (too small, too large), and chosen."""

    bought: int = 0
    returned: int = 0
    too_small: int = 0
    too_large: int = 0
    chosen: int = 0

    @property
    def kept(self) -> int:
        """How many were bought and not brought back; what came back may have been bought before we knew."""
        return max(0, self.bought - self.returned)


COUNTS = Tally.__struct_fields__


class Fit(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of one brand's category on one axis: `sizes` by size; `said` by the customer themselves.

    `brand` and `category` are ids or names as the catalogue has them, '' for any. `since` is when the
    customer had it forgotten (ISO 8601 UTC), '' if never: what happened before is not counted.
    """

    axis: str
    category: str = ""
    brand: str = ""
    sizes: dict[str, Tally] = {}
    said: str = ""
    since: str = ""


class LearnFit(msgspec.Struct, frozen=True, omit_defaults=True, tag="LearnFit", tag_field="verb"):
    """Count what became of one size: the hub's own, from purchases, returns and choices."""

    axis: Axis
    size: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    event: Event
    category: Place = ""
    brand: Place = ""
    quantity: Annotated[int, msgspec.Meta(ge=1, le=999)] = 1


class UnlearnFit(LearnFit, frozen=True, omit_defaults=True, tag="UnlearnFit", tag_field="verb"):
    """Count no more what `LearnFit` of the same words counted: it was a mistake. The hub's own."""


class SayFit(msgspec.Struct, frozen=True, omit_defaults=True, tag="SayFit", tag_field="verb"):
    """The customer says which size it is; '' takes that back, and what was learned counts again."""

    axis: Axis
    size: SizeText
    category: Place = ""
    brand: Place = ""


class ForgetFit(msgspec.Struct, frozen=True, omit_defaults=True, tag="ForgetFit", tag_field="verb"):
    """Forget what was learned, and said, of one brand's category; of all of them when `axis` is ''."""

    axis: Annotated[str, msgspec.Meta(max_length=40)] = ""
    category: Place = ""
    brand: Place = ""


Verb = LearnFit | UnlearnFit | SayFit | ForgetFit


class Advice(NamedTuple):
    """A size with its reason: `kept` of `bought` purchases; `said` when the customer said so.

    Where nothing was bought yet, `chosen` is how often it was put on a list.
    """

    size: str
    kept: int
    bought: int
    said: bool
    chosen: int = 0


class Known(NamedTuple):
    """The best that is known about a size: an advice, and the fit it comes from.

    `fit.brand` is '' where brands were taken together, since nothing is known of the one asked for.
    """

    advice: Advice
    fit: Fit


def key(axis: str, category: str = "", brand: str = "") -> str:
    """Return the name under which a fit stands in a customer's document."""
    return f"{axis}|{category}|{brand}"


def sizes_of(options: Mapping[str, str]) -> dict[str, str]:
    """Return what of a choice is about somebody's body, by axis.

    >>> sizes_of({"colour": "moss", "size": "32", "length": "34"}), sizes_of({"length": "2120"})
    ({'size': '32', 'length': '34'}, {})
    """
    worn = BODY if BODY.isdisjoint(options) else BODY | BESIDE
    return {axis: size for axis, size in options.items() if axis in worn and size}


def change(known: dict[str, Fit], verb: Verb, at: str, forgotten: str = "") -> dict[str, Fit]:
    """Return a customer's fits after a verb; equal ones when nothing changed.

    `at` is when it happened, `forgotten` when the customer last had everything forgotten (ISO 8601 with a
    time zone, '' never).

    Raises:
        Rejected: `too_many_fits`: no further brand, category or size can be kept.
    """
    if isinstance(verb, ForgetFit) and not verb.axis:
        return {}
    place = key(verb.axis, verb.category, verb.brand)
    fit = known.get(place) or Fit(verb.axis, verb.category, verb.brand)
    match verb:
        case ForgetFit():
            # Its place stays with the day: a till may still bring what was sold before.
            after = Fit(fit.axis, fit.category, fit.brand, since=at)
        case SayFit(size=size):
            after = replace(fit, said=size)
        case LearnFit():
            if is_before(at, fit.since) or is_before(at, forgotten):
                return known
            count = _uncount if isinstance(verb, UnlearnFit) else _count
            after = replace(fit, sizes=count(fit.sizes, verb))
    if _is_empty(after):
        return {name: one for name, one in known.items() if name != place}
    if place not in known and len(known) >= MAX_FITS:
        raise Rejected("too_many_fits")
    return {**known, place: after}


def _is_empty(fit: Fit) -> bool:
    return not fit.sizes and not fit.said and not fit.since


def is_before(at: str, bound: str) -> bool:
    """Say whether a moment is not after another; never where there is no other."""
    return bool(bound) and moments.parse(at) <= moments.parse(bound)


def _count(sizes: dict[str, Tally], verb: LearnFit) -> dict[str, Tally]:
    if verb.size not in sizes and len(sizes) >= MAX_SIZES:
        raise Rejected("too_many_fits")
    return {**sizes, verb.size: _add(sizes.get(verb.size, Tally()), _told(verb))}


def _uncount(sizes: dict[str, Tally], verb: LearnFit) -> dict[str, Tally]:
    """Return the sizes without what was counted; one of which nothing is left is not there, as before."""
    known, less = sizes.get(verb.size, Tally()), _told(verb)
    rest = Tally(*(max(0, getattr(known, name) - getattr(less, name)) for name in COUNTS))
    others = {size: tally for size, tally in sizes.items() if size != verb.size}
    return others if rest == Tally() else {**sizes, verb.size: rest}


def _told(verb: LearnFit) -> Tally:
    """Return what a verb counts; what was too small or too large came back."""
    names = (verb.event, *(("returned",) if verb.event.startswith("too_") else ()))
    return Tally(**dict.fromkeys(names, verb.quantity))


def _add(one: Tally, other: Tally) -> Tally:
    return Tally(*(min(MAX_COUNT, getattr(one, name) + getattr(other, name)) for name in COUNTS))


def advise(fit: Fit) -> Advice | None:
    """Return the size to preselect and why, None when nothing sensible can be said.

    The customer's own word first; then the size that was kept most often, if it was kept at least as often as
    it came back; then, before the first purchase, one that was chosen again and again. Two sizes that did
    equally well say nothing: somebody may be buying for two.
    """
    if fit.said:
        tally = fit.sizes.get(fit.said, Tally())
        return Advice(fit.said, tally.kept, tally.bought, said=True, chosen=tally.chosen)
    return _best(_kept(fit.sizes)) or (None if _was_bought(fit.sizes) else _best(_chosen(fit.sizes)))


def _was_bought(sizes: Mapping[str, Tally]) -> bool:
    return any(tally.bought or tally.returned for tally in sizes.values())


Ranked = tuple[tuple[int, ...], Advice]


def _kept(sizes: Mapping[str, Tally]) -> list[Ranked]:
    return [
        ((tally.kept, -tally.returned, tally.chosen), _advice(size, tally))
        for size, tally in sizes.items()
        if tally.kept and tally.kept >= tally.returned
    ]


def _chosen(sizes: Mapping[str, Tally]) -> list[Ranked]:
    return [
        ((tally.chosen,), _advice(size, tally)) for size, tally in sizes.items() if tally.chosen >= CHOICES
    ]


def _advice(size: str, tally: Tally) -> Advice:
    return Advice(size, tally.kept, tally.bought, said=False, chosen=tally.chosen)


def _best(ranked: list[Ranked]) -> Advice | None:
    """Return the one that stands alone at the top, if one does."""
    top = max((rank for rank, _ in ranked), default=())
    best = [advice for rank, advice in ranked if rank == top]
    return best[0] if len(best) == 1 else None


def find(known: Mapping[str, Fit], axis: str, category: str = "", brand: str = "") -> Known | None:
    """Return the best that is known about a size of a brand's category, None when nothing is.

    What the customer said stands first, the most special word of it; then what was learned of this brand;
    then of all brands of the category together.
    """
    places = [(category, brand), (category, ""), ("", brand), ("", "")]
    asked = [known[name] for place in places if (name := key(axis, *place)) in known]
    said = [fit for fit in asked if fit.said]
    together = _together(known.values(), axis, category) if category else None
    for fit in (*said, *asked, *((together,) if together else ())):
        advice = advise(fit)
        if advice:
            return Known(advice, fit)
    return None


def _together(known: Iterable[Fit], axis: str, category: str) -> Fit:
    """Return what was learned of a category, whatever the brand."""
    sizes: dict[str, Tally] = {}
    for fit in known:
        if (fit.axis, fit.category) == (axis, category):
            for size, tally in fit.sizes.items():
                sizes[size] = _add(sizes.get(size, Tally()), tally)
    return Fit(axis, category, sizes=sizes)
