"""The ways a shopper goes between the pages: each says what is made ready there."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.page import HOME, SIGN_IN, PageModel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

SIGN_OUT = "sign_out"
ONE_OF_MANY = frozenset({"product", "category"})
"""Pages that show one thing of many: the way back leads to that thing."""


@QmlElement
@QmlUncreatable("made by the app")
class WaysModel(PageModel):
    """A shopper's ways, by the names that buttons know them by."""

    begun = Signal()
    """Somebody touched the attract page."""
    left = Signal()
    """The attract page waits for the next shopper."""
    returned = Signal(str, str)
    """Somebody goes back to a page that shows one thing of many: the page, and the thing's id."""

    @Slot()
    def begin(self) -> None:
        """Somebody touched the attract page."""
        self.toHome()
        self.begun.emit()

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
    def toSearch(self) -> None:
        """Go to the search, as it was left; from a shelf, on that shelf."""
        if self._page != "category":
            self._pages.search.leave_shelf()
        self.go("search")
        self._pages.search.open()
        self.begun.emit()

    @Slot()
    def typeSearch(self) -> None:
        """Go to the search with its keys shown."""
        self.toSearch()
        self._pages.search.showKeys()

    @Slot()
    def toProduct(self) -> None:
        """Go back to the product seen last, else wait for a scan."""
        self.go("product" if self._pages.product.shown else "list")

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
    def pickToCompare(self, instead: str) -> None:
        """Look for something to compare; it takes the place of a product where one is named."""
        category = self._pages.compare.category
        if category:
            self.toShelf(category)
        else:
            self.toSearch()
        self._pages.compare.pick(instead)

    @Slot()
    def toList(self) -> None:
        """Go to the list."""
        self._pages.take.leave(leaving=False)
        if not self._pages.list.empty:
            self._pages.take.offer()
        self.go("list")

    @Slot(str)
    def lookAtLine(self, line: str) -> None:
        """Look at what stands on a line of the list (its id), or choose it to be compared."""
        if self._pages.compare.gathering:
            self._pages.compare.toggle_line(line)
            return
        row = self._pages.list.row(line)
        if row:
            self._pages.list.open(row.product)

    @Slot()
    def undoList(self) -> None:
        """Take back the last thing that was done to the list, a joining as a whole."""
        if self._pages.known.joining.undoable:
            self._pages.known.joining.undo()
        else:
            self._pages.list.undo()

    @Slot()
    def toTake(self) -> None:
        """Go to the large code."""
        self._pages.take.offer()
        self.go("take")

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
    def toHelp(self) -> None:
        """Ask whether somebody shall come; what is looked at is what it is about."""
        self._pages.service.ask_about(self._pages.product.identifier if self._page == "product" else "")

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
