"""What all pages of access mode share: words, ways from page to page, going through many one by one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

from kiosk.ui.access.script import READ_ON, Action, Cell, Code, Line, Script, stock
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.look import Look
from kiosk.ui.models.pages import Pages
from kiosk.ui.shop import Shop
from kiosk.ui.speech.speaker import Lack
from sync.protocol.stock import StockState
from sync.texts import joined

T = TypeVar("T")

UNKNOWN = StockState.UNKNOWN.value
AT_ONCE = 4
"""Things of a menu that have room beside the page's own controls."""


class Mode(Protocol):
    """What the pages may ask of access mode itself."""

    def retell(self) -> None:
        """A page has changed by itself."""

    def tell(self, news: str) -> None:
        """Have something said with what is told next."""

    def louder(self, steps: int) -> None:
        """Read louder; quieter by negative steps."""

    def quicker(self, steps: int) -> None:
        """Read quicker; slower by negative steps."""

    def lack(self) -> Lack:
        """Return what is missing to read the language that is spoken."""

    def leave(self) -> None:
        """Turn access mode off."""


class Ground(NamedTuple):
    """What the pages stand on; `look` has the brand's words."""

    shop: Shop
    look: Look
    model: KioskModel
    pages: Pages
    mode: Mode


class Page:
    """One page in access mode; it keeps where in the page the shopper is."""

    name: ClassVar[str]
    """The page's name, as `KioskModel.page` has it, or the question's."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._shop = ground.shop
        # Qt's stubs take a property for itself, not for its value.
        self._model: Any = ground.model
        self._pages: Any = ground.pages
        self._look: Any = ground.look
        self._mode = ground.mode

    def enter(self) -> None:
        """Begin at the beginning: the page is shown anew, or its visit is over."""

    def script(self) -> Script:
        """Return what is shown and said now."""
        raise NotImplementedError

    def _say(self, key: str, *values: object, count: int | None = None) -> str:
        return self._shop.words.texts.get(key, *values, count=count)

    def _of(self, name: str, value: object) -> str:
        """Say what something is: `Colour: Moss`."""
        return self._say("access.of", name, value)

    def _also(self, *parts: str) -> str:
        """Enumerate; what is '' is left out."""
        return joined(self._say("list.and"), parts)

    def _then(self, *sentences: str) -> str:
        """Put sentences one behind the other; what is '' is left out."""
        return joined(self._say("access.then"), sentences)

    def _do(self, symbol: str, key: str, act: Callable[[], None]) -> Action:
        return Action(symbol, self._say(f"access.{key}"), act)

    def _stock(self, level: str, words: str) -> tuple[Line, ...]:
        """Return the line that says how many are here, in words also where nobody knows."""
        return stock(level, self._also(words, self._say("stock.not_known")) if level == UNKNOWN else words)

    def _here(self, act: Callable[[], None]) -> Callable[[], None]:
        """Return an act after which this page tells itself anew."""

        def do() -> None:
            act()
            self._mode.retell()

        return do

    @property
    def _list_code(self) -> Code | None:
        """The list's code for a phone, None while there is none."""
        take = self._pages.take
        return Code(take.path, take.side) if take.ready else None

    @property
    def _back(self) -> Action:
        return self._do("chevron-left", "back", self._model.back)

    @property
    def _help(self) -> Action:
        return self._do("bell", "help", self._model.toHelp)

    def _among(self, turns: "Turns", leave: Callable[[], None], last: Cell = None) -> tuple[Cell, ...]:
        """Return the controls of going through many one by one."""
        return (
            self._do("chevron-left", "previous", turns.previous),
            self._do("chevron-right", "next", turns.next),
            READ_ON,
            self._help,
            self._do("chevron-left", "back", leave),
            last,
        )

    def _ticked(self, *, chosen: bool) -> Line | str:
        """Return the line that says of one of several that it is chosen, '' where it is not."""
        return Line(self._say("access.chosen"), tone="ok", symbol="check") if chosen else ""

    def _place(self, turns: "Turns", many: Sequence[object]) -> Line | str:
        return self._nth(turns.at, len(many))

    def _nth(self, at: int, many: int) -> Line | str:
        """Return the line that says which of so many it is, '' where there is but one."""
        return Line(self._say("access.place", at + 1, many), aside=True) if many > 1 else ""

    def _unchosen(self, products: Sequence[str]) -> Sequence[int]:
        """Return the places of products that can be chosen: to compare, those that are not compared yet."""
        compare = self._pages.compare
        if not compare.picking:
            return range(len(products))
        taken = set(compare.chosen.split("\n"))
        return [at for at, product in enumerate(products) if product not in taken]

    def _unask(self, line: str) -> list[Action]:
        """Return what takes back the latest question about a line (its id), '' for the list, if it can be."""
        questions = self._pages.questions
        asked = [row for row in questions.asked[:] if row.line == line and not row.answer]
        spoken = self._say("access.unask_spoken")
        return [
            Action("close", self._say("access.unask"), partial(questions.takeBack, row.key), spoken)
            for row in asked[:1]
        ]

    @property
    def _claim(self) -> Action:
        return Action("list", self._say("access.claim"), self._model.toClaim, self._say("claim.open"))

    @property
    def _news(self) -> tuple[str, ...]:
        """Return what is said while the hub does not answer: from when the last news is. Else nothing."""
        news = self._model.hub.news
        return (news,) if news else ()

    @property
    def _list(self) -> Action:
        pieces = self._pages.list.pieces
        if not pieces:
            return self._do("list", "list", self._model.toList)
        text = self._say("access.list_count", pieces)
        return Action("list", text, self._model.toList, self._say("nav.list_count", count=pieces))


class Turns:
    """Going through many, one by one, round and round."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self.at = 0

    def of(self, things: Sequence[T]) -> T | None:
        """Return the one it stands at; None where there are none."""
        if not things:
            return None
        self.at %= len(things)
        return things[self.at]

    def next(self) -> None:
        """Go to the next one."""
        self.at += 1
        self._told()

    def previous(self) -> None:
        """Go to the one before."""
        self.at -= 1
        self._told()

    def restart(self) -> None:
        """Go to the first."""
        self.at = 0


class Menu:
    """More things to do than a page has room for: three at a time, and More leads to the next ones."""

    def __init__(self, mode: Mode) -> None:
        self._mode = mode
        self._from = 0
        self._went = False

    def restart(self) -> None:
        """Begin with the first."""
        self._from, self._went = 0, False

    def cells(self, things: Sequence[Action], back: Action, more: str) -> tuple[Cell, ...]:
        """Return the controls; the ones of the page itself keep their places.

        Args:
            things: What can be done.
            back: The way back.
            more: What the control is called that leads to the next ones.
        """
        shown: list[Cell] = list(things)
        if len(things) > AT_ONCE:
            self._from %= len(things)
            now = things[self._from : self._from + AT_ONCE - 1]
            self._say_news([thing.said for thing in now])
            shown = [*now]
            shown += [None] * (AT_ONCE - 1 - len(shown))
            shown.append(Action("filters", more, self._go_on))
        shown += [None] * (AT_ONCE - len(shown))
        return (shown[0], shown[1], READ_ON, shown[2], back, shown[3])

    def _go_on(self) -> None:
        self._from += AT_ONCE - 1
        self._went = True
        self._mode.retell()

    def _say_news(self, names: Sequence[str]) -> None:
        """Say what More has led to: nothing else on the page is new."""
        if self._went:
            self._went = False
            for name in names:
                self._mode.tell(name)
