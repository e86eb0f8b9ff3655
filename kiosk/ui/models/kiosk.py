"""The shell around the pages: which language is spoken, what is said in passing, who is being served."""

from datetime import datetime

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.answer import AnswerModel
from kiosk.ui.models.hub_news import HubNewsModel
from kiosk.ui.models.loading import LoadingModel
from kiosk.ui.models.page import RESTING
from kiosk.ui.models.pages import Pages
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.staff_ways import StaffWaysModel
from kiosk.ui.shop import Shop
from kiosk.ui.toast import Toast

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

FAREWELL_SECONDS = 15
CHOSEN_LANGUAGE_MS = 20_000
"""A language chosen on the attract page stays so long after the last touch, if nobody begins."""


class LanguageRow(msgspec.Struct, frozen=True):
    """A language under the name it gives itself."""

    key: str
    name: str


@QmlElement
@QmlUncreatable("made by the app")
class KioskModel(StaffWaysModel):
    """What `Main.qml` is given: the pages' models, the ways between them, and what is around."""

    changed = Signal()
    """Another page is on, or what stands around it is another."""
    spoken = Signal()
    toasted = Signal()
    equipped = Signal()
    """Said never: what stands around the pages stays the same. (Qt would not find one of the base class.)"""
    scanned = Signal(bool)
    """A shopper's scan was answered; carries whether it led to a product."""
    access_wanted = Signal()
    """Somebody wants access mode, or the usual pages again."""

    def __init__(self, shop: Shop, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(pages, parent)
        self._shop = shop
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
        self.turned.connect(self.changed)

    @property
    def resting(self) -> bool:
        """Whether no shopper is being served: a hand at an associates' desk begins no visit either."""
        return self._page in RESTING or self.staffed

    @property
    def unattended(self) -> bool:
        """Whether the attract page is on, and nobody has just chosen a language there."""
        return self._page == "attract" and not self.staffed and not self._chosen_timer.isActive()

    def _put_away(self, page: str) -> None:
        super()._put_away(page)
        self._answer.close()
        self._chosen_timer.stop()
        self.hideToast()
        if page == "finish":
            self._farewell = FAREWELL_SECONDS
            self._farewell_timer.start()
        else:
            self._farewell_timer.stop()

    @Slot()
    def askAccess(self) -> None:
        """Ask for access mode."""
        self.access_wanted.emit()

    def linger(self, seconds: int) -> None:
        """Leave the farewell on the screen for at least so long."""
        self._farewell = max(self._farewell, seconds)
        self.changed.emit()

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
    def scanSomething(self) -> None:
        """Scan with the camera, where there is one; else say how to scan."""
        if self._pages.camera.offered:
            self._pages.camera.open()
        else:
            self.hintScan()

    @Slot()
    def hintScan(self) -> None:
        """Say how to scan."""
        self.toast("search.scan_hint")

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
