"""What a page says of a piece in the shopper's space: whether it fits, by how much, which way round."""

from kiosk.core.space import Fitting, fit, setting_of
from kiosk.ui.words import Words
from sync.protocol.products import Product, Variant
from sync.protocol.spaces import MM, Space
from sync.texts import joined

SIDES = 2
DIMENSIONS = ("width", "depth", "height")


def fitting(product: Product, variant: Variant, space: Space) -> Fitting | None:
    """Say how a variant stands in a space; None for clothes, and where that cannot be said."""
    if setting_of(product, variant.size) == "rail":
        return None
    return fit(variant.size, space)


def title(words: Words, found: Fitting) -> str:
    """Say it as a heading."""
    if not found.fits:
        return words.texts.get("fit.no")
    return words.texts.get("fit.turned" if found.turned else "fit.yes")


def short(words: Words, found: Fitting, space: Space) -> str:
    """Say it where there is little room: `Fits`, `Fits turned`, `12 cm too wide`."""
    if found.fits:
        return words.texts.get("fit.short_turned" if found.turned else "fit.short")
    return _lacks(words, found, space)[0]


def lines(words: Words, found: Fitting, space: Space) -> list[str]:
    """Say by how much: what is free around it, or what is too large."""
    if not found.fits:
        return _lacks(words, found, space)
    free = {
        "width": None if found.width is None else found.width / SIDES,
        "depth": found.depth,
        "height": found.height,
    }
    return [
        words.texts.get(f"fit.free_{name}", length(words, rest, space))
        for name, rest in free.items()
        if rest is not None
    ]


def product_fit(words: Words, product: Product, space: Space) -> str:
    """Say in short whether a product fits: its first variant, or else another; '' where it is not known."""
    if not space.known:
        return ""
    found = [each for variant in product.variants if (each := fitting(product, variant, space))]
    if not found:
        return ""
    if not found[0].fits and any(each.fits for each in found):
        return words.texts.get("fit.other_size")
    return short(words, found[0], space)


def length(words: Words, millimetres: float, space: Space) -> str:
    """Return a length in the unit that the shopper measured in."""
    figure = words.display.decimal(millimetres / MM[space.unit])
    return words.texts.get(f"fit.{space.unit}", figure)


def space(words: Words, measured: Space) -> str:
    """Say a space: `Width 240 cm, depth 90 cm`, as far as it was measured; '' for none."""
    told = [
        words.texts.get(f"space.of_{name}", length(words, getattr(measured, name), measured))
        for name in DIMENSIONS
        if getattr(measured, name)
    ]
    return joined(", ", told)


def _lacks(words: Words, found: Fitting, space: Space) -> list[str]:
    rests = [(name, getattr(found, name)) for name in DIMENSIONS]
    return [
        words.texts.get(f"fit.lacks_{name}", length(words, -rest, space))
        for name, rest in rests
        if rest is not None and rest < 0
    ]
