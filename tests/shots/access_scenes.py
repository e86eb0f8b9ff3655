"""What is photographed of access mode: every page, with a voice that stands still."""

from scenes import LAMP, SOFA, SOUGHT
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.ui.robot import Robot

ANSWER = "NO-SUCH-1"
PRIMARY = 6


class AccessScenes:
    """Takes all pictures of access mode in one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size
        self._clock = StandingClock()

    def play(self) -> None:
        """Take them all."""
        for scene in (self._looking, self._searching, self._listing, self._leaving):
            with self._studio.kiosk(self._size, self._clock) as (kiosk, robot):
                kiosk.shop.speak(self._language)
                scene(kiosk, robot)

    def _shoot(self, kiosk: Kiosk, robot: Robot, state: str) -> None:
        robot.wait(lambda: kiosk.searcher.idle and not kiosk.access._later.isActive(), "the stage to tell")
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"access-{state}-{self._language}", self._size))

    def _press(self, robot: Robot, kiosk: Kiosk, at: int) -> None:
        robot.wait(lambda: not kiosk.access._later.isActive(), "the stage to tell")
        kiosk.access.press(at)
        robot.wait(lambda: not kiosk.access._later.isActive(), "the stage to tell")

    def _looking(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.access.switch.toggle()
        self._shoot(kiosk, robot, "attract")
        kiosk.model.begin()
        robot.wait(lambda: kiosk.home.first.shown, "what the shop has")
        self._shoot(kiosk, robot, "home")
        for at, state in ((0, "shelves"), (1, "ideas")):
            self._press(robot, kiosk, at)
            self._shoot(kiosk, robot, state)
            kiosk.access.back()
        kiosk.scan(SOFA)
        self._shoot(kiosk, robot, "product")
        kiosk.access.voice.reader._move(2)
        self._shoot(kiosk, robot, "product-reading")
        for at in range(3):
            self._press(robot, kiosk, 2)
            self._shoot(kiosk, robot, f"product-more-{at + 1}")
        self._press(robot, kiosk, 0)
        self._shoot(kiosk, robot, "product-colour")
        kiosk.scan(ANSWER)
        self._shoot(kiosk, robot, "answer")

    def _searching(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.access.switch.toggle()
        kiosk.model.begin()
        kiosk.model.typeSearch()
        self._shoot(kiosk, robot, "keys")
        self._press(robot, kiosk, 0)
        self._shoot(kiosk, robot, "letters")
        kiosk.access.back()
        words = SOUGHT[self._language]
        kiosk.search.write(words["results"])
        robot.wait(lambda: kiosk.searcher.idle, "the answer")
        self._press(robot, kiosk, PRIMARY)
        self._shoot(kiosk, robot, "results")
        kiosk.search.write(words["nothing"])
        self._shoot(kiosk, robot, "nothing")

    def _listing(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.access.switch.toggle()
        kiosk.model.begin()
        kiosk.model.toList()
        self._shoot(kiosk, robot, "list-empty")
        for at, code in enumerate((SOFA, LAMP), 1):
            kiosk.scan(code)
            kiosk.product.add()
            robot.wait(lambda wanted=at: kiosk.pieces == wanted, "the line")
        self._shoot(kiosk, robot, "product-added")
        kiosk.model.toList()
        self._shoot(kiosk, robot, "list")
        self._press(robot, kiosk, PRIMARY)
        self._shoot(kiosk, robot, "list-end")
        kiosk.model.toHelp()
        self._shoot(kiosk, robot, "help")
        self._press(robot, kiosk, 0)
        self._shoot(kiosk, robot, "voice")
        kiosk.access.back()
        kiosk.service.call()
        robot.wait(lambda: kiosk.service.callState != "", "the call")
        self._shoot(kiosk, robot, "called")

    def _leaving(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.access.switch.toggle()
        kiosk.scan(SOFA)
        kiosk.product.add()
        robot.wait(lambda: kiosk.pieces == 1, "the line")
        self._clock.seconds += 125
        kiosk.visit.tick()
        robot.wait(lambda: kiosk.take.ready, "the link")
        self._shoot(kiosk, robot, "idle")
        kiosk.visit.stay()
        kiosk.model.toFinish()
        self._shoot(kiosk, robot, "take")
        kiosk.visit.finish()
        robot.wait(lambda: kiosk.model.page == "finish", "the farewell")
        self._shoot(kiosk, robot, "finish")
