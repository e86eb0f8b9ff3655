"""The page that is on, the way back from it, and what is put away when another one comes."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.pages import KioskPagesModel, Pages
from kiosk.ui.trail import Step, Trail

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

RESTING = frozenset({"attract", "finish"})
"""Pages on which nobody is being served: a hand that brushes the screen begins no visit there."""

HOME = "home"
SIGN_IN = "sign_in"
STAFF = "staff"
SETTINGS = "settings"
DESK = "desk"
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


@QmlElement
@QmlUncreatable("made by the app")
class PageModel(KioskPagesModel):
    """Which page is on."""

    turned = Signal()
    """Another page is on, or another thing on the same one."""

    def __init__(self, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(pages, parent)
        self._page, self._key = "attract", ""
        self._trail = Trail()

    @Property(str, notify=turned)
    def page(self) -> str:
        """The page that is on."""
        return self._page

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

    def _show(self, page: str, key: str) -> None:
        self._put_away(page)
        self._page, self._key = page, key
        if page in PRINTING:
            self._pages.paper.look()
        self._pages.home.look_at(on=page in SUGGESTING)
        self._pages.product.look_at(on=page == "product")
        self._pages.search.look_at(on=page in FINDING)
        self.turned.emit()

    def _put_away(self, page: str) -> None:
        """Close what has no place on the page that comes; who stands around the pages has more."""
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
        if page not in PICKING:
            self._pages.compare.stop_picking()
            self._pages.compare.stop_gathering()

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
