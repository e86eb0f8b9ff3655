"""Searching beside the screen: one thread, one question at a time, and only the latest is worth answering."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from kiosk.ui.shop import Shop
from kiosk.ui.stock_count import Held, StockCount
from kiosk.ui.tasks import Tasks
from sync.brand import Brand
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.catalogue.search import Query, Result, Search
from sync.protocol.products import Texts

SHELVES = 12
"""Categories that are shown with a picture."""
WRAPPERS = 4
"""Categories that hold all there is (`Default Category`) are passed over, so many levels deep."""


class Shelf(NamedTuple):
    """A category to look into, with its most popular product to stand for it."""

    id: str
    name: Texts
    number: int
    product: str


SEARCH = "search"
"""The page that asks most."""


class Question(NamedTuple):
    """What to search for, in which file; `browse` asks for the shelves as well, `page` says who asks."""

    path: Path
    query: Query
    browse: bool
    page: str = SEARCH


class Answer(NamedTuple):
    """What was found for a question."""

    question: Question
    result: Result
    shelves: tuple[Shelf, ...] = ()


class Count(NamedTuple):
    """How far a count of what the store has is, by a catalogue file; whether it came to something else."""

    path: Path
    done: bool
    changed: bool


class Searcher(QObject):
    """Asks the catalogue in the background. Lives in the GUI thread; its tasks have a thread of their own."""

    answered = Signal(object)
    """The latest question's `Answer`."""
    failed = Signal()
    """The catalogue cannot be searched."""
    recounted = Signal()
    """What the store has is known, or has changed: an answer would count anew."""

    def __init__(self, shop: Shop, tasks: Tasks, held: Held, brand: Brand) -> None:
        """`held` says what is in stock here; the brand, what means the same and what comes first."""
        super().__init__(tasks)
        self._shop = shop
        self._tasks = tasks
        self._finder = _Finder(held, brand)
        self._waiting: Question | None = None
        self._answering: Question | None = None
        """What is being answered, unless nobody wants to know any more."""
        self._busy = False
        self._stale = True
        shop.recounted.connect(self._doubt)
        shop.restocked.connect(self._doubt)

    def ask(self, query: Query, *, browse: bool = False, page: str = SEARCH) -> None:
        """Answer this; what was asked before and has no answer yet is dropped, whichever page asked."""
        catalogue = self._shop.catalogue
        if catalogue is None:
            self.failed.emit()
            return
        self._waiting = Question(catalogue.path, query, browse, page)
        self._go_on()

    def forget(self) -> None:
        """Answer nothing more of what was asked, and let go of all that was made of it (part of the wipe)."""
        self._waiting = self._answering = None
        self._tasks.run(self._finder.forget)

    @property
    def idle(self) -> bool:
        """Whether everything asked has been answered."""
        return not self._busy and self._waiting is None

    def close(self) -> None:
        """Answer nothing more, and let go of the file."""
        self._waiting = None
        self._tasks.run(self._finder.close)
        self._tasks.close()

    @Slot()
    def _doubt(self) -> None:
        self._stale = True

    def _go_on(self) -> None:
        question = self._waiting
        if self._busy or question is None:
            return
        self._waiting, self._answering, self._busy = None, question, True
        self._tasks.run(lambda: self._finder.answer(question), self._deliver, self._give_up)

    def _deliver(self, answer: Answer) -> None:
        self._busy = False
        if self._waiting is None and self._answering is answer.question:
            self.answered.emit(answer)
            self._recount(answer.question.path)
        self._go_on()

    def _give_up(self) -> None:
        self._busy = False
        self.failed.emit()
        self._go_on()

    def _recount(self, path: Path) -> None:
        """Look anew what the store has, while nobody waits for an answer."""
        if not self._stale or self._busy:
            return
        self._stale, self._busy = False, True
        self._tasks.run(lambda: self._finder.count(path), self._take_count, self._give_up)

    def _take_count(self, count: Count) -> None:
        self._busy = False
        # Counted on when the question that came meanwhile has its answer.
        self._stale |= not count.done
        if count.changed:
            self.recounted.emit()
        if self._waiting is None and not count.done:
            self._recount(count.path)
        self._go_on()


class _Parted(msgspec.Struct, frozen=True):
    """What of a category says where it belongs."""

    id: str
    parent: str = ""


class _Finder:
    """The part that works in the background thread: the open search, and what the store has."""

    def __init__(self, held: Held, brand: Brand) -> None:
        self._held = held
        self._brand = brand
        self._path: Path | None = None
        self._search: Search | None = None
        self._in_stock: frozenset[str] | None = None
        self._counting: StockCount | None = None
        self._counted: Path | None = None
        self._parents: dict[str, str] | None = None

    def answer(self, question: Question) -> Answer:
        """Search.

        Raises:
            CatalogueError: The file cannot be read, or not be searched yet.
        """
        search = self._opened(question.path)
        if not search.ready:
            raise CatalogueError("its search tables are still being made")
        query = msgspec.structs.replace(question.query, in_stock=self._in_stock)
        result = self._find(search, query)
        if not question.browse:
            return Answer(question, result)
        return Answer(question, result, tuple(self._shelves(search, query, result)))

    def count(self, path: Path) -> Count:
        """Look what the store has, for a moment; the next call goes on.

        Raises:
            CatalogueError: The file cannot be read.
        """
        if self._counting is None or self._counted != path:
            self._give_count_up()
            self._counting, self._counted = StockCount(path, self._held), path
        if not self._counting.step():
            return Count(path, done=False, changed=False)
        in_stock = self._counting.products
        self._counting = self._parents = None
        changed = in_stock != self._in_stock
        if changed:
            self._in_stock = in_stock
        return Count(path, done=True, changed=changed)

    def _give_count_up(self) -> None:
        if self._counting is not None:
            self._counting.close()
            self._counting = None

    def forget(self) -> None:
        """Let go of what was asked, which the open file remembers; it is ready for the next shopper then.

        Raises:
            CatalogueError: The file cannot be read.
        """
        path = self._path
        self.close()
        if path is not None:
            self._opened(path).find(Query(limit=1))

    def close(self) -> None:
        """Let go of the file."""
        self._give_count_up()
        if self._search is not None:
            self._search.close()
        self._search = self._path = self._parents = None

    def _opened(self, path: Path) -> Search:
        if self._search is None or path != self._path:
            self.close()
            self._search, self._path = Search(path, self._brand.synonyms), path
        return self._search

    def _find(self, search: Search, query: Query) -> Result:
        """Search; of the categories to narrow to only the topmost are told, what is below them later."""
        result = search.find(query)
        counts, parents = result.facets.categories, self._read_parents(search.path)
        there = {count.id for count in counts}
        topmost = tuple(count for count in counts if parents.get(count.id) not in there)
        return result._replace(facets=result.facets._replace(categories=topmost))

    def _read_parents(self, path: Path) -> dict[str, str]:
        if self._parents is None:
            with closing(Catalogue(path)) as catalogue:
                self._parents = {each.id: each.parent for each in catalogue.walk("category", _Parted)}
        return self._parents

    def _shelves(self, search: Search, query: Query, result: Result) -> list[Shelf]:
        """Return the categories to begin with: the topmost of which there is a choice, the brand's first."""
        counts = result.facets.categories
        for _ in range(WRAPPERS):
            if len(counts) != 1:
                break
            below = msgspec.structs.replace(query, category=counts[0].id, limit=1)
            counts = self._find(search, below).facets.categories or counts
        shelves = []
        for count in sorted(counts, key=lambda count: count.id not in self._brand.shelves)[:SHELVES]:
            found = search.find(msgspec.structs.replace(query, category=count.id, limit=1))
            shelves.append(Shelf(count.id, count.name, count.number, next(iter(found.hits), "")))
        return shelves
