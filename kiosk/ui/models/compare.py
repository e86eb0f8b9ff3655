"""The compare page: two or three products side by side, what differs first."""

from collections.abc import Iterator

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.comparing import MOST, Piece, in_order, with_piece, without
from kiosk.ui.compare_rows import Compared, FactRow, PieceRow, fact_row, facts, piece_row
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.product_rows import MAX_TILES, TileRow, tile_rows
from kiosk.ui.searcher import Answer, Searcher
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.catalogue.search import Query
from sync.protocol.products import Product

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = "compare"
ASKED = 12
"""Products of the same shelf that are asked for: some of them are compared already."""


@QmlElement
@QmlUncreatable("made by the app")
class CompareModel(QObject):
    """What is compared, for the length of a visit."""

    changed = Signal()
    chosen_to_add = Signal(str, str, dict)
    """The shopper wants this on the list: product, variant, options."""
    told = Signal(str)
    """A sentence for the toast: the text's key."""

    def __init__(self, shop: Shop, shopping: ShoppingListModel, searcher: Searcher) -> None:
        super().__init__()
        self._searcher = searcher
        self._shelf: tuple[str, ...] = ()
        searcher.answered.connect(self._take)
        self._shop = shop
        self._list = shopping
        self._pieces: tuple[Piece, ...] = ()
        self._picking = self._unfolded = self._gathering = False
        self._instead = ""
        self._columns = Rows(PieceRow, self, keyed=True)
        self._different = Rows(FactRow, self)
        self._same = Rows(FactRow, self)
        self._offers = Rows(TileRow, self)
        shopping.changed.connect(self._retell)
        for news in (shop.spoken, shop.stocked, shop.restocked, shop.pictured, shop.measured):
            news.connect(self._retell)

    @property
    def picking(self) -> bool:
        """Whether the next product that is tapped is meant to be compared."""
        return self._picking

    @property
    def category(self) -> str:
        """Where more of the kind is found: the category of what was put here first, '' for none."""
        return next((product.category for product, _ in self._compared()), "")

    def add(self, product: str, variant: str = "") -> None:
        """Compare one more; '' takes the product's first variant."""
        found = self._shop.product(product)
        if found is not None:
            chosen = variant or found.variants[0].id
            self._pieces = with_piece(self._pieces, Piece(product, chosen), self._instead)
        self.stop_picking()
        self._retell()
        self._look_along_shelf()

    def pick(self, instead: str = "") -> None:
        """Wait for the product that is tapped next; it takes the place of another where one is named."""
        self._picking, self._instead = True, instead
        self.changed.emit()

    def stop_picking(self) -> None:
        """The next product that is tapped is only looked at."""
        self._picking, self._instead = False, ""
        self.changed.emit()

    def takes(self, product: str, variant: str) -> bool:
        """Whether there is room beside the others for a variant that is not among them."""
        return len(self._pieces) < MOST and Piece(product, variant) not in self._pieces

    def toggle(self, product: str, variant: str = "") -> None:
        """Choose a product to compare, or no longer; '' takes its first variant. A fourth is not taken."""
        found = self._shop.product(product)
        if any(piece.product == product for piece in self._pieces):
            self._pieces = without(self._pieces, product)
        elif found is not None and len(self._pieces) < MOST:
            self._pieces = with_piece(self._pieces, Piece(product, variant or found.variants[0].id))
        elif found is not None:
            self.told.emit("compare.most")
        self._retell()

    def choose(self, product: str, variant: str = "") -> None:
        """Choose a product to compare; one that is chosen already stays so."""
        if all(piece.product != product for piece in self._pieces):
            self.toggle(product, variant)

    def toggle_line(self, key: str) -> None:
        """Choose what stands on a line of the list (its id), in its choice, or no longer."""
        line = self._list.document.line(key) if self._list.document else None
        if line is not None:
            self.toggle(line.product, line.variant)

    def stop_gathering(self) -> None:
        """What is tapped is looked at again; what was chosen is still to be compared."""
        if self._gathering:
            self._gathering = False
            self._look_along_shelf()
            self.changed.emit()

    def clear(self) -> None:
        """Compare nothing (part of the wipe)."""
        self._gathering = False
        self._pieces, self._shelf, self._unfolded = (), (), False
        self.stop_picking()
        self._retell()

    @Slot()
    def gather(self) -> None:
        """Let the shopper tap what is to be compared."""
        self.stop_picking()
        self._gathering = True
        self.changed.emit()

    @Slot(str)
    def gatherWith(self, product: str) -> None:
        """Likewise, with this one to begin with."""
        self.gather()
        if product:
            self.choose(product)

    @Slot()
    def giveUp(self) -> None:
        """Compare nothing after all."""
        self._pieces, self._gathering = (), False
        self._retell()

    @Property(bool, notify=changed)
    def gathering(self) -> bool:
        """Whether what is tapped is chosen to be compared."""
        return self._gathering

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The products that are compared, a line each."""
        return "\n".join(piece.product for piece in self._pieces)

    @Property(bool, notify=changed)
    def enough(self) -> bool:
        """Whether there are two to compare."""
        return len(self._columns) > 1

    @Property(str, notify=changed)
    def trayText(self) -> str:
        """What is still to do before one can compare, '' once one can."""
        left = {0: "compare.tap_two", 1: "compare.tap_one"}.get(len(self._columns), "")
        return self._shop.words.texts.get(left) if left else ""

    @Slot(str)
    def offer(self, product: str) -> None:
        """Compare with one of those that are offered."""
        self.add(product)

    @Slot(str)
    def remove(self, product: str) -> None:
        """Compare it no more."""
        self._pieces = without(self._pieces, product)
        self._retell()

    @Slot(str)
    def take(self, product: str) -> None:
        """Ask for one of them to be put on the list."""
        for found, variant in self._compared():
            if found.id == product:
                self.chosen_to_add.emit(found.id, variant.id, variant.options)

    @Slot()
    def fold(self) -> None:
        """Show what is the same, or no longer."""
        self._unfolded = not self._unfolded
        self.changed.emit()

    @Property(Rows, notify=changed)
    def columns(self) -> Rows:
        """The products side by side."""
        return self._columns

    @Property(Rows, notify=changed)
    def different(self) -> Rows:
        """In what they differ."""
        return self._different

    @Property(Rows, notify=changed)
    def same(self) -> Rows:
        """In what they are the same."""
        return self._same

    @Property(Rows, notify=changed)
    def offers(self) -> Rows:
        """What it may be compared with."""
        return self._offers

    @Property(bool, notify=changed)
    def unfolded(self) -> bool:
        """Whether what is the same is shown."""
        return self._unfolded

    @Property(bool, notify=changed)
    def full(self) -> bool:
        """Whether there is no room for another."""
        return len(self._pieces) == MOST

    @Property(int, notify=changed)
    def tallest(self) -> int:
        """How tall the tallest is that can be drawn, in mm; 0 when none can."""
        return max((row.tall for row in self._columns[:]), default=0)

    @Property(int, notify=changed)
    def widest(self) -> int:
        """How wide the widest is that can be drawn, in mm."""
        return max((row.wide for row in self._columns[:]), default=0)

    @Property(str, notify=changed)
    def asked(self) -> str:
        """What is said while the shopper chooses something to compare, '' otherwise."""
        if not self._picking:
            return ""
        names = [self._shop.words.name(product.name) for product, _ in self._compared()]
        return self._shop.words.texts.get("compare.choose", names[0]) if names else ""

    @Property(str, notify=changed)
    def sameText(self) -> str:
        """How much is the same."""
        return self._shop.words.texts.get("compare.same", count=len(self._same))

    def _look_along_shelf(self) -> None:
        """Ask for what lies beside the first of them in the shop."""
        if self.category and not self.full:
            query = Query(category=self.category, currency=self._shop.words.currency, limit=ASKED)
            self._searcher.ask(query, page=PAGE)

    @Slot(object)
    def _take(self, answer: Answer) -> None:
        if answer.question.page == PAGE:
            self._shelf = tuple(answer.result.hits)
            self._retell()

    def _compared(self) -> Iterator[Compared]:
        """Yield what is still sold of it."""
        for piece in self._pieces:
            product = self._shop.product(piece.product)
            variant = present.variant(product, piece.variant) if product else None
            if product is not None and variant is not None:
                yield product, variant

    @Slot()
    def _retell(self) -> None:
        compared = list(self._compared())
        self._columns.replace([piece_row(self._shop, each) for each in compared])
        different, same = in_order(facts(self._shop, compared)) if len(compared) > 1 else ([], [])
        self._different.replace([fact_row(self._shop, fact) for fact in different])
        self._same.replace([fact_row(self._shop, fact) for fact in same])
        self._offers.replace(self._offered([product for product, _ in compared]))
        self.changed.emit()

    def _offered(self, compared: list[Product]) -> list[TileRow]:
        """Return what is like it, and what of its kind is on the list."""
        if not compared or len(compared) == MOST:
            return []
        first, taken = compared[0], {product.id for product in compared}
        document = self._list.document
        listed = [line.product for line in document.present] if document else []
        kind = [
            each for each in listed if (found := self._shop.product(each)) and self._is_like(found, first)
        ]
        wanted = dict.fromkeys([*kind, *first.related, *self._shelf])
        return tile_rows(self._shop, [each for each in wanted if each not in taken][:MAX_TILES])

    def _is_like(self, product: Product, first: Product) -> bool:
        return bool(product.category) and product.category == first.category
