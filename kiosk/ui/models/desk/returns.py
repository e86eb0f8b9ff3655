"""Taking goods back: by receipt, order or card; a return that was begun on any channel goes on here."""

from collections.abc import Callable

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import return_draft
from kiosk.core.return_draft import CONDITIONS, REASONS, Draft
from kiosk.core.scan import Scan
from kiosk.ui.desk import return_rows
from kiosk.ui.desk.look_ups import LookUps
from kiosk.ui.desk.return_rows import ChoiceRow, ReceiptRow, ReturnLineRow
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.return_head import ReturnHead
from kiosk.ui.models.desk.taken_back import TakenBackModel
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from sync.client.store.people import DESK
from sync.protocol import scopes
from sync.protocol.receipts import DropReturn, Receipt, TakeBack
from sync.protocol.staff import Found

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

KIND = "receipt"
HERE = "store"
"""The channel of what is said at a desk."""


@QmlElement
@QmlUncreatable("made by the app")
class ReturnsModel(DeskPage):
    """The return page; its key is a receipt's id, '' where none was found yet."""

    changed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._draft: Draft | None = None
        self._head = ReturnHead(work.shop, self)
        self._look_ups = LookUps(work, self)
        self._writing = WritingModel(work.shop, self)
        self._taken = TakenBackModel(work, self)
        self._lines = Rows(ReturnLineRow, self, keyed=True)
        self._reasons, self._conditions = Rows(ChoiceRow, self), Rows(ChoiceRow, self)
        self._receipts = Rows(ReceiptRow, self, keyed=True)

    def open(self, key: str) -> None:
        """Show a receipt, or ('') those that could be meant."""
        if key:
            self._work.watch([scopes.receipt(key)])
        super().open(key)

    def clear(self) -> None:
        """Let go of everything that was read and said."""
        self._writing.cancel()
        self._taken.show(None)
        self._draft = None
        self._receipts.replace([])
        self._retell()
        super().clear()

    def refresh(self) -> None:
        """Read the receipt, or the receipts, again; what was said here stays said."""
        key = self._key
        if key:
            self.look(lambda: self._read(key), self._show)
        else:
            self.look(self._read_all, self._show_all)

    def watches(self, changed: frozenset[str]) -> bool:
        """Say whether a change concerns the receipt that is open, or those to choose from."""
        return any(scope == self._work.people or scope.startswith("receipt:") for scope in changed)

    def take_scan(self, scan: Scan) -> bool:
        """One piece of what was scanned comes back."""
        line = return_draft.scanned(self._draft, scan) if self._draft else ""
        if line:
            self.more(line)
        elif self._draft and scan.match:
            self._work.warn("returns.not_on_it")
        return bool(line) or bool(self._draft and scan.match)

    # Finding a receipt.

    @Slot(str)
    def choose(self, key: str) -> None:
        """Take back something of this receipt."""
        self._work.wanted.emit("return", key)

    @Slot()
    def seek(self) -> None:
        """Type what is on the receipt, or the order's number."""
        texts = self._work.shop.words.texts
        self._writing.ask(
            texts.get("returns.seek"), self._look_up, hint=texts.get("returns.seek_hint"), longest=80
        )

    # What is said of a line.

    @Slot(str)
    def more(self, line: str) -> None:
        """One piece more of a line comes back."""
        self._say(lambda draft: return_draft.more(draft, line, 1))

    @Slot(str)
    def less(self, line: str) -> None:
        """One piece less."""
        self._say(lambda draft: return_draft.more(draft, line, -1))

    @Slot(str, str)
    def because(self, line: str, reason: str) -> None:
        """Why it comes back."""
        found = next((known for known in REASONS if known == reason), None)
        if found:
            self._say(lambda draft: return_draft.because(draft, line, found))

    @Slot(str, str)
    def foundIn(self, line: str, condition: str) -> None:
        """Which condition it is in."""
        found = next((known for known in CONDITIONS if known == condition), None)
        if found:
            self._say(lambda draft: return_draft.found_in(draft, line, found))

    @Slot(str, bool)
    def shelve(self, line: str, restock: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names
        """Whether it goes back on the shelf."""
        self._say(lambda draft: return_draft.shelve(draft, line, restock=restock))

    @Slot(str)
    def note(self, line: str) -> None:
        """Write a note on a line."""
        texts = self._work.shop.words.texts
        self._writing.ask(
            texts.get("returns.note"),
            lambda text: self._say(lambda draft: return_draft.remark(draft, line, text)),
            hint=texts.get("timeline.note_warning"),
            text=self._draft.part(line).note if self._draft else "",
            needed=False,
        )

    @Slot()
    def allowLate(self) -> None:
        """Take it although the last day is over, or not after all."""
        self._say(lambda draft: Draft(draft.receipt, draft.parts, late=not draft.late))

    # What becomes of it.

    @Slot()
    def takeBack(self) -> None:
        """Take it back: stock, refund, timeline and sizes follow from that."""
        if self._draft and self.ready:
            draft = self._draft
            refund, verb = return_rows.refund(self._work.shop, draft), draft.take_back(self._work.store)
            told = "returns.taken" if self._work.in_step else "returns.taken_later"
            self._work.do(scopes.receipt(self._key), verb, lambda: self._done(told, refund, undo=True))

    @Slot()
    def keep(self) -> None:
        """Keep what was said for later, or for a colleague."""
        if self._draft:
            kept, scope = self._draft.begin(HERE), scopes.receipt(self._key)
            self._work.do(scope, kept, lambda: self._work.tell("returns.kept"))

    @Slot()
    def undo(self) -> None:
        """It was taken back by mistake."""
        self._taken.undo()

    @Slot()
    def drop(self) -> None:
        """The shopper keeps it after all."""
        self._work.do(scopes.receipt(self._key), DropReturn(), lambda: self._done("returns.dropped", ""))

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether a receipt is on the page."""
        return self._draft is not None

    @Property(bool, notify=changed)
    def coming(self) -> bool:
        """Whether the receipt that was asked for is not here yet."""
        return bool(self._key) and self._draft is None

    @Property(ReturnHead, notify=changed)
    def head(self) -> ReturnHead:
        """What is said of the return."""
        return self._head

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether it can be taken back now, by who is signed in."""
        may = self._work.may("receipt", TakeBack)
        return may and self._draft is not None and self._draft.is_ready(self._work.shop.now())

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        """The lines of the receipt."""
        return self._lines

    @Property(Rows, notify=changed)
    def reasons(self) -> Rows:
        """Why something comes back."""
        return self._reasons

    @Property(Rows, notify=changed)
    def conditions(self) -> Rows:
        """Which condition it can be in."""
        return self._conditions

    @Property(Rows, notify=changed)
    def receipts(self) -> Rows:
        """Receipts to choose from."""
        return self._receipts

    @Property(TakenBackModel, notify=changed)
    def taken(self) -> TakenBackModel:
        """What came back last, as long as it can be undone."""
        return self._taken

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Where notes and numbers are written."""
        return self._writing

    def _read(self, key: str) -> Receipt | None:
        return self._work.replica.document(scopes.receipt(key), KIND, key, Receipt)

    def _read_all(self) -> list[Receipt]:
        """Return the receipts of whoever is open here: the desk holds these, and no others."""
        held = self._work.replica.each(DESK, KIND, Receipt)
        return [receipt for receipt in held if not receipt.erased]

    def _show(self, receipt: Receipt | None) -> None:
        self._taken.show(receipt)
        if receipt is None or receipt.erased:
            self._draft = None
        elif self._draft and self._draft.receipt.id == receipt.id:
            self._draft = return_draft.renew(self._draft, receipt)
        else:
            self._draft = return_draft.begin(receipt)
        self._retell()

    def _show_all(self, receipts: list[Receipt]) -> None:
        self._draft = None
        self._receipts.replace(return_rows.receipt_rows(self._work.shop, receipts))
        self._retell()

    def _say(self, change: Callable[[Draft], Draft]) -> None:
        if self._draft:
            self._draft = change(self._draft)
            self._retell()

    def _retell(self) -> None:
        shop = self._work.shop
        self._head.tell(self._draft)
        self._lines.replace(return_rows.line_rows(shop, self._draft) if self._draft else [])
        self._reasons.replace(return_rows.reason_rows(shop))
        self._conditions.replace(return_rows.condition_rows(shop))
        self.changed.emit()

    def _done(self, told: str, value: str, *, undo: bool = False) -> None:
        self._draft = None
        self.refresh()
        self._work.tell(told, value, undo=undo)

    def _look_up(self, text: str) -> None:
        self._look_ups.ask(text, self._take, lambda reason: self._work.warn(f"customers.{reason}"))

    def _take(self, found: list[Found]) -> None:
        receipt = next((one for one in found if one.kind == KIND), None)
        if receipt:
            self.choose(receipt.id)
        else:
            self._work.warn("returns.nothing")
