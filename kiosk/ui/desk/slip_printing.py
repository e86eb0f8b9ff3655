"""Printing an order's slip: drawn in the background, handed to the printer, and gone from the disk then."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QProcess, Slot

from kiosk.core.slips.slip import Goods, Tongue, lay_out
from kiosk.ui.desk.workplace import Workplace
from sync.brand import Brand, print_fonts
from sync.catalogue.display import Display
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.protocol import moments, scopes
from sync.protocol.orders import Order
from sync.protocol.products import Product
from sync.protocol.stock import StockLevel
from sync.texts import FALLBACK, Texts

PRINT_COMMAND = "lp"
"""What prints a file where CUPS is installed."""
FILE = "slip.pdf"
RENDITION = "240"
"""Of a photo, on paper: as large as a stamp."""

log = logging.getLogger(__name__)

Picture = Callable[[str, str], Path | None]


class Shelf(NamedTuple):
    """What a slip is made of: the resources' folder, a look, a picture's file by its hash and rendition."""

    resources: Path
    brand: Brand
    picture: Picture


class SlipPrinter(QObject):
    """Prints slips, one at a time. A slip names somebody, if briefly: its file is private and short-lived."""

    def __init__(self, work: Workplace, shelf: Shelf) -> None:
        super().__init__(work)
        self._work = work
        self._shelf = shelf
        self._folder: Path | None = None
        self._printer = QProcess(self)
        self._printer.finished.connect(self._printed)
        self._printer.errorOccurred.connect(self._give_up)

    def print(self, order: Order) -> None:
        """Print an order's slip, and say what came of it."""
        catalogue, command = self._work.shop.catalogue, shutil.which(PRINT_COMMAND)
        if command is None:
            self._work.warn("order.no_printer")
        elif self._folder is None:
            folder = self._folder = Path(tempfile.mkdtemp(prefix="vetrina-"))
            path = catalogue.path if catalogue else None
            self._work.read(
                lambda: self._draw(order, path, folder / FILE), lambda drawn: self._send(command, drawn=drawn)
            )

    def _draw(self, order: Order, catalogue: Path | None, path: Path) -> bool:
        """Draw the slip; in the background. Return whether it could be."""
        try:
            self.write(order, catalogue, path)
        except (OSError, CatalogueError) as error:
            log.warning("a slip could not be drawn: %s", type(error).__name__)
            return False
        return True

    def _send(self, command: str, *, drawn: bool) -> None:
        if drawn and self._folder:
            self._printer.start(command, [str(self._folder / FILE)])
        else:
            self._give_up()

    @Slot(int)
    def _printed(self, status: int) -> None:
        self._end("order.slip_failed" if status else "order.slip_printed")

    @Slot()
    def _give_up(self) -> None:
        self._end("order.slip_failed")

    def _end(self, told: str) -> None:
        folder, self._folder = self._folder, None
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
            (self._work.warn if told == "order.slip_failed" else self._work.tell)(told)

    def write(self, order: Order, catalogue: Path | None, path: Path) -> None:
        """Write an order's slip as PDF, in the store's language with the shopper's beside it.

        Raises:
            OSError: The file cannot be written.
            CatalogueError: The catalogue cannot be read.
        """
        from kiosk.core.slips.draw import draw  # noqa: PLC0415 - loads what writes PDF

        store = self._work.shop.store
        here = self._tongue(store.language)
        theirs = self._tongue(order.contact.language) if order.contact.language else here
        if catalogue is None:
            slip = lay_out(order, self._goods(_nothing), here, theirs, self._now())
        else:
            with closing(Catalogue(catalogue)) as opened:
                slip = lay_out(order, self._goods(opened.product), here, theirs, self._now())
        draw(slip, print_fonts(self._shelf.brand, self._shelf.resources / "fonts"), path)

    def _goods(self, product: Callable[[str], Product | None]) -> Goods:
        work = self._work
        scope = scopes.stock(work.store)
        return Goods(
            product,
            lambda variant: work.replica.document(scope, "stock", variant, StockLevel),
            lambda sha256: self._shelf.picture(sha256, RENDITION),
        )

    def _tongue(self, language: str) -> Tongue:
        folder = self._shelf.resources / "i18n" / "slip"
        known = language if (folder / f"{language}.toml").is_file() else FALLBACK
        return Tongue(Texts.load(folder, known), Display.of(known, self._work.shop.store.timezone))

    def _now(self) -> str:
        return moments.write(self._work.shop.now())


def _nothing(_identifier: str) -> None:
    """Without a catalogue nothing is known of any product."""
