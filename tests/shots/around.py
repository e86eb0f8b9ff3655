"""Home, shelves, comparing, and how a manager sets the tablet: where one goes from, and looks around."""

from collections.abc import Callable

from scenes import COAT, LAMP, RUG, SETTLE_MS, SOFA, STOOL
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.core.settings_layers import Layer
from kiosk.core.settings_order import decide
from kiosk.core.shopper import Shopper
from kiosk.ui.robot import Robot
from sync.protocol.tablet_settings import Night

NIGHT = Night(begins=0, ends=23, darker=60)
NAMES = {"en": "Anna", "it": "Anna", "ja": "杏奈"}


class Around:
    """Takes the pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size
        self._clock = StandingClock()

    def play(self) -> None:
        """Take them all."""
        for scene in (self._home, self._shelves, self._comparing, self._gathering, self._setting):
            self._alone(scene)

    def _alone(self, scene: Callable[[Kiosk, Robot], None]) -> None:
        with self._studio.kiosk(self._size, self._clock) as (kiosk, robot):
            kiosk.shop.speak(self._language)
            scene(kiosk, robot)

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))

    def _home(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.model.begin()
        robot.wait(lambda: len(kiosk.home.shelves) > 0, "what the shop has")
        self._shoot(robot, "home", "fresh")
        for number, code in enumerate((SOFA, COAT, LAMP), 1):
            kiosk.scan(code)
            kiosk.product.add()
            robot.wait(lambda number=number: kiosk.list.pieces == number, "the list")
        kiosk.model.toHome()
        self._shoot(robot, "home", "begun")
        kiosk.home.welcome(Shopper("anna", NAMES[self._language]))
        self._shoot(robot, "home", "known")
        kiosk.model.toSuggestion(0)
        self._shoot(robot, "category", "suggested")

    def _shelves(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.model.begin()
        robot.wait(lambda: len(kiosk.home.shelves) > 0, "what the shop has")
        kiosk.model.toShelf(kiosk.home.shelves[0].key)
        self._found(kiosk, robot, "shelf")
        below = [row.value for row in kiosk.search.filters.categories[:] if not row.chosen]
        if below:
            kiosk.model.toShelf(below[0])
            self._found(kiosk, robot, "below")
        kiosk.search.toggleFilters()
        self._shoot(robot, "category", "filters")
        kiosk.search.toggle("price", "500")
        kiosk.search.toggleFilters()
        self._found(kiosk, robot, "nothing")

    def _found(self, kiosk: Kiosk, robot: Robot, state: str) -> None:
        robot.wait(lambda: kiosk.searcher.idle, "the answer")
        self._shoot(robot, "category", state)

    def _comparing(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.scan(SOFA)
        kiosk.model.compare()
        self._shoot(robot, "compare", "one")
        kiosk.model.pickToCompare("")
        robot.wait(lambda: kiosk.searcher.idle, "the shelf")
        self._shoot(robot, "compare", "choosing")
        kiosk.scan(STOOL)
        self._shoot(robot, "compare", "two")
        kiosk.model.pickToCompare("")
        kiosk.scan(RUG)
        kiosk.model.comparison.fold()
        self._shoot(robot, "compare", "three")

    def _gathering(self, kiosk: Kiosk, robot: Robot) -> None:
        """What is to be compared is tapped on a shelf."""
        kiosk.model.begin()
        kiosk.model.toShelf("sofas")
        robot.wait(lambda: kiosk.searcher.idle, "the shelf")
        comparison = kiosk.model.comparison
        comparison.gather()
        self._shoot(robot, "compare", "tray-empty")
        for at, product in enumerate(kiosk.search.found.ids[:2], 1):
            comparison.choose(product)
            self._shoot(robot, "compare", f"tray-{at}")

    def _setting(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.attract.darken(NIGHT)
        self._shoot(robot, "attract", "night")
        kiosk.model.go("settings")
        kiosk.model.settings.open()
        self._shoot(robot, "settings", "open")
        fixed = {"idle.after": 90, "sound.volume": 20, "night.begins": 21, "night.ends": 7}
        kiosk.model.settings._decide = lambda: decide([Layer("policy", "kiosk.toml", fixed)])
        kiosk.model.settings.open()
        self._shoot(robot, "settings", "fixed")
