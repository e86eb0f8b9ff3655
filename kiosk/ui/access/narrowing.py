"""Access mode of the search's filters: one after the other, each with what it would leave."""

from itertools import chain

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Script, lines
from kiosk.ui.filters import ChipRow

KINDS = ("category", "colour", "size", "price")


class Narrowing(Page):
    """The filters of the search page."""

    name = "search"

    def __init__(self, ground: Ground, *, along_shelf: bool = False) -> None:
        """`along_shelf`: the shelf itself is no filter there."""
        super().__init__(ground)
        self._along_shelf = along_shelf
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the first filter."""
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        search = self._pages.search
        chips = self._chips
        chip = self._turns.of(chips)
        if chip is None:
            return self._none()
        kind = "available" if chip.group == "here" else chip.group
        of = chip.name if chip.group == "here" else self._of(self._say(f"search.{kind}"), chip.name)
        return Script(
            key=(self.name, "filter", chip.key),
            title=of,
            lines=lines(
                self._ticked(chosen=chip.chosen),
                self._place(self._turns, chips),
                search.filters.total,
            ),
            cells=(
                self._do("check", "choose" if not chip.chosen else "unchoose", lambda: self._toggle(chip)),
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._do("filters", "next_kind", self._here(self._next_kind)),
                self._do("close", "all", search.dropFilters) if search.narrowed else None,
                self._help,
            ),
            primary=self._do("search", "see", search.toggleFilters),
            back=search.toggleFilters,
        )

    def _none(self) -> Script:
        search = self._pages.search
        return Script(
            key=(self.name, "no filters"),
            title=self._say("search.filters"),
            lines=lines(self._say("search.no_filters")),
            cells=(None, None, READ_ON, self._help, None, None),
            primary=self._do("search", "see", search.toggleFilters),
            back=search.toggleFilters,
        )

    @property
    def _chips(self) -> list[ChipRow]:
        filters = self._pages.search.filters
        here = ChipRow("here", "here", "", self._say("search.here"), filters.hereCount, filters.here)
        shelves = () if self._along_shelf else (filters.categories,)
        groups = (*shelves, filters.colours, filters.sizes, filters.prices)
        return [*((here,) if filters.hasHere else ()), *chain.from_iterable(rows[:] for rows in groups)]

    def _toggle(self, chip: ChipRow) -> None:
        self._pages.search.toggle(chip.group, chip.value)

    def _next_kind(self) -> None:
        chips = self._chips
        at = self._turns.at
        kind = chips[at].group
        ahead = [*range(at, len(chips)), *range(at)]
        self._turns.at = next((each for each in ahead if chips[each].group != kind), at)
