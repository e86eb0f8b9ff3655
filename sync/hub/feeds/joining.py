"""From the parts of a product to the product: fields joined, options made, variants told apart. Pure.

Of two parts that tell the same field, the first stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.options import COLOUR, axis_id, build_axes, slug
from sync.hub.feeds.parts import PictureRef, ProductPart, VariantPart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.staging import Family
from sync.protocol.products import OptionAxis, Product, Size, Texts, Variant

T = TypeVar("T")

MAX_EXTRA = 60
"""Columns without a field of their own that are kept with a product."""

MAX_EXTRA_TEXT = 500
"""Characters kept of each."""

ITEM = "item"
ITEM_NAME: Texts = {"en": "Item", "it": "Articolo", "ja": "種類"}
"""The option by which variants are told apart that name none themselves."""


class Bare(NamedTuple):
    """A product without what has to be looked up elsewhere: pictures, shelf, links, reviews.

    `rows` says which row brings which of the product's variants (by id); '' stands for the product itself.
    """

    product: Product
    pictures: list[PictureRef]
    rows: dict[str, Row]


class _Member(NamedTuple):
    """A variant with what it chose in the feed's words, by axis."""

    variant: Variant
    words: dict[str, str]
    row: Row
    parts: list[VariantPart]


def join(family: Family, settings: Settings, ledger: Ledger) -> list[Bare]:
    """Return the products that a family of parts makes: one, and one more for each variant without a place.

    A product nothing of which can be bought is refused; one without a name is named after its key.
    """
    if not family.variants:
        for part in family.products:
            ledger.refuse(part.row, "sku", family.key, "none of its variants can be used")
        return []
    told = _first(part.options for part in family.products) or []
    members = [_member(sku, parts, told, ledger) for sku, parts in family.variants.items()]
    if family.adopted:
        return [_adopted(family, members)]
    kept, alone = _told_apart(members, ledger)
    bare = _product(family.key, family.products, kept, settings, ledger)
    return [bare, *(_product(each.variant.sku, [], [each], settings, ledger) for each in alone)]


def _member(sku: str, parts: list[VariantPart], told: Sequence[OptionAxis], ledger: Ledger) -> _Member:
    options = _first(part.options for part in parts) or {}
    words = {axis_id(axis): word for axis, word in options.items() if axis_id(axis) and slug(word)}
    prices = _first(part.prices for part in parts) or {}
    for part in parts[1:]:
        if part.prices and part.prices != prices:
            ledger.note(part.row, "price", sku, "differs from an earlier row of this SKU, which stands")
    size = Size()
    for part in parts:
        size = _joined_size(size, part.size)
    variant = Variant(
        id=sku,
        sku=sku,
        options={axis: _value_id(axis, word, told) for axis, word in words.items()},
        prices=prices,
        gtin=next((part.gtin for part in parts if part.gtin), ""),
        size=size,
    )
    return _Member(variant, words, parts[0].row, parts)


def _adopted(family: Family, members: list[_Member]) -> Bare:
    """Return what is told of another feed's variants: their choices and the product's texts are not taken."""
    rows = {"": members[0].row} | {member.variant.id: member.row for member in members}
    variants = [_with_options(member.variant, {}) for member in members]
    product = Product(family.key, {}, variants, extra=_extra(family.products, members))
    return Bare(product, [], rows)


def _value_id(axis: str, word: str, told: Sequence[OptionAxis]) -> str:
    """Return the id of a choice: that of a told value which the word names, else one made of the word."""
    values = [value for each in told if each.id == axis for value in each.values]
    return next((value.id for value in values if word == value.id or word in value.name.values()), slug(word))


def _told_apart(members: list[_Member], ledger: Ledger) -> tuple[list[_Member], list[_Member]]:
    """Return the members that a shopper can choose among, and those that stand alone.

    Where nobody says anything, the names (or SKUs) are what is chosen among; where two have the same choices,
    the later becomes a product of its own, so that its code still finds it.
    """
    if len(members) > 1 and not any(member.words for member in members):
        return [_named(member, members) for member in members], []
    kept: dict[frozenset[tuple[str, str]], _Member] = {}
    alone = []
    for member in members:
        choices = frozenset(member.variant.options.items())
        first = kept.setdefault(choices, member)
        if first is not member:
            alone.append(member._replace(words={}, variant=_with_options(member.variant, {})))
            reason = f"{first.variant.sku} has the same choices; this one stands as a product of its own"
            ledger.note(member.row, "sku", member.variant.sku, reason)
    return list(kept.values()), alone


def _named(member: _Member, members: Sequence[_Member]) -> _Member:
    names = [_any(_name(each)) for each in members]
    distinct = len(set(map(slug, names))) == len(members) and all(map(slug, names))
    word = _any(_name(member)) if distinct else member.variant.sku
    return member._replace(words={ITEM: word}, variant=_with_options(member.variant, {ITEM: slug(word)}))


def _with_options(variant: Variant, options: dict[str, str]) -> Variant:
    return msgspec.structs.replace(variant, options=options)


def _product(
    key: str, parts: Sequence[ProductPart], members: list[_Member], settings: Settings, ledger: Ledger
) -> Bare:
    name = _texts(part.name for part in parts) or _name(members[0])
    row = parts[0].row if parts else members[0].row
    if not name:
        ledger.note(row, "name", "", f"there is no name; {key} is shown instead")
        name = {settings.language: key}
    rows = {"": row} | {member.variant.id: member.row for member in members}
    rating = _first(part.rating for part in parts)
    product = Product(
        id=key,
        name=name,
        variants=[member.variant for member in members],
        category=_first(part.category for part in parts) or "",
        lead=_texts(part.lead for part in parts),
        description=_texts(part.description for part in parts),
        details=_first(part.details for part in parts) or [],
        options=_axes(parts, members, settings.language),
        goes_with=_all(part.goes_with for part in parts),
        related=_all(part.related for part in parts),
        extra=_extra(parts, members),
    )
    if rating:
        product = msgspec.structs.replace(product, rating=rating)
    return Bare(product, _pictures(parts, members, name), rows)


def _axes(parts: Sequence[ProductPart], members: list[_Member], language: str) -> list[OptionAxis]:
    """Return the options: told ones first, completed by what variants choose."""
    orders = {axis_id(axis): words for part in parts for axis, words in part.orders.items()}
    labels = {axis_id(axis): axis for member in members for part in member.parts for axis in part.options}
    built = {axis.id: axis for axis in build_axes([member.words for member in members], orders, language)}
    for axis_name, axis in built.items():
        if axis_name == ITEM:
            built[axis_name] = OptionAxis(ITEM, ITEM_NAME, axis.values)
        elif language in axis.name and len(axis.name) == 1 and axis_name in labels:
            label = labels[axis_name].strip()
            built[axis_name] = OptionAxis(axis.id, {language: label[:1].upper() + label[1:]}, axis.values)
    told = _first(part.options for part in parts) or []
    axes = []
    for axis in told:
        known = {slug(value.id) for value in axis.values} | {
            slug(name) for value in axis.values for name in value.name.values()
        }
        found = built.pop(axis.id, None)
        more = [value for value in found.values if value.id not in known] if found else []
        axes.append(OptionAxis(axis.id, axis.name, [*axis.values, *more]))
    return [*axes, *built.values()]


def _pictures(parts: Sequence[ProductPart], members: list[_Member], name: Texts) -> list[PictureRef]:
    """Return the pictures: the product's first; one that only one colour has shows that colour."""
    found: dict[str, PictureRef] = {}
    colours: dict[str, set[tuple[str, str]]] = {}
    for part in parts:
        for picture in part.pictures:
            found.setdefault(picture.ref, picture)
    for member in members:
        chosen = (member.variant.options.get(COLOUR, ""), member.words.get(COLOUR, ""))
        for picture in (picture for told in member.parts for picture in told.pictures):
            if found.setdefault(picture.ref, picture) is picture or picture.ref in colours:
                colours.setdefault(picture.ref, set()).add(chosen)
    told = _first(part.options for part in parts) or []
    return [_shown(picture, colours.get(ref, set()), name, told) for ref, picture in found.items()]


def _shown(
    picture: PictureRef, colours: set[tuple[str, str]], name: Texts, told: Sequence[OptionAxis]
) -> PictureRef:
    options = {axis_id(axis): _value_id(axis_id(axis), word, told) for axis, word in picture.options.items()}
    words = list(picture.options.values())
    if not options and len(colours) == 1:
        [(colour, word)] = colours
        options, words = ({COLOUR: colour}, [word]) if colour else ({}, [])
    alt = picture.alt or {language: ", ".join([text, *words]) for language, text in name.items()}
    return msgspec.structs.replace(picture, options=options, alt=alt)


def _extra(parts: Sequence[ProductPart], members: list[_Member]) -> dict[str, str]:
    """Return what the feed said and there is no field for; where variants differ, all they say."""
    extra: dict[str, str] = {}
    for part in parts:
        for column, text in part.extra.items():
            extra.setdefault(column, text)
    said: dict[str, dict[str, None]] = {}
    for member in members:
        for column, text in (pair for told in member.parts for pair in told.extra.items()):
            said.setdefault(column, {})[text] = None
    for column, texts in said.items():
        extra.setdefault(column, "; ".join(texts))
    cut = {column: text.strip()[:MAX_EXTRA_TEXT] for column, text in extra.items() if text.strip()}
    return dict(list(cut.items())[:MAX_EXTRA])


def _joined_size(first: Size, later: Size) -> Size:
    return Size(
        width=first.width or later.width,
        depth=first.depth or later.depth,
        height=first.height or later.height,
        weight=first.weight or later.weight,
        text=first.text or later.text,
    )


def _name(member: _Member) -> Texts:
    return _texts(part.name for part in member.parts)


def _any(texts: Mapping[str, str]) -> str:
    return next(iter(texts.values()), "")


def _texts(told: Iterable[Texts]) -> Texts:
    """Return a text in all the languages that somebody tells it in."""
    joined: Texts = {}
    for texts in told:
        for language, text in texts.items():
            if text:
                joined.setdefault(language, text)
    return joined


def _all(told: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(name for names in told for name in names))


def _first(told: Iterable[T | None]) -> T | None:
    return next((each for each in told if each), None)
