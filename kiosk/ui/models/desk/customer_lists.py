"""A customer's lists from all channels: one is looked at, live, with what could be suggested beside it."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import desk_scan
from kiosk.core.lists import stands
from kiosk.ui.desk.goods import likely
from kiosk.ui.desk.list_rows import DeskLineRow, desk_line_rows
from kiosk.ui.desk.suggestions import SuggestionRow, Suggestions
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.list_rows import total
from kiosk.ui.models.rows import Rows
from sync.catalogue import present
from sync.protocol import scopes
from sync.protocol.customers import Customer, LinkList
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import AddLine, CreateList, Undo
from sync.protocol.lists import ShoppingList
from sync.protocol.staff import Opening

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

KIND = "list"
MOST = 30
"""Lists that are read; nobody keeps more at once."""


class ListRow(msgspec.Struct, frozen=True):
    """One of the customer's lists."""

    key: str
    name: str
    pieces: str
    current: bool


@QmlElement
@QmlUncreatable("made by the app")
class CustomerListsModel(QObject):
    """The lists of the customer whose page is open."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._customer: Customer | None = None
        self._documents: Sequence[ShoppingList] = []
        self._chosen = ""
        self._watched: set[str] = set()
        self._rows = Rows(ListRow, self, keyed=True)
        self._lines = Rows(DeskLineRow, self, keyed=True)
        self._ideas = Suggestions(work)
        self._suggestions = Rows(SuggestionRow, self, keyed=True)

    def read(self, customer: Customer, opening: Opening | None) -> list[ShoppingList]:
        """Read the lists of a customer, and those that were opened with them; in the background."""
        replica = self._work.replica
        names = names_of(customer, opening)
        read = (replica.document(scopes.shopping_list(name), KIND, name, ShoppingList) for name in names)
        found = [one for one in read if one and not one.erased]
        # The latest change first, and empty ones last: that is the one that somebody is at.
        return sorted(found, key=lambda one: (bool(one.present), last_change(one)), reverse=True)

    def tell(
        self, customer: Customer | None, opening: Opening | None, documents: Sequence[ShoppingList]
    ) -> None:
        """Show a customer's lists as they were read, and want those that are not here yet."""
        if customer is None or self._customer is None or customer.id != self._customer.id:
            self._chosen = ""
        self._customer = customer
        names = names_of(customer, opening) if customer else []
        fresh = set(names).difference(self._watched)
        if fresh:
            self._work.watch(map(scopes.shopping_list, fresh))
        self._watched = set(names)
        self._show(documents)

    @property
    def scopes(self) -> list[str]:
        """The scopes of these lists, also of those that are not here yet."""
        return [scopes.shopping_list(name) for name in self._watched]

    def take(self, product: str, variant: str) -> bool:
        """Put something on the list that is looked at; return whether there is a customer to do it for."""
        found = self._work.shop.product(product)
        if found is None or self._customer is None:
            return False
        chosen = present.variant(found, variant) or likely(self._work.shop, found)
        verb = AddLine(product, chosen.id, dict(chosen.options))
        self._with_list(
            lambda key: self._work.do(
                scopes.shopping_list(key),
                verb,
                lambda: self._work.tell("customer.added", self._title(key), undo=True),
            )
        )
        return True

    @Slot(str)
    def choose(self, key: str) -> None:
        """Look at another list."""
        self._chosen = key
        self._show(self._documents)

    @Slot()
    def open(self) -> None:
        """Go to the list that is looked at, starting one when there is none."""
        if self._customer:
            self._with_list(lambda key: self._work.wanted.emit("list", key))

    @Slot(str)
    def add(self, key: str) -> None:
        """Put a suggestion on the list."""
        self.take(*desk_scan.split_goods(key))

    def undo(self) -> None:
        """Take back the last change that was made here to the list that is looked at."""
        own = self._work.actor.id if self._work.actor else ""
        history = reversed(self._current.history) if self._current else ()
        entry = next((one for one in history if stands(one, own)), None)
        if entry and self._current:
            scope = scopes.shopping_list(self._current.id)
            self._work.do(scope, Undo(entry.op), lambda: self._work.tell("toast.undone"))

    @Property(str, notify=changed)
    def title(self) -> str:
        """The title of the list that is looked at, '' while there is none."""
        return self._title(self._current.id) if self._current else ""

    @Property(str, notify=changed)
    def total(self) -> str:
        """What it costs here."""
        amount = total(self._work.shop, self._current).amount if self._current else 0
        return self._work.shop.words.money(amount) if amount else ""

    @Property(str, notify=changed)
    def pieces(self) -> str:
        """How many pieces are on it."""
        count = self._current.pieces if self._current else 0
        return self._work.shop.words.texts.get("list.pieces", count=count)

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """The lists."""
        return self._rows

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        """The lines of the list that is looked at."""
        return self._lines

    @Property(Rows, notify=changed)
    def suggestions(self) -> Rows:
        """What could be suggested beside it, with the reason."""
        return self._suggestions

    @property
    def _current(self) -> ShoppingList | None:
        chosen = next((one for one in self._documents if one.id == self._chosen), None)
        return chosen or next(iter(self._documents), None)

    def _told(self, key: str) -> None:
        self._work.tell("customer.added", self._title(key), undo=True)

    def _title(self, key: str) -> str:
        texts = self._work.shop.words.texts
        named = next((one.title for one in self._documents if one.id == key), "")
        return named or texts.get("desklist.title")

    def _show(self, documents: Sequence[ShoppingList]) -> None:
        self._documents, shop = documents, self._work.shop
        current, own = self._current, self._work.actor.id if self._work.actor else ""
        pieces = shop.words.texts.get
        self._rows.replace(
            [
                ListRow(one.id, self._title(one.id), pieces("list.pieces", count=one.pieces), one is current)
                for one in documents
            ]
        )
        self._lines.replace(desk_line_rows(shop, current, own) if current else [])
        self._ideas.find(current, self._suggestions.replace)
        self.changed.emit()

    def _with_list(self, then: Callable[[str], None]) -> None:
        """Do something with the list that is looked at; start one for the customer where there is none."""
        if self._current:
            then(self._current.id)
            return
        customer = self._customer
        assert customer is not None
        key, shop = new_id(), self._work.shop
        create = CreateList(language=customer.language or shop.words.language, store=self._work.store)
        acts = [
            (scopes.shopping_list(key), create),
            (scopes.customer(customer.id), LinkList(key)),
        ]
        self._work.do_all(list(acts), lambda: then(key))


def names_of(customer: Customer, opening: Opening | None) -> list[str]:
    """Return the ids of a customer's lists, and of those that were opened with them, the latest last."""
    opened = opening.lists if opening else []
    return list(dict.fromkeys([*customer.lists, *opened]))[-MOST:]


def last_change(document: ShoppingList) -> str:
    """Return when a list was last changed, '' when nobody knows."""
    return document.history[-1].at if document.history else document.changed
