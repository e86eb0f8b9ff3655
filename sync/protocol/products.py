"""The catalogue's documents: products with their variants, categories and stores."""

from typing import Annotated

import msgspec

from sync.protocol.money import Price

Texts = dict[str, str]
"""Language tag (`en`, `it`, `ja`) to text. A catalogue in one language has one entry."""

Millimetres = Annotated[int, msgspec.Meta(ge=0)]
Grams = Annotated[int, msgspec.Meta(ge=0)]


class Size(msgspec.Struct, frozen=True, omit_defaults=True):
    """Outer dimensions in mm and weight in g; 0 where not known. `text` is what the feed said."""

    width: Millimetres = 0
    depth: Millimetres = 0
    height: Millimetres = 0
    weight: Grams = 0
    text: str = ""


class OptionValue(msgspec.Struct, frozen=True, omit_defaults=True):
    """One choice of an option: `moss`, `XL`, `2120`. `swatch` is `#rrggbb` for colours, else ''."""

    id: str
    name: Texts
    swatch: str = ""


class OptionAxis(msgspec.Struct, frozen=True):
    """What can be chosen: `colour`, `size`, `width` … with its values in the order to show them."""

    id: str
    name: Texts
    values: list[OptionValue]


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture of a product, addressed by the SHA-256 of its content.

    `options` says which choices it shows ({} = all); `square` is the same view drawn for a square
    frame ('' = none); `scale` marks the transparent front view used in the drawing to scale.
    """

    media: str
    width: int
    height: int
    view: str = "front"
    options: dict[str, str] = {}
    alt: Texts = {}
    square: str = ""


class Variant(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that can be bought: a choice for every option.

    `gtin` is GTIN-14 text or ''; `prices` maps ISO 4217 codes to prices.
    """

    id: str
    sku: str
    options: dict[str, str]
    prices: dict[str, Price]
    gtin: str = ""
    size: Size = Size()


class Review(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a buyer wrote; `stars` 1 to 5, `date` ISO 8601, `author` a first name or nickname."""

    id: str
    stars: Annotated[int, msgspec.Meta(ge=1, le=5)]
    author: str = ""
    title: str = ""
    text: str = ""
    language: str = ""
    date: str = ""


class Rating(msgspec.Struct, frozen=True, omit_defaults=True):
    """All reviews in short: how many of one to five stars.

    Where a feed tells only their number and their mean, those stand in `number` and `average`, and `counts`
    are 0: how the stars spread is not known and not shown.
    """

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    number: int = 0
    average: float = 0.0

    @property
    def counted(self) -> int:
        """How many reviews there are of which the stars are known."""
        return sum(self.counts)

    @property
    def total(self) -> int:
        """How many reviews there are."""
        return self.counted or self.number

    @property
    def mean(self) -> float:
        """The mean number of stars, 0.0 without reviews."""
        if not self.counted:
            return self.average if self.number else 0.0
        return sum(stars * count for stars, count in enumerate(self.counts, 1)) / self.counted


class Product(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything a product page shows, in one document of kind `product`.

    `details` are short lines (care, material). `goes_with` and `related` are product ids.
    `rank` orders products by popularity, 0 first. `extra` keeps what a feed said and we have no room for.
    """

    id: str
    name: Texts
    variants: list[Variant]
    category: str = ""
    lead: Texts = {}
    description: Texts = {}
    details: list[Texts] = []
    options: list[OptionAxis] = []
    pictures: list[Picture] = []
    scale: str = ""
    rating: Rating = Rating()
    reviews: list[Review] = []
    goes_with: list[str] = []
    related: list[str] = []
    rank: int = 0
    extra: dict[str, str] = {}


class Category(msgspec.Struct, frozen=True, omit_defaults=True):
    """A shelf of the shop; `parent` is '' at the top. Document of kind `category`."""

    id: str
    name: Texts
    parent: str = ""


class Opening(msgspec.Struct, frozen=True):
    """Hours of one weekday (0 = Monday), local time `HH:MM`."""

    day: Annotated[int, msgspec.Meta(ge=0, le=6)]
    opens: str
    closes: str


AreaName = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
"""What people call a place in a store: it travels as the `place` of a request."""

Areas = Annotated[list[dict[str, AreaName]], msgspec.Meta(max_length=24)]
"""Places in a store, each by language tag."""


class Store(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place that holds stock. Document of kind `store`; `online` is a store without a position.

    `areas` are the places in it that people know by a name ("By the sofas"), in the order in which one walks.
    """

    code: str
    name: str
    city: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    timezone: str = "UTC"
    currency: str = "EUR"
    language: str = "en"
    hours: list[Opening] = []
    hours_text: str = ""
    services: list[str] = []
    areas: Areas = []
