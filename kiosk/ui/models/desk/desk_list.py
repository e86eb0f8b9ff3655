"""A shopper's list, as the shopper sees it, with the store's hand in it."""

import msgspec
from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import stands
from kiosk.core.scan import Scan
from kiosk.ui.desk import list_rows
from kiosk.ui.desk.goods import likely
from kiosk.ui.desk.list_rows import DeskLineRow, QuestionRow
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.list_rows import PHONE, total
from kiosk.ui.models.desk.goods import GoodsModel
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from sync.catalogue import present
from sync.protocol import scopes
from sync.protocol.call_verbs import AnswerQuestion
from sync.protocol.list_verbs import AddLine, AdjustLine, MoveLine, RenameList, SetNote, Undo
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.orders import PlaceOrder
from sync.texts import joined

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

KIND = "list"
LONGEST_TITLE = 120


@QmlElement
@QmlUncreatable("made by the app")
class DeskListModel(DeskPage):
    """The list page of the desk; its key is a list's id."""

    changed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._document: ShoppingList | None = None
        self._picked = ""
        self._lines = Rows(DeskLineRow, self, keyed=True)
        self._questions = Rows(QuestionRow, self, keyed=True)
        self._goods = GoodsModel(work, self)
        self._goods.picked.connect(self.add)
        self._writing = WritingModel(work.shop, self)

    def open(self, key: str) -> None:
        """Show a list; its documents come with the next exchange, if they are not here."""
        if key:
            self._work.watch([scopes.shopping_list(key)])
        super().open(key)

    def clear(self) -> None:
        """Let go of everything that was read and written."""
        self._picked = ""
        self._writing.cancel()
        self._goods.close()
        self._show(None)
        super().clear()

    def refresh(self) -> None:
        """Read the list again."""
        key = self._key
        self.look(lambda: self._read(key), self._show)

    def watches(self, changed: frozenset[str]) -> bool:
        """Say whether a change concerns the list that is open."""
        return scopes.shopping_list(self._key) in changed if self._key else False

    def take_scan(self, scan: Scan) -> bool:
        """Put what was scanned on the list."""
        if scan.match is None or self._document is None:
            return False
        product = self._work.shop.product(scan.match.product)
        if product is None:
            return False
        self._add(product.id, scan.match.variant or likely(self._work.shop, product).id)
        return True

    # What is done to lines.

    @Slot(str)
    def add(self, product: str) -> None:
        """Put a product that was found on the list."""
        found = self._work.shop.product(product)
        if found:
            self._add(product, likely(self._work.shop, found).id)

    @Slot(str)
    def more(self, line: str) -> None:
        """One piece more of a line."""
        self._do(AdjustLine(line, 1))

    @Slot(str)
    def less(self, line: str) -> None:
        """One piece less; the last one takes the line off, which can be undone."""
        seen = self._line(line)
        if seen is None:
            return
        self._do(AdjustLine(line, -1), "" if seen.quantity > 1 else "toast.unlisted")

    @Slot(str)
    def up(self, line: str) -> None:
        """Put a line in front of the one before it."""
        names = self._names()
        at = names.index(line) if line in names else 0
        if at > 0:
            self._do(MoveLine(line, names[at - 1]))

    @Slot(str)
    def down(self, line: str) -> None:
        """Put a line behind the one after it."""
        names = self._names()
        at = names.index(line) if line in names else len(names)
        if at + 1 < len(names):
            self._do(MoveLine(line, names[at + 2] if at + 2 < len(names) else ""))

    @Slot(str)
    def pick(self, line: str) -> None:
        """Look at a line more closely; at the same one again: no longer."""
        self._picked = "" if line == self._picked else line
        self.changed.emit()

    @Slot(str)
    def note(self, line: str) -> None:
        """Write the note of a line."""
        seen, texts = self._line(line), self._work.shop.words.texts
        if seen:
            self._writing.ask(
                texts.get("desklist.note_title", self._name(seen)),
                lambda text: self._do(SetNote(line, text, seen.note), "desklist.noted"),
                hint=texts.get("desklist.note_hint"),
                text=seen.note,
                needed=False,
            )

    @Slot(str)
    def answer(self, question: str) -> None:
        """Answer a question."""
        asked = next((one for one in self._questions[:] if one.key == question), None)
        texts = self._work.shop.words.texts
        if asked:
            self._writing.ask(
                texts.get("desklist.answer_title"),
                lambda text: self._do(AnswerQuestion(question, text), "desklist.answered", undo=False),
                hint=texts.get("desklist.answer_hint", asked.text),
                text=asked.answer,
            )

    @Slot()
    def rename(self) -> None:
        """Give the list another title."""
        if self._document is None:
            return
        before = self._document.title
        self._writing.ask(
            self._work.shop.words.texts.get("desklist.rename"),
            lambda text: self._do(RenameList(text, before), "desklist.renamed"),
            text=before,
            longest=LONGEST_TITLE,
        )

    @Slot()
    def prepare(self) -> None:
        """Have what is on the list, and not bought, got together: an order of the desk."""
        order = list_rows.placed(self._work.shop, self._document) if self._document else None
        if order:
            self._work.do(self._work.orders, order, lambda: self._work.wanted.emit("order", order.order))

    @Slot()
    def undo(self) -> None:
        """Take back the last change that was made here."""
        op = self._undoable()
        if op:
            self._do(Undo(op), "toast.undone", undo=False)

    # What is shown.

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether the list is here."""
        return self._document is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        """Its title."""
        texts = self._work.shop.words.texts
        return (self._document.title if self._document else "") or texts.get("desklist.title")

    @Property(str, notify=changed)
    def subtitle(self) -> str:
        """How many pieces, and whether it is on a phone."""
        texts = self._work.shop.words.texts
        if self._document is None:
            return texts.get("desklist.coming")
        pieces = texts.get("list.pieces", count=self._document.pieces)
        on_phone = any(actor.kind == PHONE for actor in self._document.actors.values())
        return pieces + texts.get("list.and") + texts.get("list.on_phone") if on_phone else pieces

    @Property(str, notify=changed)
    def total(self) -> str:
        """What it costs here."""
        amount = total(self._work.shop, self._document).amount if self._document else 0
        return self._work.shop.words.money(amount) if amount else ""

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nothing is on it."""
        return self._document is None or not self._document.present

    @Property(bool, notify=changed)
    def undoable(self) -> bool:
        """Whether a change that was made by who is signed in can be taken back."""
        return bool(self._undoable())

    @Property(bool, notify=changed)
    def preparable(self) -> bool:
        """Whether who is signed in may have it got together."""
        return not self.empty and self._work.may("orders", PlaceOrder)

    @Property(str, notify=changed)
    def picked(self) -> str:
        """The line that is looked at, '' for none."""
        return self._picked

    @Property(str, notify=changed)
    def helped(self) -> str:
        """Who of the stores had a hand in the line that is looked at."""
        line = self._line(self._picked)
        if line is None or self._document is None:
            return ""
        names = [list_rows.who(self._work.shop, actor) for actor in list_rows.helpers(self._document, line)]
        texts = self._work.shop.words.texts
        return texts.get("desklist.helped", joined(texts.get("list.and"), names)) if names else ""

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        """The lines."""
        return self._lines

    @Property(Rows, notify=changed)
    def questions(self) -> Rows:
        """The questions, those that wait first."""
        return self._questions

    @Property(GoodsModel, notify=changed)
    def goods(self) -> GoodsModel:
        """Finding something to put on it."""
        return self._goods

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Where notes and answers are written."""
        return self._writing

    @property
    def _own(self) -> str:
        """The actor's id of who is signed in."""
        return self._work.actor.id if self._work.actor else ""

    def _read(self, key: str) -> ShoppingList | None:
        return (
            self._work.replica.document(scopes.shopping_list(key), KIND, key, ShoppingList) if key else None
        )

    def _show(self, document: ShoppingList | None) -> None:
        self._document = document if document and not document.erased else None
        shown, shop = self._document, self._work.shop
        self._lines.replace(list_rows.desk_line_rows(shop, shown, self._own) if shown else [])
        self._questions.replace(list_rows.question_rows(shop, shown) if shown else [])
        self.changed.emit()

    def _add(self, product: str, variant: str) -> None:
        found = self._work.shop.product(product)
        chosen = present.variant(found, variant) if found else None
        if chosen:
            self._do(AddLine(product, variant, dict(chosen.options)), "toast.listed")

    def _do(self, verb: msgspec.Struct, told: str = "", *, undo: bool = True) -> None:
        done = (lambda: self._work.tell(told, undo=undo)) if told else None
        self._work.do(scopes.shopping_list(self._key), verb, done)

    def _line(self, identifier: str) -> Line | None:
        return self._document.line(identifier) if self._document else None

    def _names(self) -> list[str]:
        return [line.id for line in self._document.present] if self._document else []

    def _name(self, line: Line) -> str:
        product = self._work.shop.product(line.product)
        return self._work.shop.words.name(product.name) if product else line.variant

    def _undoable(self) -> str:
        """Return the operation that Undo takes back, '' when there is none."""
        history = self._document.history if self._document else []
        own = [entry for entry in reversed(history) if stands(entry, self._own)]
        return own[0].op if own else ""
