"""The product page: one product, one choice, and everything the page says about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.choice import Choice
from kiosk.core.size_memory import SizeMemory
from kiosk.core.suggestions import Source, suggest
from kiosk.ui import product_rows as rows
from kiosk.ui.fresh import Fresh, Seen
from kiosk.ui.models.axes import AxisRows
from kiosk.ui.models.gallery import GalleryModel
from kiosk.ui.models.places import PlacesModel
from kiosk.ui.models.reviews import ReviewsModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.scale import ScaleModel
from kiosk.ui.models.sizes import SizesModel
from kiosk.ui.models.suggestion import SuggestionModel
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.catalogue import present
from sync.protocol import fits
from sync.protocol.money import Price
from sync.protocol.products import Product

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

BESIDE = 2
"""Rows of other products below this one."""
AFTER_PAINT_MS = 60
"""What stands below the fold is told when the first screen has been painted."""


@QmlElement
@QmlUncreatable("made by the app")
class ProductModel(QObject):
    """What the product page shows. Showing another product re-binds the page and builds nothing anew.

    While nobody looks at the page nothing of it is told anew, whatever news there is; later all of it is.
    """

    changed = Signal()
    equipped = Signal()
    """Never: the parts below stay the same objects, and say themselves what of them has changed."""
    moved = Signal()
    """Another product is shown: the page goes back to its top."""
    chosen_to_add = Signal(str, str, dict)
    """The shopper wants this on the list: product, variant, options."""
    wanted = Signal(str)
    """The shopper tapped another product."""
    sought = Signal(object, str)
    """Where is it? Carries the choice, and the option whose value is not here ('' for every place)."""

    def __init__(self, shop: Shop, memory: SizeMemory, tasks: Tasks, parent: QObject | None = None) -> None:
        """`memory` tells which size fits who stands here."""
        super().__init__(parent)
        self._shop = shop
        self._sizes = SizesModel(shop, memory, tasks, self)
        self._sizes.corrected.connect(self.pick)
        self._choice: Choice | None = None
        self._fresh = Fresh()
        self._looked_at, self._stale = True, False
        self._scale = ScaleModel(shop, self)
        self._gallery = GalleryModel(shop, self)
        self._axes = AxisRows(shop, self)
        self._places = PlacesModel(shop, self)
        self._reviews = ReviewsModel(shop, self)
        self._rest = QTimer(self, interval=AFTER_PAINT_MS, singleShot=True)
        self._rest.timeout.connect(self._tell_rest)
        self._details = Rows(rows.TextRow, self)
        self._beside = [SuggestionModel(shop, self, "beside") for _ in range(BESIDE)]
        shop.spoken.connect(self._retell)
        shop.stocked.connect(self._take_stock)
        shop.restocked.connect(self._reload)
        shop.pictured.connect(self._retell)
        shop.measured.connect(self._tell_rest)

    def look_at(self, *, on: bool) -> None:
        """Somebody looks at the page, or no longer does."""
        self._looked_at = on
        if on and self._stale:
            self._stale = False
            if self._shop.product(self.identifier):
                self._reload()
            else:
                self._retell()

    def show(self, product: Product, variant: str = "") -> None:
        """Show a product, a variant of it chosen when the scan knew one."""
        choice = Choice.of(product, variant)
        # What was scanned is in somebody's hand: nothing else is shown.
        self._choice = choice if variant else self._sizes.preselect(choice)
        self._stale = False
        self._gallery.close()
        self._gallery.restart()
        self._fresh.forget()
        self._rechoose()
        self._rest.start()
        self.moved.emit()

    def clear(self) -> None:
        """Show nothing (part of the wipe). What the first screen is made of stays, without its words."""
        self._choice = None
        self._fresh.forget()
        self._rest.stop()
        self._axes.clear()
        self._gallery.clear()
        self._places.clear()
        self._reviews.clear()
        self._sizes.clear()
        self._details.replace([])
        for row in self._beside:
            row.show(None)
        self.changed.emit()

    def photo_of(self, axis: str, value: str) -> str:
        """Return the photo (its URL) of what picking a value would choose, '' for none."""
        pictures = self._choice.pick(axis, value).pictures if self._choice else []
        return self._shop.pictures.url(pictures[0].media) if pictures else ""

    @Slot(str, str)
    def pick(self, axis: str, value: str) -> None:
        """Choose another value of an option."""
        if self._choice is not None:
            self._choice = self._choice.pick(axis, value)
            if axis in fits.sizes_of(self._choice.variant.options):
                self._sizes.choose(self._choice)
            self._gallery.restart()
            self._fresh.forget()
            self._rechoose()
            self._rest.start()
            here = self._places.nearest
            if here is not None and here.known_to_be_out:
                self.sought.emit(self._choice, axis)

    @Slot()
    def seekStores(self) -> None:
        """Show every place where it is."""
        if self._choice is not None:
            self.sought.emit(self._choice, "")

    @Slot(str)
    def follow(self, product: str) -> None:
        """Go to another product (a tile)."""
        self.wanted.emit(product)

    def open(self, product: str) -> None:
        """Show another product, if it is still sold."""
        found = self._shop.product(product)
        if found is not None:
            self.show(found)

    @Slot()
    def add(self) -> None:
        """Ask for the chosen variant to be put on the list."""
        if self._choice is not None:
            variant = self._choice.variant
            self._sizes.choose(self._choice)
            self._sizes.tell(self._choice)
            self.chosen_to_add.emit(self._choice.product.id, variant.id, variant.options)

    @property
    def identifier(self) -> str:
        """The product's id, '' while there is none."""
        return self._choice.product.id if self._choice else ""

    @property
    def variant(self) -> str:
        """The id of the variant that is chosen, '' while there is none."""
        return self._choice.variant.id if self._choice else ""

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether there is a product."""
        return self._choice is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        """The product's name."""
        return self._shop.words.name(self._choice.product.name) if self._choice else ""

    @Property(str, notify=changed)
    def category(self) -> str:
        """Where it belongs."""
        return self._shop.category(self._choice.product.category) if self._choice else ""

    @Property(str, notify=changed)
    def price(self) -> str:
        """What it costs here; '' when it has no price in this store's currency."""
        price = self._price
        return self._shop.words.money(price.amount) if price else ""

    @Property(int, notify=changed)
    def freshPrice(self) -> int:
        """How often the price has changed while this choice was shown."""
        return self._fresh.price

    @Property(str, notify=changed)
    def oldPrice(self) -> str:
        """The price it had, '' when it is the usual one."""
        price = self._price
        return self._shop.words.money(price.was) if price and price.was > price.amount else ""

    @Property(str, notify=changed)
    def saving(self) -> str:
        """How much less, until when."""
        return self._shop.words.saving(self._price) if self._price else ""

    @Property(str, notify=changed)
    def measures(self) -> str:
        """How large it is: in cm where that is certain, else as the shop's own text says it."""
        if self._choice is None:
            return ""
        return present.dimensions(self._choice.variant.size, self._shop.words.language)

    @Property(str, notify=changed)
    def reason(self) -> str:
        """One line under the options: what is worth knowing about this very choice."""
        here = self._places.nearest
        if here is None:
            return ""
        texts = self._shop.words.texts
        if here.known_to_be_out:
            return texts.get("product.away")
        if here.is_sure_to_be_few:
            some = here.available
            return texts.get("product.only_left", count=some) if some else texts.get("product.last_ones")
        return ""

    @Property(str, notify=changed)
    def code(self) -> str:
        """What is printed on the shelf tag."""
        return self._choice.variant.sku if self._choice else ""

    @Property(str, notify=changed)
    def lead(self) -> str:
        """The sentence that introduces it."""
        return self._shop.words.name(self._choice.product.lead) if self._choice else ""

    @Property(str, notify=changed)
    def description(self) -> str:
        """What it is."""
        return present.tied(self._shop.words.name(self._choice.product.description)) if self._choice else ""

    @Property(ScaleModel, notify=equipped)
    def scale(self) -> ScaleModel:
        """The drawing to scale."""
        return self._scale

    @Property(GalleryModel, notify=equipped)
    def gallery(self) -> GalleryModel:
        """Its photos."""
        return self._gallery

    @Property(SizesModel, notify=equipped)
    def sizes(self) -> SizesModel:
        """The size that is known to fit."""
        return self._sizes

    @Property(ReviewsModel, notify=equipped)
    def reviews(self) -> ReviewsModel:
        """What people think of it."""
        return self._reviews

    @Property(Rows, notify=equipped)
    def axes(self) -> Rows:
        """The options."""
        return self._axes.rows

    @Property(PlacesModel, notify=equipped)
    def places(self) -> PlacesModel:
        """Where it is."""
        return self._places

    @Property(Rows, notify=equipped)
    def details(self) -> Rows:
        """Short lines about care and material."""
        return self._details

    @Property(SuggestionModel, notify=equipped)
    def beside(self) -> SuggestionModel:
        """What goes well with it; else what was bought with it, or is like it."""
        return self._beside[0]

    @Property(SuggestionModel, notify=equipped)
    def alsoBeside(self) -> SuggestionModel:
        """What comes after that."""
        return self._beside[1]

    @property
    def _price(self) -> Price | None:
        return self._shop.words.price(self._choice.variant.prices) if self._choice else None

    @Slot()
    def _retell(self) -> None:
        """Say everything anew: another product, or another language."""
        if self._choice is None or self._is_put_off():
            return
        self._rechoose()
        self._tell_rest()

    @Slot()
    def _tell_rest(self) -> None:
        """Say what stands below the fold."""
        if self._choice is None or self._is_put_off():
            return
        self._details.replace(rows.detail_rows(self._shop, self._choice))
        self._reviews.tell()
        self._tell_tiles()

    def _tell_tiles(self) -> None:
        assert self._choice is not None
        product = self._choice.product
        source = Source(self._shop.product, self._shop.bought_with)
        made = suggest([product.id], source, [], least=1)
        for place, row in enumerate(self._beside):
            row.show(made[place] if place < len(made) else None)

    def _rechoose(self) -> None:
        """Say what hangs on the choice."""
        if self._choice is None:
            return
        self._gallery.tell(self._choice)
        self._axes.tell(self._choice)
        self._scale.show(self._choice)
        self._reviews.show(self._choice.product)
        self._sizes.tell(self._choice)
        self._restock()

    @Slot()
    def _take_stock(self) -> None:
        """Tell all that hangs on stock again: there is news, or time has passed."""
        if self._choice is None or self._is_put_off():
            return
        self._axes.tell(self._choice)
        with self._minding_news():
            self._restock()
        if not self._rest.isActive():
            self._tell_tiles()

    def _restock(self) -> None:
        """Tell stock and ages again."""
        if self._choice is None:
            return
        self._places.tell(self._shop.places(self._choice.variant), self._fresh.stock)
        self.changed.emit()

    @Slot()
    def _reload(self) -> None:
        """Show the same product from the new catalogue, or stay when it is gone."""
        if self._choice is None or self._is_put_off():
            return
        product = self._shop.product(self._choice.product.id)
        if product is not None:
            with self._minding_news():
                self._choice = Choice.of(product, self._choice.variant.id)
                self._rechoose()
            # Below the fold it can wait for the frame: all at once kept the page for longer than one.
            self._rest.start()

    def _is_put_off(self) -> bool:
        """Whether nobody looks: then all is told once somebody does."""
        self._stale |= not self._looked_at
        return not self._looked_at

    @contextmanager
    def _minding_news(self) -> Iterator[None]:
        """Mark what of the same choice says something else afterwards."""
        before = self._seen()
        yield
        if self._fresh.note(before, self._seen()):
            self._restock()
        self.changed.emit()

    def _seen(self) -> Seen:
        variant = self._choice.variant.id if self._choice else ""
        return Seen(variant, self._price, self._places.figures)
