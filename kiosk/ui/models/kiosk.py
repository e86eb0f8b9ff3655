"""The shell around the pages: which page is on, which language is spoken, what is said in passing."""

from datetime import datetime

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.answer import AnswerModel
from kiosk.ui.models.hub_news import HubNewsModel
from kiosk.ui.models.loading import LoadingModel
from kiosk.ui.models.pages import KioskPagesModel, Pages
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from kiosk.ui.toast import Toast
from kiosk.ui.trail import Step, Trail

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

RESTING = frozenset({"attract", "finish"})
"""Pages on which nobody is being served: a hand that brushes the screen begins no visit there."""

HOME = "home"
SIGN_IN = "sign_in"
SIGN_OUT = "sign_out"
STAFF = "staff"
SETTINGS = "settings"
DESK = "desk"
ONE_OF_MANY = frozenset({"product", "category"})
"""Pages that show one thing of many: the way back leads to that thing."""
FINDING = frozenset({"search", "category"})
"""Pages that show what was found."""
PICKING = frozenset({"search", "category", "list"})
"""Pages on which something to compare is looked for: elsewhere nobody does any more."""
NO_WAY_BACK = RESTING | {STAFF, SETTINGS, DESK}
"""Pages that the way back neither leads to nor goes past."""
PASSED = frozenset({"sign_in", "welcome"})
"""Pages that one comes through once: the way back does not lead there."""
PRINTING = frozenset({"list", "take"})
"""Pages that offer to print, where there is a printer."""
SUGGESTING = frozenset({HOME, "welcome"})
"""Pages that show suggestions."""
LEFT_BY_STAFF = "idle"
"""How the visit ends that the staff's touch began: as if nobody had come."""

FAREWELL_SECONDS = 15
CHOSEN_LANGUAGE_MS = 20_000
"""A language chosen on the attract page stays so long after the last touch, if nobody begins."""


class LanguageRow(msgspec.Struct, frozen=True):
    """A language under the name it gives itself."""

    key: str
    name: str


@QmlElement
@QmlUncreatable("made by the app")
class KioskModel(KioskPagesModel):
    """What `Main.qml` is given: the pages' models and what stands around every page."""

    changed = Signal()
    spoken = Signal()
    toasted = Signal()
    equipped = Signal()
    """Said never: what stands around the pages stays the same. (Qt would not find one of the base class.)"""
    begun = Signal()
    """Somebody touched the attract page."""
    scanned = Signal(bool)
    """A shopper's scan was answered; carries whether it led to a product."""
    left = Signal()
    """The attract page waits for the next shopper."""
    access_wanted = Signal()
    """Somebody wants access mode, or the usual pages again."""
    returned = Signal(str, str)
    """Somebody goes back to a page that shows one thing of many: the page, and the thing's id."""

    def __init__(self, shop: Shop, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(pages, parent)
        self._shop = shop
        self._page, self._key = "attract", ""
        self._trail = Trail()
        self._only_desk = False
        self._toast = Toast(self)
        self._toast.changed.connect(self.toasted)
        self._farewell = 0
        self._loading = LoadingModel(shop, self)
        self._hub = HubNewsModel(shop, self)
        self._answer = AnswerModel(shop, self)
        self._languages = Rows(LanguageRow, self)
        self._languages.replace([LanguageRow(each, shop.native_name(each)) for each in shop.languages])
        self._farewell_timer = QTimer(self, interval=1000)
        self._farewell_timer.timeout.connect(self._count_farewell)
        self._chosen_timer = QTimer(self, interval=CHOSEN_LANGUAGE_MS, singleShot=True)
        self._chosen_timer.timeout.connect(self.left)
        shop.spoken.connect(self.spoken)
        shop.restocked.connect(self.changed)

    @property
    def resting(self) -> bool:
        """Whether no shopper is being served: a hand at an associates' desk begins no visit either."""
        return self._page in RESTING or self.staffed

    @property
    def unattended(self) -> bool:
        """Whether the attract page is on, and nobody has just chosen a language there."""
        return self._page == "attract" and not self.staffed and not self._chosen_timer.isActive()

    @property
    def staffed(self) -> bool:
        """Whether the tablet is the associates', open or locked, and not only the way to a desk."""
        return self._only_desk or self._pages.desk.staffed

    @property
    def only_desk(self) -> bool:
        """Whether no shopper is ever served here."""
        return self._only_desk

    @property
    def at_desk(self) -> bool:
        """Whether this is an associates' desk at present."""
        return self._page == DESK

    def go(self, page: str, key: str = "") -> None:
        """Show a page, and remember the way back.

        Args:
            page: `attract`, `home`, `search`, `category`, `product`, `compare`, `list`, `take`, `claim`,
                `sign_in`, `welcome`, `mine`, `finish`, `staff`, `settings` or `desk`.
            key: Of what, where it shows one thing of many: a product's id, a category's.
        """
        if page in NO_WAY_BACK or page == HOME:
            self._trail.clear()
        elif self._page in PASSED:
            pass
        elif (page, key) != (self._page, self._key) and self._page not in NO_WAY_BACK:
            self._trail.leave(Step(self._page, self._key))
        self._trail.arrive(Step(page, key))
        self._show(page, key)

    @Slot()
    def back(self) -> None:
        """Go back to where one came from; from the first page there is only the home page."""
        step = self._trail.back()
        if step is None:
            self.toHome()
            return
        self._show(step.page, step.key)
        if step.page in ONE_OF_MANY:
            self.returned.emit(step.page, step.key)

    def _show(self, page: str, key: str) -> None:
        if self._page == STAFF and page != STAFF:
            self._pages.staff.close()
        if self._page == SIGN_IN and page != SIGN_IN:
            self._pages.sign_in.leave()
        self._pages.camera.close()
        self._pages.stores.close()
        self._pages.space.close()
        self._pages.product.gallery.close()
        self._pages.product.sizes.close()
        self._pages.known.mine.sizes.close()
        self._put_sheets_away()
        if page != "list":
            self._pages.list.arrange(wanted=False)
        self._page, self._key = page, key
        if page in PRINTING:
            self._pages.paper.look()
        self._pages.home.look_at(on=page in SUGGESTING)
        self._pages.product.look_at(on=page == "product")
        self._pages.search.look_at(on=page in FINDING)
        if page not in PICKING:
            self._pages.compare.stop_picking()
            self._pages.compare.stop_gathering()
        self._answer.close()
        self._chosen_timer.stop()
        self.hideToast()
        if page == "finish":
            self._farewell = FAREWELL_SECONDS
            self._farewell_timer.start()
        else:
            self._farewell_timer.stop()
        self.changed.emit()

    def _put_sheets_away(self) -> None:
        """Let no sheet that is only looked at stand before what was scanned; what is being written stays."""
        self._pages.leaving.clear()
        if self._pages.service.asked:
            self._pages.service.closeHelp()
        if self._pages.lists.shown:
            self._pages.lists.close()
        if self._pages.history.shown:
            self._pages.history.close()
        if self._pages.line.shown and not self._pages.line.writing.shown:
            self._pages.line.close()

    @Slot()
    def askAccess(self) -> None:
        """Ask for access mode."""
        self.access_wanted.emit()

    def linger(self, seconds: int) -> None:
        """Leave the farewell on the screen for at least so long."""
        self._farewell = max(self._farewell, seconds)
        self.changed.emit()

    @Slot()
    def toStaff(self) -> None:
        """Show the staff their scanners, unless a shopper is being asked something.

        Who has not signed in sees them only where nobody ever has: on a tablet that is being set up.
        """
        asked = self._pages.visit.offered or self._pages.visit.warning
        if self._pages.desk.opens_scanners and not asked:
            self.go(STAFF)
            self._pages.staff.open()

    @Slot()
    def toSettings(self) -> None:
        """Show a manager the tablet's settings."""
        if self._pages.desk.opens_settings:
            self.go(SETTINGS)
            self._pages.settings.open()

    @Slot()
    def toDesk(self) -> None:
        """Show associates where they sign in, unless a shopper is being asked something."""
        if not (self._pages.visit.offered or self._pages.visit.warning):
            self.go(DESK)
            self._pages.desk.model.ask_who()

    @Slot()
    def lock_staff(self) -> None:
        """The desk has locked: its scanners and the settings are behind the PIN, too."""
        if self._page in {STAFF, SETTINGS}:
            self.go(DESK)

    @Slot()
    def serve_desk(self) -> None:
        """An associate has signed in: what a shopper had begun here is over."""
        self._pages.visit.end(DESK)

    @Slot()
    def leaveDesk(self) -> None:
        """Back from where associates sign in to what was there before; a desk for good stays one."""
        if self._only_desk:
            return
        if self._pages.list.empty:
            self.toAttract()
            self._pages.visit.end(LEFT_BY_STAFF)
        else:
            self.toList()

    @Property(bool, notify=spoken)
    def onlyDesk(self) -> bool:
        """Whether no shopper is ever served here."""
        return self._only_desk

    def stay_desk(self) -> None:
        """Serve no shopper: a desk for good."""
        self._only_desk = True
        self.go(DESK)
        self._pages.desk.model.ask_who()

    @Slot()
    def leaveStaff(self) -> None:
        """Back to the desk, or to the list that somebody has begun; without one nobody is being served."""
        if self._only_desk or self._pages.desk.is_open:
            self.go(DESK)
        elif self._pages.list.empty:
            self._pages.visit.end(LEFT_BY_STAFF)
        else:
            self.toList()

    def notice(self) -> None:
        """Somebody touched the screen: who has just chosen a language is still reading."""
        if self._chosen_timer.isActive():
            self._chosen_timer.start()

    def toast(self, key: str, *, undo: bool = False, done: bool = True, value: str = "") -> None:
        """Say a sentence in passing, for six seconds."""
        self.say(self._shop.words.texts.get(key, value), undo=undo, done=done)

    def say(self, text: str, *, undo: bool = False, done: bool = True) -> None:
        """Say a sentence that is in words already."""
        self._toast.say(text, undo=undo, done=done)

    def tell_news(self, *, online: bool, last_news: datetime | None) -> None:
        """Say whether the hub answers, and when it last did."""
        self._hub.tell(online=online, last_news=last_news)
        self._loading.reach(online=online)
        self._pages.service.reach(online=online)
        self._pages.questions.reach(online=online)
        self._pages.mail.reach(online=online)
        self._pages.desk.tell_news(online=online, last_news=last_news)

    @Slot()
    def hideToast(self) -> None:
        """Stop saying it."""
        self._toast.hide()

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language; the list stays."""
        self._shop.speak(language)
        if self._page == "attract":
            self._chosen_timer.start()

    @Slot()
    def begin(self) -> None:
        """Somebody touched the attract page."""
        self.toHome()
        self.begun.emit()

    @Slot()
    def toHome(self) -> None:
        """Go to the page from which everything can be found."""
        self._pages.search.open()
        self.go(HOME)

    @Slot(str)
    def toShelf(self, category: str) -> None:
        """Look along a shelf: all products of a category."""
        self._pages.category.open(category)
        self.go("category", category)

    @Slot(int)
    def toSuggestion(self, place: int) -> None:
        """See all of a row of suggestions of the home page."""
        suggestion = self._pages.home.suggested(place)
        if suggestion is not None:
            self.go("category", self._pages.category.show(suggestion))

    @Slot()
    def compare(self) -> None:
        """Compare what the product page shows with others."""
        product = self._pages.product
        self._pages.compare.add(product.identifier, product.variant)
        self.go("compare")

    @Slot()
    def compareChosen(self) -> None:
        """Compare what was chosen for it."""
        self.go("compare")

    @Slot(str)
    def lookAtLine(self, line: str) -> None:
        """Look at what stands on a line of the list (its id), or choose it to be compared."""
        if self._pages.compare.gathering:
            self._pages.compare.toggle_line(line)
            return
        row = self._pages.list.row(line)
        if row:
            self._pages.list.open(row.product)

    @Slot(str)
    def pickToCompare(self, instead: str) -> None:
        """Look for something to compare; it takes the place of a product where one is named."""
        category = self._pages.compare.category
        if category:
            self.toShelf(category)
        else:
            self.toSearch()
        self._pages.compare.pick(instead)

    @Slot()
    def typeSearch(self) -> None:
        """Go to the search with its keys shown."""
        self.toSearch()
        self._pages.search.showKeys()

    @Slot()
    def toList(self) -> None:
        """Go to the list."""
        self._pages.take.leave(leaving=False)
        if not self._pages.list.empty:
            self._pages.take.offer()
        self.go("list")

    @Slot()
    def toSearch(self) -> None:
        """Go to the search, as it was left; from a shelf, on that shelf."""
        if self._page != "category":
            self._pages.search.leave_shelf()
        self.go("search")
        self._pages.search.open()
        self.begun.emit()

    @Slot()
    def scanSomething(self) -> None:
        """Scan with the camera, where there is one; else say how to scan."""
        if self._pages.camera.offered:
            self._pages.camera.open()
        else:
            self.hintScan()

    @Slot()
    def toClaim(self) -> None:
        """Ask for the code of a list that waits."""
        self._pages.claim.clear()
        self.go("claim")
        self.begun.emit()

    @Slot()
    def leaveClaim(self) -> None:
        """Back from there."""
        self._pages.claim.clear()
        self.back()

    @Slot()
    def hintScan(self) -> None:
        """Say how to scan."""
        self.toast("search.scan_hint")

    @Slot()
    def toTake(self) -> None:
        """Go to the large code."""
        self._pages.take.offer()
        self.go("take")

    @Slot()
    def toSignIn(self) -> None:
        """Go to where one signs in; who has is led to what is theirs."""
        if self._pages.known.shopper:
            self.toMine()
            return
        self.go(SIGN_IN)
        self.begun.emit()
        self._pages.sign_in.open()

    @Slot()
    def toWelcome(self) -> None:
        """Go to where a guest's list joins those of who signed in."""
        self._pages.known.refresh()
        self.go("welcome")

    @Slot()
    def toMine(self) -> None:
        """Go to what fits, what is liked, and what was agreed to."""
        self._pages.known.refresh()
        self.go("mine")

    @Slot()
    def signOut(self) -> None:
        """Sign out: the visit is over, and wiped as at its finish."""
        self._pages.leaving.leave(SIGN_OUT)

    @Slot()
    def undoList(self) -> None:
        """Take back the last thing that was done to the list, a joining as a whole."""
        if self._pages.known.joining.undoable:
            self._pages.known.joining.undo()
        else:
            self._pages.list.undo()

    @Slot()
    def toHelp(self) -> None:
        """Ask whether somebody shall come; what is looked at is what it is about."""
        self._pages.service.ask_about(self._pages.product.identifier if self._page == "product" else "")

    @Slot()
    def toProduct(self) -> None:
        """Go back to the product seen last, else wait for a scan."""
        self.go("product" if self._pages.product.shown else "list")

    @Slot()
    def toFinish(self) -> None:
        """Finish; a guest's list that no phone has yet is offered first."""
        known = self._pages.known
        is_theirs = known.shopper is not None and not known.joining.wanted
        if is_theirs or self._pages.list.empty or self._pages.list.onPhone or self._page == "take":
            self._pages.leaving.finish()
        else:
            self._pages.take.leave(leaving=True)
            self.toTake()

    @Slot()
    def skipTake(self) -> None:
        """Finish and leave the list behind: its link is closed first."""
        self._pages.take.revoke()
        self._pages.leaving.finish()

    @Slot()
    def toAttract(self) -> None:
        """Wait for the next shopper."""
        self._pages.visit.forget()
        self.go("attract")
        self.left.emit()

    @Property(str, notify=changed)
    def page(self) -> str:
        """The page that is on."""
        return self._page

    @Property(bool, notify=changed)
    def selling(self) -> bool:
        """Whether there is a catalogue."""
        return self._shop.catalogue is not None

    @Property(int, notify=changed)
    def farewell(self) -> int:
        """Seconds until the finish page makes room for the next shopper."""
        return self._farewell

    @Property(str, notify=spoken)
    def language(self) -> str:
        """The language that is spoken."""
        return self._shop.words.language

    @Property(str, notify=spoken)
    def languageName(self) -> str:
        """What it calls itself."""
        return self._shop.words.texts.get("language.name")

    @Property(str, notify=toasted)
    def said(self) -> str:
        """The toast, '' when there is none."""
        return self._toast.text

    @Property(bool, notify=toasted)
    def saidUndo(self) -> bool:
        """Whether Undo belongs to the toast."""
        return self._toast.undo

    @Property(bool, notify=toasted)
    def saidDone(self) -> bool:
        """Whether the toast says that something was done."""
        return self._toast.done

    @Property(Rows, notify=spoken)
    def languages(self) -> Rows:
        """The languages to choose from."""
        return self._languages

    @Property(LoadingModel, notify=equipped)
    def loading(self) -> LoadingModel:
        """What is said while there is no catalogue."""
        return self._loading

    @Property(HubNewsModel, notify=equipped)
    def hub(self) -> HubNewsModel:
        """What is told of the hub."""
        return self._hub

    @Property(AnswerModel, notify=equipped)
    def answer(self) -> AnswerModel:
        """The answer to a scan that led nowhere."""
        return self._answer

    @Slot()
    def _count_farewell(self) -> None:
        self._farewell -= 1
        if self._farewell <= 0:
            self.toAttract()
        else:
            self.changed.emit()
