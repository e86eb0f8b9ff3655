"""The sheet of stores: where a choice is, here or not, and what a shopper can ask of a store."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.asking import Asking, Wish, asked_for
from kiosk.core.choice import Choice
from kiosk.core.stock import Availability, within_reach
from kiosk.ui import store_rows
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.product_rows import ValueRow
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.catalogue import present
from sync.protocol.errors import Rejected
from sync.protocol.lists import OrderMark

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PLACE = 40


@QmlElement
@QmlUncreatable("made by the app")
class StoresModel(QObject):
    """The places of one choice. It is told by a tap on a value that is not here, or on `All stores`."""

    changed = Signal()
    told = Signal(str)
    """A sentence for the toast: the text's key."""
    refused = Signal(str)
    """The list's rule said no; carries the reason's code."""
    picked = Signal(str, str)
    """Another value is chosen instead: option and value."""
    taken = Signal(str, str, dict)
    """The shopper takes it along, to order it elsewhere: product, variant, options."""

    def __init__(self, shop: Shop, asking: Asking, shopping: ShoppingListModel, tasks: Tasks) -> None:
        super().__init__()
        self._shop = shop
        self._asking = asking
        self._list = shopping
        self._tasks = tasks
        self._choice: Choice | None = None
        self._axis = ""
        self._only = False
        self._places: Sequence[Availability] = ()
        self._rows = Rows(store_rows.StoreRow, self, keyed=True)
        self._instead = Rows(ValueRow, self)
        for news in (shopping.changed, shop.spoken, shop.stocked):
            news.connect(self._retell)
        shop.restocked.connect(self.close)

    def show(self, choice: Choice, axis: str = "") -> None:
        """Show where a choice is; `axis` is the option whose value is not here, '' when nobody picked one."""
        self._choice, self._axis, self._only = choice, axis, False
        self._retell()

    @Slot()
    def close(self) -> None:
        """Put the sheet away (also part of the wipe)."""
        if self._choice is not None:
            self._choice, self._axis = None, ""
            self._retell()

    @Slot()
    def toggleOnly(self) -> None:
        """Show only the places that have it, or all again."""
        self._only = not self._only
        self._retell()

    @Slot(str)
    def pick(self, value: str) -> None:
        """Take another value that is here."""
        axis = self._axis
        self.close()
        self.picked.emit(axis, value)

    @Slot(str)
    def keep(self, store: str) -> None:
        """Have a store keep it."""
        self._ask(store, "stores.note_keep")

    @Slot(str)
    def send(self, store: str) -> None:
        """Have a store send it here."""
        self._ask(store, "stores.note_send")

    @Slot()
    def take(self) -> None:
        """Take it along on the list, to order it online."""
        if self._choice is not None:
            variant, product = self._choice.variant, self._choice.product.id
            self.close()
            self.taken.emit(product, variant.id, variant.options)

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the sheet is on the screen."""
        return self._choice is not None

    @Property(bool, notify=changed)
    def away(self) -> bool:
        """Whether it is shown because a value is not here."""
        return self._axis != ""

    @Property(str, notify=changed)
    def title(self) -> str:
        """What the sheet is about."""
        texts = self._shop.words.texts
        if self._choice is None:
            return ""
        return texts.get("stores.away", self._value) if self._axis else texts.get("product.where")

    @Property(str, notify=changed)
    def subject(self) -> str:
        """The product and what is chosen of it."""
        if self._choice is None:
            return ""
        words = self._shop.words
        chosen = present.choices(self._choice.product, self._choice.variant.options, words.language)
        return words.texts.get("list.and").join([words.name(self._choice.product.name), *chosen])

    @Property(bool, notify=changed)
    def only(self) -> bool:
        """Whether only places are shown that have it."""
        return self._only

    @Property(bool, notify=changed)
    def askable(self) -> bool:
        """Whether any store can be asked for it."""
        return any(row.keeps for row in self._rows[:])

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """The places."""
        return self._rows

    @Property(Rows, notify=changed)
    def instead(self) -> Rows:
        """Other values of the option that are here."""
        return self._instead

    @property
    def _value(self) -> str:
        assert self._choice is not None
        chosen = self._choice.variant.options.get(self._axis)
        values = (
            value for axis in self._choice.product.options if axis.id == self._axis for value in axis.values
        )
        return next((self._shop.words.name(value.name) for value in values if value.id == chosen), "")

    @property
    def _mark(self) -> OrderMark | None:
        document = self._list.document
        return asked_for(document, self._choice.variant.id) if document and self._choice else None

    def _ask(self, store: str, note: str) -> None:
        found = next((row.store for row in self._places if row.store.code == store), None)
        if self._choice is None or found is None:
            return
        variant, here = self._choice.variant, self._shop.store.name
        place = f"{here}, {self._asking.place}"[:LONGEST_PLACE]
        words = self._shop.texts_of(found.language).get(note, here)
        wish = Wish(self._choice.product.id, variant.id, variant.options, store, words, place)

        def work() -> str:
            try:
                self._asking.ask_store(wish)
            except Rejected as refusal:
                return refusal.reason
            return ""

        def done(reason: str) -> None:
            if reason:
                self.refused.emit(reason)
            else:
                self.told.emit("stores.told")
            self._list.refresh()

        self._tasks.run(work, done)

    @Slot()
    def _retell(self) -> None:
        if self._choice is None:
            self._places = ()
            self._rows.replace([])
            self._instead.replace([])
        else:
            self._places = within_reach(self._shop.places(self._choice.variant))
            shown = [row for row in self._places if row.in_stock] if self._only else self._places
            self._rows.replace(store_rows.store_rows(self._shop, shown, self._mark))
            axes = [axis for axis in self._choice.product.options if axis.id == self._axis]
            self._instead.replace(store_rows.values_here(self._shop, self._choice, axes[0]) if axes else [])
        self.changed.emit()
