"""Printing an order's slip: drawn in the background, handed to the printer, and never on the disk."""

import logging
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, Slot

from kiosk.core.slips.slip import Goods, Tongue, lay_out
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.printing import Printer, Shelf
from sync.brand import print_fonts
from sync.catalogue.display import Display
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.protocol import moments, scopes
from sync.protocol.orders import Order
from sync.protocol.products import Product
from sync.protocol.stock import StockLevel
from sync.texts import FALLBACK, Texts

RENDITION = "240"
"""Of a photo, on paper: as large as a stamp."""

log = logging.getLogger(__name__)


class SlipPrinter(QObject):
    """Prints slips, one at a time. A slip names somebody, if briefly: it is never a file here."""

    def __init__(self, work: Workplace, shelf: Shelf) -> None:
        super().__init__(work)
        self._work = work
        self._shelf = shelf
        self._printer = Printer(self, shelf.printer)
        self._printer.ended.connect(self._tell)
        self._printer.found.connect(self._begin)
        self._order: Order | None = None

    def print(self, order: Order) -> None:
        """Print an order's slip, and say what came of it."""
        if not self._printer.busy:
            self._order = order
            self._printer.look()

    @Slot()
    def _begin(self) -> None:
        order, self._order = self._order, None
        if order is None or self._printer.busy:
            return
        if not self._printer.exists:
            self._work.warn("order.no_printer")
            return
        catalogue = self._work.shop.catalogue
        path = catalogue.path if catalogue else None
        self._printer.begin()
        self._work.read(lambda: self._draw(order, path), self._send)

    def _draw(self, order: Order, catalogue: Path | None) -> bytes:
        """Draw the slip; in the background. Return it as PDF, b'' where it could not be drawn."""
        paper = BytesIO()
        try:
            self.write(order, catalogue, paper)
        except (OSError, CatalogueError) as error:
            log.warning("a slip could not be drawn: %s", type(error).__name__)
            return b""
        return paper.getvalue()

    def _send(self, drawn: bytes) -> None:
        if drawn:
            self._printer.send(drawn)
        else:
            self._printer.give_up()

    @Slot(bool)
    def _tell(self, printed: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        if printed:
            self._work.tell("order.slip_printed")
        else:
            self._work.warn("order.slip_failed")

    def write(self, order: Order, catalogue: Path | None, to: BinaryIO) -> None:
        """Write an order's slip as PDF, in the store's language with the shopper's beside it.

        Raises:
            OSError: A font or a picture cannot be read.
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
        draw(slip, print_fonts(self._shelf.brand, self._shelf.resources / "fonts"), to)

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
