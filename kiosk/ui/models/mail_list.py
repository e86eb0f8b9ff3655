"""Mailing the list to oneself: an address is typed, given away, and forgotten."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import Change, ListKeeper
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol import contacts, mailing
from sync.protocol.errors import Rejected

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST = 254
"""Signs of the longest address (RFC 5321, with erratum 1690 of RFC 3696)."""

OFFLINE = "later"


@QmlElement
@QmlUncreatable("made by the app")
class MailListModel(QObject):
    """What `MailDialog` shows. The address is kept masked once it is given away, while the visit lasts."""

    changed = Signal()
    refused = Signal(str)
    """The list's rule said no; carries the reason's code."""

    def __init__(self, shop: Shop, keeper: ListKeeper, shopping: ShoppingListModel, tasks: Tasks) -> None:
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._list = shopping
        self._tasks = tasks
        self._shown = self._wrong = self._offline = False
        self._address = self._masked = self._mark = self._of = ""
        self._keypad = KeypadModel(shop, self, address=True)
        self._keypad.type_into(lambda: self._address, self.write)
        shop.spoken.connect(self.changed)
        shopping.changed.connect(self._look)

    def reach(self, *, online: bool) -> None:
        """Say whether the hub answers: what does not reach it goes later, and that is said."""
        if self._offline == online:
            self._offline = not online
            self.changed.emit()

    def clear(self) -> None:
        """Forget the address and what came of it (part of the wipe)."""
        self._shown = self._wrong = False
        self._address = self._masked = self._mark = self._of = ""
        self.changed.emit()

    @Slot()
    def open(self) -> None:
        """Ask for an address, or say how the letter stands that is on its way."""
        self._shown, self._wrong = True, False
        if self._stands() == "failed":
            self._mark = ""
        self._keypad.reset()
        self.changed.emit()

    @Slot()
    def again(self) -> None:
        """Mail it to another address, or once more."""
        self._mark, self._wrong = "", False
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Put the question away; what was typed and not sent is forgotten."""
        self._shown = self._wrong = False
        self._address = ""
        self.changed.emit()

    @Slot(str)
    def write(self, text: str) -> None:
        """This is what is typed now; an address has no blanks."""
        self._address = "".join(text.split())[:LONGEST]
        self._wrong = False
        self.changed.emit()

    @Slot()
    def send(self) -> None:
        """Mail the list to what was typed, now or as soon as the hub can be reached."""
        address = contacts.email(self._address)
        if not address:
            self._wrong = True
            self.changed.emit()
            return
        verb = mailing.MailList(address, self._shop.words.language)

        def work() -> Change | str:
            try:
                return self._keeper.do(verb)
            except Rejected as refusal:
                return refusal.reason

        def done(came: Change | str) -> None:
            if isinstance(came, str):
                self.close()
                self.refused.emit(came)
                return
            self._masked, self._address = contacts.mask(address), ""
            self._mark, self._of = mailing.mail_id(came.op), came.document.id
            self._list.refresh()
            self.changed.emit()

        self._tasks.run(work, done)

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether somebody is asked for an address, or told how the letter stands."""
        return self._shown

    @Property(bool, notify=changed)
    def typing(self) -> bool:
        """Whether an address is being typed."""
        return not self._mark

    @Property(str, notify=changed)
    def address(self) -> str:
        """What is typed so far."""
        return self._address

    @Property(bool, notify=changed)
    def wrong(self) -> bool:
        """Whether what was to be sent is no address."""
        return self._wrong

    @Property(str, notify=changed)
    def state(self) -> str:
        """How the letter stands: `later`, `asked`, `sent` or `failed`; '' while none was given away."""
        return self._stands()

    @Property(str, notify=changed)
    def title(self) -> str:
        """How it stands, in a few words."""
        return self._shop.words.texts.get(f"mail.{self._stands() or 'asked'}")

    @Property(str, notify=changed)
    def text(self) -> str:
        """What that means for the shopper."""
        return self._shop.words.texts.get(f"mail.{self._stands() or 'asked'}_text", self._masked)

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The keys of an address."""
        return self._keypad

    def _stands(self) -> str:
        if not self._mark:
            return ""
        document = self._list.document
        mark = document.mails.get(self._mark) if document else None
        state = mark.state if mark else "asked"
        return OFFLINE if self._offline and state == "asked" else state

    @Slot()
    def _look(self) -> None:
        """Another list may be shown: of that nothing was mailed yet."""
        document = self._list.document
        if document and self._of and document.id != self._of:
            self._mark = self._of = ""
        self.changed.emit()
