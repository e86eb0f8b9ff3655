"""What the store does for the list on the screen: it brings, offers something instead, sends somebody."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.asking import Asking, Meeting
from kiosk.core.lists import Change
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.models.whereabouts import Purpose, WhereaboutsModel
from kiosk.ui.service_rows import Call, OfferRow, OrderRow, call_words, offer_rows, order_rows
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.calls import not_asked_for
from sync.protocol.errors import Rejected

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

COMING = "coming"
COMING_STATES = frozenset({"packed", "ready_for_pickup"})
"""States of an order in which what was asked for is on its way, or there."""


@QmlElement
@QmlUncreatable("made by the app")
class ServiceModel(QObject):
    """What was asked of the store and what came of it. It reads the list that the list page shows."""

    changed = Signal()
    happened = Signal(str)
    """Something worth a sound: a name of the brand's sounds."""
    told = Signal(str)
    """A sentence for the toast: the text's key."""
    refused = Signal(str)
    """The list's rule said no; carries the reason's code."""

    def __init__(self, shop: Shop, asking: Asking, shopping: ShoppingListModel, tasks: Tasks) -> None:
        super().__init__()
        self._shop = shop
        self._asking = asking
        self._list = shopping
        self._tasks = tasks
        self._offline = False
        self._asked = False
        self._topic = ""
        self._writing = WritingModel(shop, self)
        self._where = WhereaboutsModel(shop, asking, self._writing, self)
        self._call = Call()
        self._coming: frozenset[str] = frozenset()
        self._orders = Rows(OrderRow, self, keyed=True)
        self._offers = Rows(OfferRow, self, keyed=True)
        for news in (shopping.changed, shop.spoken, shop.stocked, shop.pictured):
            news.connect(self._retell)

    def reach(self, *, online: bool) -> None:
        """Say whether the hub answers: what does not reach it is a request and no promise."""
        if self._offline == online:
            self._offline = not online
            self._retell()

    def clear(self) -> None:
        """Forget the visit (part of the wipe)."""
        self._coming = frozenset()
        self._asked = False
        self._topic = ""
        self._where.clear()
        self._retell()

    def ask_about(self, product: str) -> None:
        """Ask whether somebody shall come; `product` is what is looked at, '' for nothing in particular."""
        self._asked, self._topic = True, product
        self._retell()

    @Slot()
    def bring(self) -> None:
        """Have what is on the list brought here, to nobody in particular."""
        self._act(self._asking.bring)

    @Slot()
    def askBring(self) -> None:
        """Have it brought once the shopper has said where to and whom to ask for."""
        self._where.ask(Purpose("service.name_title", "service.name_go", self._bring))

    @Slot()
    def askCall(self) -> None:
        """Call somebody once the shopper has said where they are and whom to ask for."""
        self._asked = False
        self._where.ask(Purpose("call.where_title", "call.go", self._call_to))
        self.changed.emit()

    @Slot(str)
    def callOff(self, order: str) -> None:
        """Have an order not brought any more."""
        self._act(lambda: self._asking.call_off(order))

    @Slot(str, str, bool)
    def answer(self, order: str, line: str, agreed: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names in QML
        """Say yes or no to a substitute."""
        said = "service.answered_yes" if agreed else "service.answered_no"
        self._act(lambda: self._asking.agree(order, line, agreed=agreed), said)

    @Slot()
    def call(self) -> None:
        """Call somebody to this kiosk."""
        topic = self._topic
        self._act(lambda: self._asking.call(topic))

    @Slot()
    def noNeed(self) -> None:
        """Nobody needs to come any more."""
        self._asked = False
        self._act(self._asking.no_need)

    @Slot()
    def closeHelp(self) -> None:
        """Put the question away; a call stands."""
        self._asked = False
        self.changed.emit()

    @Property(bool, notify=changed)
    def bringable(self) -> bool:
        """Whether something on the list was not asked for yet."""
        document = self._list.document
        return bool(document and not_asked_for(document))

    @Property(bool, notify=changed)
    def begun(self) -> bool:
        """Whether the list has an order that is not over."""
        return any(row.open for row in self._orders)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether there is anything to tell of orders."""
        return bool(len(self._orders))

    @Property(Rows, notify=changed)
    def orders(self) -> Rows:
        """The orders from this list."""
        return self._orders

    @Property(Rows, notify=changed)
    def offers(self) -> Rows:
        """What is offered instead."""
        return self._offers

    @Property(bool, notify=changed)
    def asked(self) -> bool:
        """Whether the shopper is being asked if somebody shall come."""
        return self._asked

    @Property(str, notify=changed)
    def callState(self) -> str:
        """How the call stands: `asked`, `waiting`, `coming`, `done`, '' for none."""
        return self._call.state

    @Property(str, notify=changed)
    def callTitle(self) -> str:
        """How the call stands, in a few words."""
        return self._call.title or self._shop.words.texts.get("call.title")

    @Property(str, notify=changed)
    def callText(self) -> str:
        """What that means for the shopper."""
        return self._call.text or self._shop.words.texts.get("call.text")

    @Property(str, notify=changed)
    def callSpoken(self) -> str:
        """What is said of the place in the bottom bar where help is."""
        return self._call.spoken or self._shop.words.texts.get("call.nav")

    @Property(str, notify=changed)
    def about(self) -> str:
        """What the call would be about, '' for nothing in particular."""
        product = self._shop.product(self._topic) if self._topic else None
        return (
            self._shop.words.texts.get("call.about", self._shop.words.name(product.name)) if product else ""
        )

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Where the shopper says whom to ask for."""
        return self._writing

    @Property(WhereaboutsModel, notify=changed)
    def whereabouts(self) -> WhereaboutsModel:
        """Where the shopper says where they are."""
        return self._where

    def _bring(self, meeting: Meeting) -> None:
        self._act(lambda: self._asking.bring(meeting))

    def _call_to(self, meeting: Meeting) -> None:
        """Call somebody, and show how the call stands."""
        topic, self._asked = self._topic, True
        self._act(lambda: self._asking.call(topic, meeting))

    def _act(self, act: Callable[[], Change], told: str = "") -> None:
        """Ask in the background; what came of it is read from the list."""

        def work() -> str:
            try:
                act()
            except Rejected as refusal:
                return refusal.reason
            return ""

        def done(reason: str) -> None:
            if reason:
                self.refused.emit(reason)
            elif told:
                self.told.emit(told)
            self._list.refresh()

        self._tasks.run(work, done)

    @Slot()
    def _retell(self) -> None:
        document = self._list.document
        here = self._asking.place
        if document is None:
            self._orders.replace([])
            self._offers.replace([])
            self._call = call_words(self._shop, None, offline=self._offline, here=here)
        else:
            self._orders.replace(order_rows(self._shop, document, offline=self._offline, here=here))
            self._offers.replace(offer_rows(self._shop, document))
            self._call = call_words(self._shop, document.help, offline=self._offline, here=here)
            self._announce({mark.id for mark in document.orders.values() if mark.state in COMING_STATES})
        self.changed.emit()

    def _announce(self, coming: set[str]) -> None:
        """Sound once for everybody who sets out, and for the call."""
        if self._call.state == COMING:
            coming.add(COMING)
        if coming - self._coming:
            self.happened.emit(COMING)
        self._coming = frozenset(coming)
