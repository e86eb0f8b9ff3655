"""Another size instead of the one that is remembered: chosen from those that exist of that kind of thing."""

from collections.abc import Iterable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.known_rows import ChoiceRow, FitRow
from kiosk.ui.models.rows import Rows
from kiosk.ui.searcher import Answer, Searcher
from kiosk.ui.shop import Shop
from sync.catalogue.search import Query
from sync.catalogue.search.facets import size_order
from sync.protocol.products import Texts

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = "mine"


@QmlElement
@QmlUncreatable("made by the app")
class SizeChoiceModel(QObject):
    """Which sizes there are to choose from; the answer is `picked`."""

    changed = Signal()
    picked = Signal(object, str)
    """The fit (`FitRow`) is of another size."""
    dropped = Signal(str)
    """The fit (its key) is to be forgotten."""

    def __init__(self, shop: Shop, searcher: Searcher, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._searcher = searcher
        self._fit: FitRow | None = None
        self._sold: dict[str, Texts] = {}
        self._worn: frozenset[str] = frozenset()
        self._values = Rows(ChoiceRow, self, keyed=True)
        searcher.answered.connect(self._take)
        shop.spoken.connect(self._retell)

    def ask(self, fit: FitRow, worn: Iterable[str]) -> None:
        """Ask for the size; `worn` are those that something is known of, whether or not they are sold."""
        self._fit, self._sold, self._worn = fit, {}, frozenset(worn)
        self._searcher.ask(Query(category=fit.category, axis=fit.axis, limit=1), page=PAGE)
        self._retell()

    @Slot()
    def close(self) -> None:
        """Put the question away."""
        if self._fit is not None:
            self._fit, self._sold, self._worn = None, {}, frozenset()
            self._retell()

    @Slot(str)
    def say(self, size: str) -> None:
        """It is this size."""
        fit = self._fit
        if fit is not None:
            self.close()
            self.picked.emit(fit, size)

    @Slot()
    def forget(self) -> None:
        """What is known of it is to be forgotten."""
        fit = self._fit
        if fit is not None:
            self.close()
            self.dropped.emit(fit.key)

    @Property(bool, notify=changed)
    def asked(self) -> bool:
        """Whether the shopper is asked."""
        return self._fit is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        """What is asked about, with the size as it is known."""
        return self._fit.title if self._fit else ""

    @Property(str, notify=changed)
    def reason(self) -> str:
        """The same with its reason."""
        return f"{self._fit.title}. {self._fit.reason}" if self._fit else ""

    @Property(Rows, notify=changed)
    def values(self) -> Rows:
        """The sizes to choose from."""
        return self._values

    @Slot(object)
    def _take(self, answer: Answer) -> None:
        query, fit = answer.question.query, self._fit
        if (
            fit is None
            or answer.question.page != PAGE
            or (query.category, query.axis) != (fit.category, fit.axis)
        ):
            return
        mark = f"{fit.axis}:"
        self._sold = {
            size.id.removeprefix(mark): size.name
            for size in answer.result.facets.sizes
            if size.id.startswith(mark)
        }
        self._retell()

    @Slot()
    def _retell(self) -> None:
        fit = self._fit
        sizes = {*self._sold, *self._worn, fit.size} if fit else set()
        axis = fit.axis if fit else ""
        ordered = sorted(sizes, key=lambda size: size_order(f"{axis}:{size}"))
        self._values.replace(
            [ChoiceRow(one, self._name(one), chosen=bool(fit and one == fit.size)) for one in ordered]
        )
        self.changed.emit()

    def _name(self, size: str) -> str:
        return self._shop.words.name(self._sold[size]) if self._sold.get(size) else size
