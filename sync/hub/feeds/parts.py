"""What one row of a feed says: parts, of which whole products, stock levels and stores are put together.

Every reader turns its format into these and knows nothing of any other. A product may be spread over many
rows in any order; its parts are joined by `key`. Of two parts that tell the same field, the first stands.
"""

import msgspec

from sync.hub.feeds.rows import Row
from sync.protocol.money import Price
from sync.protocol.products import Category, OptionAxis, Rating, Review, Size, Store, Texts


class PictureRef(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture as the feed names it: an address, `/m/h/mh01.jpg`, or a path beside the feed.

    `options` are the choices it shows, in the feed's words; `view` is '' when the file's name has to tell;
    `square` names the same view drawn for a square frame.
    """

    ref: str
    options: dict[str, str] = {}
    alt: Texts = {}
    view: str = ""
    square: str = ""


class ProductPart(msgspec.Struct, frozen=True, omit_defaults=True, tag="product"):
    """What a row says about a product as a whole.

    `key` is the product's identity in its feed (handle, item group, parent's SKU). `shelf` are category names
    from the top; `category` is the id of a category told by a `CategoryPart` and goes before it. `related`
    and `goes_with` are keys or SKUs. `options` are options told with names in languages, `orders` the order
    in which the shop keeps an option's words; without either both are made from the variants. `popularity`
    is anything that is greater for what sells better. `rating` is what is told beside
    or instead of reviews.
    """

    row: Row
    key: str
    name: Texts = {}
    lead: Texts = {}
    description: Texts = {}
    details: list[Texts] = []
    shelf: list[str] = []
    category: str = ""
    pictures: list[PictureRef] = []
    scale: str = ""
    rating: Rating | None = None
    related: list[str] = []
    goes_with: list[str] = []
    options: list[OptionAxis] = []
    orders: dict[str, list[str]] = {}
    popularity: float | None = None
    extra: dict[str, str] = {}


class VariantPart(msgspec.Struct, frozen=True, omit_defaults=True, tag="variant"):
    """What a row says about one thing that can be bought.

    `key` is its product's; '' makes it a product of its own, which then has the SKU for its key. `options`
    are the feed's words in the feed's order (`{"Color": "Black"}`). `gtin` is GTIN-14 or ''. `prices` maps
    ISO 4217 codes to what is asked on the day of the import. `name` serves where no `ProductPart` tells one.
    """

    row: Row
    sku: str
    key: str = ""
    name: Texts = {}
    options: dict[str, str] = {}
    gtin: str = ""
    prices: dict[str, Price] = {}
    size: Size = Size()
    pictures: list[PictureRef] = []
    extra: dict[str, str] = {}


class StockPart(msgspec.Struct, frozen=True, omit_defaults=True, tag="stock"):
    """How many of a variant a store has. The variant is named by `sku`, or by `gtin` (GTIN-14) alone.

    `store` is a code, '' for the store of the settings. `quantity` None where only a `status` is told, one of
    `sync.protocol.stock.STATUSES`. `as_of` is a moment as it travels, '' for the file's own time.
    """

    row: Row
    sku: str = ""
    gtin: str = ""
    store: str = ""
    quantity: int | None = None
    status: str = ""
    as_of: str = ""
    aisle: str = ""


class StorePart(msgspec.Struct, frozen=True, tag="store"):
    """A store."""

    row: Row
    store: Store


class CategoryPart(msgspec.Struct, frozen=True, tag="category"):
    """A category with an id of the feed's own."""

    row: Row
    category: Category


class ReviewPart(msgspec.Struct, frozen=True, tag="review"):
    """A review; `product` is the key of its product or the SKU of one of its variants."""

    row: Row
    product: str
    review: Review


Part = ProductPart | VariantPart | StockPart | StorePart | CategoryPart | ReviewPart
