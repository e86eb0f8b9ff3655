"""Stock: look up, count, receive, correct; what other stores have."""

from typing import Literal, get_args

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.desk_scan import goods_key, split_goods
from kiosk.ui.desk import stock_rows
from kiosk.ui.desk.goods import likely
from kiosk.ui.desk.stock_rows import MoveRow, ReasonRow, VariantRow
from kiosk.ui.desk.today_rows import photo_of
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.goods import GoodsModel
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.product_rows import StockRow
from kiosk.ui.product_rows import stock_rows as place_rows
from sync.catalogue import present
from sync.protocol import scopes
from sync.protocol.products import Product, Variant
from sync.protocol.stock import CountStock, MoveStock, StockLevel
from sync.protocol.stock_reasons import Correction

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

REASONS: tuple[Correction, ...] = get_args(Correction)
"""Why a figure is corrected; the codes go into the ledger."""
MOST = 9999
LONGEST_NOTE = 200
"""Every tablet of the store keeps it with the level."""


@QmlElement
@QmlUncreatable("made by the app")
class StockDeskModel(DeskPage):
    """The stock page; its key names a product and a variant (`kiosk.core.desk_scan.goods_key`)."""

    changed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._product: Product | None = None
        self._variant: Variant | None = None
        self._level: StockLevel | None = None
        self._deed = ""
        self._figure = 0
        self._typed = False
        self._reason = REASONS[0]
        self._note = ""
        self._writing = WritingModel(work.shop, self)
        self._goods = GoodsModel(work, self)
        self._goods.picked.connect(lambda product: self.open(goods_key(product, "")))
        self._variants = Rows(VariantRow, self)
        self._reasons = Rows(ReasonRow, self)
        self._reasons.replace([ReasonRow(each) for each in REASONS])
        self._places = Rows(StockRow, self)
        self._moves = Rows(MoveRow, self)

    def refresh(self) -> None:
        """Read and show anew what the page is about."""
        identifier, variant = split_goods(self._key)
        shop = self._work.shop
        self._product = shop.product(identifier) if identifier else None
        self._variant = self._chosen(variant)
        self._level = self._read_level()
        self._tell()

    def clear(self) -> None:
        """Let go of what was shown."""
        self._product = self._variant = self._level = None
        self._deed = self._note = ""
        self._writing.cancel()
        self._goods.close()
        super().clear()
        self._tell()

    def watches(self, scopes: frozenset[str]) -> bool:
        """Stock of any store concerns the page."""
        return any(scope.startswith("stock:") for scope in scopes)

    @Slot(str)
    def choose(self, variant: str) -> None:
        """Look at another variant."""
        if self._product:
            self._key = goods_key(self._product.id, variant)
            self.refresh()

    @Slot(int)
    def step(self, by: int) -> None:
        """Look at the variant so many lines further."""
        ids = [row.key for row in self._variants[:]]
        if self._variant and ids:
            at = ids.index(self._variant.id) + by
            self.choose(ids[max(0, min(at, len(ids) - 1))])

    @Slot(str)
    def begin(self, deed: str) -> None:
        """Ask for a figure: `count`, `receive` or `correct`."""
        if self._variant and self.may:
            self._deed = deed
            on_hand = self._level.on_hand if self._level else None
            self._figure = {"count": max(0, on_hand or 0), "receive": 1}.get(deed, -1)
            self._typed, self._reason, self._note = False, REASONS[0], ""
            self._tell()

    @Slot(int)
    def add(self, by: int) -> None:
        """So many more, or fewer."""
        self._set(self._figure + by)

    @Slot(int)
    def digit(self, value: int) -> None:
        """A digit was typed; the first one begins a new figure."""
        sign = -1 if self._deed == "correct" and self._figure < 0 else 1
        before = abs(self._figure) if self._typed else 0
        self._typed = True
        self._set(sign * (before * 10 + value))

    @Slot(str)
    def because(self, reason: str) -> None:
        """Why it is corrected."""
        self._reason = next((known for known in REASONS if known == reason), self._reason)
        self._tell()

    @Slot()
    def remark(self) -> None:
        """Write a note beside the figure, for whoever reads the book."""
        texts = self._work.shop.words.texts
        self._writing.ask(
            texts.get("stockdesk.note_title"),
            self._keep_note,
            hint=texts.get("stockdesk.note_hint"),
            text=self._note,
            longest=LONGEST_NOTE,
            needed=False,
        )

    @Slot()
    def cancel(self) -> None:
        """Ask no more."""
        self._deed = self._note = ""
        self._tell()

    @Slot()
    def confirm(self) -> None:
        """Do what was asked for."""
        variant, deed, figure, note = self._variant, self._deed, self._figure, self._note
        if variant is None or not deed:
            return
        verb: CountStock | MoveStock
        if deed == "count":
            verb = CountStock(variant.id, figure, note=note)
        else:
            kind: Literal["receipt", "correction"] = "receipt" if deed == "receive" else "correction"
            reason: Correction | Literal[""] = self._reason if deed == "correct" else ""
            verb = MoveStock(variant.id, kind, figure, reason, note=note)
        self.cancel()
        scope = scopes.stock(self._work.store)
        self._work.do(scope, verb, lambda: self._work.tell("stockdesk.done"))

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether a product is looked at."""
        return self._product is not None

    @Property(bool, notify=changed)
    def mayWrite(self) -> bool:
        """Whether who is signed in may change figures."""
        return self.may

    @Property(str, notify=changed)
    def name(self) -> str:
        """The product's name."""
        return self._work.shop.words.name(self._product.name) if self._product else ""

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Code and price of the variant."""
        if not self._variant:
            return ""
        price = self._work.shop.words.price(self._variant.prices)
        money = self._work.shop.words.money(price.amount) if price else ""
        return self._work.shop.words.texts.get("list.and").join(
            part for part in (self._variant.sku, money) if part
        )

    @Property(str, notify=changed)
    def variantName(self) -> str:
        """What tells the variant from the others."""
        if not (self._product and self._variant):
            return ""
        return stock_rows.variant_name(self._work.shop, self._product, self._variant)

    @Property(str, notify=changed)
    def photo(self) -> str:
        """The variant's photo."""
        if not (self._product and self._variant):
            return ""
        return photo_of(self._work.shop, self._product.id, self._variant.options)

    @Property(str, notify=changed)
    def available(self) -> str:
        """How many can be had here."""
        return stock_rows.figures(self._work.shop, self._level)["hand"]

    @Property(str, notify=changed)
    def kept(self) -> str:
        """How many stand here, and how many of them are somebody's; '' when none is."""
        return stock_rows.figures(self._work.shop, self._level)["kept"]

    @Property(str, notify=changed)
    def trust(self) -> str:
        """How far the figure can be trusted."""
        return stock_rows.figures(self._work.shop, self._level)["trust"]

    @Property(str, notify=changed)
    def counted(self) -> str:
        """How old the figure is, and where the thing stands."""
        if not self._variant:
            return ""
        shop = self._work.shop
        here = shop.here(self._variant)
        aisle = shop.words.texts.get("stock.aisle", here.aisle) if here.aisle else ""
        parts = (aisle, shop.words.stock_age(here, shop.now()))
        return shop.words.texts.get("list.and").join(part for part in parts if part)

    @Property(Rows, notify=changed)
    def variants(self) -> Rows:
        """The product's variants as they stand here."""
        return self._variants

    @Property(Rows, notify=changed)
    def places(self) -> Rows:
        """What other stores have of the variant."""
        return self._places

    @Property(Rows, notify=changed)
    def moves(self) -> Rows:
        """What moved last."""
        return self._moves

    @Property(GoodsModel, notify=changed)
    def goods(self) -> GoodsModel:
        """Looking for a product by a word."""
        return self._goods

    @Property(str, notify=changed)
    def deed(self) -> str:
        """What a figure is asked for, '' for nothing."""
        return self._deed

    @Property(int, notify=changed)
    def figure(self) -> int:
        """The figure so far."""
        return self._figure

    @Property(str, notify=changed)
    def reason(self) -> str:
        """Why it is corrected."""
        return self._reason

    @Property(Rows, notify=changed)
    def reasons(self) -> Rows:
        """The reasons there are."""
        return self._reasons

    @Property(str, notify=changed)
    def note(self) -> str:
        """What is noted beside the figure, '' for nothing."""
        return self._note

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Writing the note."""
        return self._writing

    @property
    def may(self) -> bool:
        """Whether who is signed in may change figures."""
        return self._work.may("stock", CountStock)

    def _keep_note(self, text: str) -> None:
        self._note = " ".join(text.split())
        self._tell()

    def _set(self, figure: int) -> None:
        least = -MOST if self._deed == "correct" else 0
        self._figure = max(least, min(figure, MOST))
        self._tell()

    def _chosen(self, variant: str) -> Variant | None:
        if self._product is None:
            return None
        return present.variant(self._product, variant) or likely(self._work.shop, self._product)

    def _read_level(self) -> StockLevel | None:
        if self._variant is None:
            return None
        scope = scopes.stock(self._work.store)
        return self._work.replica.document(scope, "stock", self._variant.id, StockLevel)

    def _tell(self) -> None:
        shop, product, variant = self._work.shop, self._product, self._variant
        chosen = variant.id if variant else ""
        self._variants.replace(stock_rows.variant_rows(shop, product, chosen) if product else [])
        self._places.replace(place_rows(shop, shop.places(variant)[1:], {}) if variant else [])
        self._moves.replace(stock_rows.move_rows(shop, self._level))
        self.changed.emit()
