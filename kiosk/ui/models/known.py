"""Who has signed in here, and what is theirs: lists from everywhere, what joins them, what they like."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.known import KnownShopper, Seen
from kiosk.core.lists import ListKeeper
from kiosk.core.shopper import Shopper
from kiosk.ui.known_rows import ListRow, list_rows
from kiosk.ui.models.joining import JoiningModel
from kiosk.ui.models.mine import MineModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.searcher import Searcher
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class KnownModel(QObject):
    """The shopper of the visit. For a guest everything here is empty."""

    changed = Signal()
    switched = Signal()
    """Another list is gone on with."""
    learned = Signal()
    """Somebody else is here, or more is known of them."""

    def __init__(
        self,
        shop: Shop,
        known: KnownShopper,
        keeper: ListKeeper,
        shopping: ShoppingListModel,
        tasks: Tasks,
        *,
        searcher: Searcher,
    ) -> None:
        super().__init__()
        self._shop = shop
        self._known = known
        self._keeper = keeper
        self._list = shopping
        self._tasks = tasks
        self._seen = Seen()
        self._lists = Rows(ListRow, self, keyed=True)
        self._own = Rows(ListRow, self, keyed=True)
        self.joining = JoiningModel(shop, known, keeper, tasks, self)
        self.mine = MineModel(shop, known, tasks, searcher, self)
        self.joining.done.connect(self.refresh)
        self.mine.done.connect(self.refresh)
        shopping.changed.connect(self._retell_lists)
        for news in (shop.spoken, shop.restocked, shop.pictured):
            news.connect(self._retell)

    @property
    def shopper(self) -> Shopper | None:
        """Who has signed in, None for a guest."""
        return self._seen.shopper

    @property
    def seen(self) -> Seen:
        """All that is known of them here."""
        return self._seen

    @Slot()
    def refresh(self) -> None:
        """Read what is theirs again: it has come, or changed."""

        def read() -> Seen:
            self._known.follow()
            return self._known.read()

        self._tasks.run(read, self._show)

    def clear(self) -> None:
        """Show nothing (part of the wipe)."""
        self._keeper.choose("")
        self._show(Seen())
        self.mine.clear()
        self.joining.clear()

    def enter(self, then: Callable[[], None]) -> None:
        """They have just signed in: show what is theirs, then go on."""

        def show(seen: Seen) -> None:
            self._show(seen)
            then()

        self._tasks.run(self._known.read, show)

    @Slot(str)
    def choose(self, key: str) -> None:
        """Go on with another list."""
        self._keeper.choose(key)
        self._list.refresh()
        self.switched.emit()

    @Slot()
    def takeLanguage(self) -> None:
        """Speak the language that they read."""
        if self._other:
            self._shop.speak(self._other)

    @Property(bool, notify=changed)
    def signedIn(self) -> bool:
        """Whether somebody has signed in."""
        return self._seen.shopper is not None

    @Property(bool, notify=changed)
    def here(self) -> bool:
        """Whether what the shop knows of them has come."""
        return self._seen.customer is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        """What they are called, '' for a guest."""
        return self._seen.shopper.name if self._seen.shopper else ""

    @Property(str, notify=changed)
    def greeting(self) -> str:
        """Good to see them."""
        shopper, texts = self._seen.shopper, self._shop.words.texts
        if shopper is None:
            return ""
        return (
            texts.get("known.welcome", shopper.first_name) if shopper.first_name else texts.get("known.hello")
        )

    @Property(Rows, notify=changed)
    def lists(self) -> Rows:
        """All lists to go on with: their own, and the one that was begun here before."""
        return self._lists

    @Property(Rows, notify=changed)
    def own(self) -> Rows:
        """Their own lists, the one that was changed last first."""
        return self._own

    @Property(str, notify=changed)
    def language(self) -> str:
        """The other language that they read, by its own name; '' where there is nothing to offer."""
        return self._shop.native_name(self._other) if self._other else ""

    @Property(JoiningModel, notify=changed)
    def join(self) -> JoiningModel:
        """How the list that they began as a guest joins theirs."""
        return self.joining

    @Property(MineModel, notify=changed)
    def likes(self) -> MineModel:
        """What fits, what they like, what they agreed to."""
        return self.mine

    @property
    def _other(self) -> str:
        customer = self._seen.customer
        language = customer.language.replace("_", "-").partition("-")[0].lower() if customer else ""
        return language if language in self._shop.languages and language != self._shop.words.language else ""

    def _show(self, seen: Seen) -> None:
        before, self._seen = self._seen, seen
        self._retell()
        if (before.shopper, before.customer) != (seen.shopper, seen.customer):
            self.learned.emit()

    @Slot()
    def _retell(self) -> None:
        self.joining.tell(self._seen)
        self.mine.tell(self._seen.customer)
        self._retell_lists()

    @Slot()
    def _retell_lists(self) -> None:
        document = self._list.document
        shown = document.id if document else ""
        # What is on the screen is newer than what was read.
        lists = tuple(document if document and one.id == shown else one for one in self._seen.lists)
        self._own.replace(list_rows(self._shop, lists, shown))
        if self._seen.shopper and self._seen.guest:
            lists = (*lists, self._seen.guest)
        self._lists.replace(list_rows(self._shop, lists, shown))
        self.changed.emit()
