"""Printing the list: drawn in the background as it is on the screen, and never on the disk."""

import logging
from collections.abc import Callable
from functools import partial
from io import BytesIO

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import ListKeeper
from kiosk.core.slips.list_sheet import ListSheet, SheetLine
from kiosk.ui.list_rows import LineRow
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.printing import Printer, Shelf
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.brand import print_fonts
from sync.catalogue import present
from sync.protocol.lists import Line
from sync.texts import joined

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

RENDITION = "400"

log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("made by the app")
class ListPrintModel(QObject):
    """Puts the list on paper, with the link as a code. Where there is no printer it is not offered."""

    changed = Signal()
    told = Signal(str)
    """A sentence for the toast: the text's key."""
    failed = Signal(str)
    """Likewise, of what could not be done."""

    def __init__(
        self, shop: Shop, keeper: ListKeeper, shopping: ShoppingListModel, tasks: Tasks, shelf: Shelf
    ) -> None:
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._list = shopping
        self._tasks = tasks
        self._shelf = shelf
        self._printer = Printer(self, shelf.printer)
        self._printer.ended.connect(self._ended)
        self._printer.found.connect(self._tell)
        self._offered = False

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether there is a printer here, as the system said when it was last asked."""
        return self._offered

    def look(self) -> None:
        """A page has come that offers to print: ask the system anew. Waits for nothing."""
        self._printer.look()

    @Slot()
    def print(self) -> None:
        """Print the list that is on the screen."""
        if not self._printer.exists:
            self.failed.emit("print.no_printer")
        elif not self._printer.busy and not self._list.empty:
            self._printer.begin()
            self.told.emit("print.printing")
            self._tasks.run(partial(self._draw, self.sheet()), self._printer.send, self._printer.give_up)

    def sheet(self) -> Callable[[str], ListSheet]:
        """Return the list in words, as it is now; it wants the link that opens it, '' for none."""
        texts, document = self._shop.words.texts, self._list.document
        lines = document.present if document else []
        rows = [self._line(line, row) for line in lines if (row := self._list.row(line.id))]
        now, words = self._shop.now(), self._shop.words
        printed = texts.get("print.printed", words.display.full_day(words.display.local_date(now)))
        title, total = self._list.heading, self._list.sum_words
        pieces = document.pieces if document else 0
        return lambda link: ListSheet(
            title=title,
            place=self._shop.store.name,
            pieces=texts.get("list.pieces", count=pieces),
            lines=rows,
            total=total,
            link=link,
            invites=texts.get("print.scan") if link else "",
            foot=lambda page, pages: joined(", ", (printed, texts.get("print.page", page, pages))),
        )

    @Slot()
    def _tell(self) -> None:
        if self._offered != self._printer.exists:
            self._offered = not self._offered
            self.changed.emit()

    def _line(self, line: Line, row: LineRow) -> SheetLine:
        product = self._shop.product(line.product)
        variant = present.variant(product, line.variant) if product else None
        picture = present.picture(product, variant.options) if product and variant else None
        return SheetLine(
            name=row.name,
            choices=row.options,
            quantity=self._shop.words.texts.get("print.quantity", line.quantity),
            price=row.price,
            remark=joined(", ", (row.wish, row.note)),
            picture=self._shelf.picture(picture.media, RENDITION) if picture else None,
        )

    def _draw(self, make: Callable[[str], ListSheet]) -> bytes:
        from kiosk.core.slips.draw_list import draw  # noqa: PLC0415 - loads what writes PDF

        link, paper = self._keeper.share(), BytesIO()
        draw(make(link), print_fonts(self._shelf.brand, self._shelf.resources / "fonts"), paper)
        return paper.getvalue()

    @Slot(bool)
    def _ended(self, printed: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        if printed:
            self.told.emit("print.done")
        else:
            self.failed.emit("print.failed")
