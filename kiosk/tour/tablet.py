"""A tablet in the tour, and the hand at it: what is tapped and looked for goes by its language's words."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from kiosk.app import Kiosk
from kiosk.core.scan import look_up, parse
from kiosk.tour.link import read_link
from kiosk.ui.robot import Robot, RobotError
from sync.protocol.products import Product, Variant

BREATH_MS = 20
PATIENCE = 10.0
"""Seconds for what takes some milliseconds, on a busy machine."""

T = TypeVar("T")
TIED = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{WORD JOINER}": None, "\N{ZERO WIDTH SPACE}": None})
"""Signs that say where a line may break: a page puts them into the words it shows."""


class Tablet:
    """One real kiosk or desk. Words go by their keys in `resources/i18n/kiosk`."""

    def __init__(self, kiosk: Kiosk, robot: Robot, folder: Path) -> None:
        """`folder` is where the tablet keeps its data."""
        self.folder = folder
        # Qt's properties are untyped.
        self.kiosk: Any = kiosk
        self.robot = robot

    def say(self, key: str, *values: object, count: int | None = None) -> str:
        """Return a text in the language on the screen."""
        return str(self.kiosk.shop.words.texts.get(key, *values, count=count))

    def tap(self, key: str, *values: object, count: int | None = None, index: int = 0) -> None:
        """Tap the control with these words.

        Raises:
            RobotError: It did not come.
        """
        self.robot.tap(self.say(key, *values, count=count), index)

    def see(self, key: str, *values: object, count: int | None = None, seconds: float = PATIENCE) -> None:
        """Wait until these words are on the screen.

        Raises:
            RobotError: They did not come.
        """
        self.read(self.say(key, *values, count=count), seconds)

    def miss(self, key: str, *values: object, seconds: float = PATIENCE) -> None:
        """Wait until these words are gone.

        Raises:
            RobotError: They stay.
        """
        words = self.say(key, *values)
        self.robot.wait(lambda: not self.shows(words), f"“{words}” to go", seconds)

    def read(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until words that somebody wrote are on the screen.

        Raises:
            RobotError: They did not come.
        """
        self.robot.wait(lambda: self.shows(words), f"“{words}” on the screen", seconds)

    def until(self, met: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something holds.

        Raises:
            RobotError: It did not; `what` names it.
        """
        self.robot.wait(lambda: bool(met()), what, seconds)

    def shows(self, words: str) -> bool:
        """Say whether words, or a part of some, are on the screen or said of a control there."""
        wanted = _plain(words)
        return any(wanted in _plain(shown) for shown in (*self.robot.texts(), *self.robot.names()))

    def scan(self, code: str) -> None:
        """Scan a tag."""
        self.robot.scan(code)

    def press(self, *keys: str) -> None:
        """Press keys of a keyboard, told by Qt's names: `F2`, `Right`, `7`."""
        for key in keys:
            self.robot.press(key)

    def add(self, sku: str) -> None:
        """Scan a tag and put the product on the list."""
        wanted = self.kiosk.pieces + 1
        self.scan(sku)
        self.read(self.named(sku))
        self.tap("product.add")
        self.until(lambda: self.kiosk.pieces == wanted, "the line on the list")

    def pick(self, axis: str, value: str) -> None:
        """Tap a value of the product on the screen, by its id.

        Raises:
            RobotError: There is no such value.
        """
        for row in self.kiosk.product.axes[:]:
            for each in row.values[:] if row.key == axis else []:
                if each.key == value:
                    self.robot.tap(each.label)
                    return
        raise RobotError(f"there is no {axis} {value} to pick")

    def to_list(self) -> None:
        """Go to the list, which has something on it."""
        self.tap("nav.list_count", count=self.kiosk.pieces)
        self.see("list.total")

    def product(self, sku: str) -> tuple[Product, Variant]:
        """Return what a tag stands for.

        Raises:
            RobotError: Nothing is known of it here.
        """
        catalogue = self.kiosk.shop.catalogue
        match = look_up(parse(sku), catalogue).match if catalogue else None
        product = self.kiosk.shop.product(match.product) if match else None
        if match is None or product is None:
            raise RobotError(f"the catalogue has no {sku}")
        return product, next(one for one in product.variants if one.id == match.variant)

    def named(self, sku: str) -> str:
        """Return what a product is called in the language on the screen."""
        return str(self.kiosk.shop.words.name(self.product(sku)[0].name))

    def link(self) -> str:
        """Read the code on the screen as a phone's camera does."""
        return read_link(self.robot)

    def look(self, path: Path) -> None:
        """Take a picture of the screen."""
        self.robot.look(path)

    def waited(self, answer: Future[T]) -> T:
        """Wait for the phone while the tablet handles its own events; return the phone's answer."""
        while not answer.done():
            self.robot.work(BREATH_MS)
        return answer.result()


def _plain(text: str) -> str:
    return text.translate(TIED)
