"""What is photographed: one shopper's way through every page and state, in one language at one size."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from desk import DeskHand
from studio import PhoneHand, StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.tour.link import read_link
from kiosk.tour.phone import SCREEN
from kiosk.ui.robot import Robot
from sync.client.progress import Progress
from sync.protocol.spaces import Space

LANGUAGES = ("en", "it", "ja")
SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}

SOFA, COAT, LAMP, CHAIR = "LRC-MOSS-212", "SER-CAMEL-M", "MEL-RUST", "NID-SAGE-OAK"
RUG, STOOL = "LNR-OAT-140", "FBS-OAK-65"
ANSWERS = {
    "unknown": "NO-SUCH-1",
    "misread": "9520000000001",
    "link": "https://shop.example/x",
    "unreadable": "\x01\x02abc",
    "broken-label": "(01)09521234567882(17)261331",
    "coupon": "9812345678902",
}
NOTES = {"en": "For the window side", "it": "Per il lato della finestra", "ja": "窓ぎわに置く"}
SOUGHT = {
    "en": {
        "typing": "so",
        "results": "sofa",
        "slip": "armchiar",
        "near": "blue oak sofa with lamp",
        "nothing": "qqzz",
    },
    "it": {
        "typing": "div",
        "results": "divano",
        "slip": "poltrnoa",
        "near": "divano blu di rovere con lampada",
        "nothing": "qqzz",
    },
    "ja": {
        "typing": "そふ",
        "results": "ソファ",
        "slip": "アームチェヤ",
        "near": "青いソファとランプと時計",
        "nothing": "んんん",
    },
}
ARRIVALS = {
    "arriving": Progress(120_000_000, 342_000_000, 262.0),
    "almost-here": Progress(330_000_000, 342_000_000, 14.0),
    "no-room": Progress(0, 342_000_000, lacking=420_000_000),
}
SETTLE_MS = 400
"""Pages slide in within 200 ms; sections below the fold come 120 ms after the first paint."""


class Scenes:
    """Takes all pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size
        self._clock = StandingClock()

    def play(self) -> None:
        """Take them all."""
        self._alone(self._loading, bare=True)
        self._alone(self._looking)
        self._alone(self._searching)
        self._alone(self._list)
        self._alone(self._leaving)
        self._alone(self._answers)
        self._alone(self._scanners)
        self._crash()

    def _alone(self, scene: Callable[[Kiosk, Robot], None], *, bare: bool = False) -> None:
        with self._studio.kiosk(self._size, self._clock, bare=bare) as (kiosk, robot):
            kiosk.shop.speak(self._language)
            scene(kiosk, robot)

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))

    def _loading(self, kiosk: Kiosk, robot: Robot) -> None:
        self._shoot(robot, "attract", "loading")
        for state, progress in ARRIVALS.items():
            kiosk.model.loading.tell(progress)
            self._shoot(robot, "attract", state)

    def _looking(self, kiosk: Kiosk, robot: Robot) -> None:
        self._shoot(robot, "attract", "idle")
        for standing in ("unconfirmed", "retired", "lost", "unknown"):
            kiosk.model.hub.tell_standing(standing, "1a2b3c4d")
            self._shoot(robot, "attract", standing)
        kiosk.model.hub.tell_standing("active", "1a2b3c4d")
        for name, code in {"sofa": SOFA, "coat": COAT, "lamp": LAMP, "chair": CHAIR, "rug": RUG}.items():
            kiosk.scan(code)
            self._shoot(robot, "product", name)
        kiosk.scan(SOFA)
        kiosk.product.pick("width", "2440")
        self._shoot(robot, "stores", "away")
        kiosk.stores.close()
        self._shoot(robot, "product", "away")
        kiosk.product.seekStores()
        self._shoot(robot, "stores", "all")
        kiosk.stores.close()
        kiosk.product.pick("width", "2120")
        kiosk.product.gallery.enlarge(0)
        self._shoot(robot, "zoom", "whole")
        kiosk.product.gallery.close()
        kiosk.space.ask()
        self._shoot(robot, "space", "empty")
        for digit in "240":
            kiosk.space.press(digit)
        self._shoot(robot, "space", "typed")
        kiosk.space.save()
        self._shoot(robot, "product", "fits")
        kiosk.shop.measure(Space(2000, 900, 800))
        self._shoot(robot, "product", "too-large")
        kiosk.shop.measure(Space(1000, 2200))
        self._shoot(robot, "product", "turned")
        kiosk.shop.measure(Space(2400))
        robot.tap(kiosk.shop.words.texts.get("product.more"))
        self._shoot(robot, "product", "more")
        self._sizes(kiosk, robot)
        kiosk.model.toList()
        self._shoot(robot, "list", "empty")

    def _sizes(self, kiosk: Kiosk, robot: Robot) -> None:
        """A size that was chosen before, with its reason, and changing it."""
        kiosk.scan(COAT)
        kiosk.product.pick("size", "L")
        kiosk.stores.close()
        kiosk.product.pick("size", "M")
        kiosk.product.pick("size", "M")
        self._shoot(robot, "product", "size-known")
        kiosk.product.sizes.ask()
        self._shoot(robot, "size", "change")
        kiosk.product.sizes.close()

    def _searching(self, kiosk: Kiosk, robot: Robot) -> None:
        search, words = kiosk.search, SOUGHT[self._language]
        kiosk.model.toSearch()
        self._found(kiosk, robot, "shelves")
        search.showKeys()
        self._shoot(robot, "search", "keys")
        for state in ("typing", "results", "slip", "near", "nothing"):
            search.write(words[state])
            if state == "results":
                search.hideKeys()
            self._found(kiosk, robot, state)
        search.erase()
        self._found(kiosk, robot, "again")
        search.toggle("category", search.shelves[0].key)
        search.toggle("here", "")
        self._found(kiosk, robot, "category")
        search.toggleFilters()
        self._shoot(robot, "search", "filters")
        kiosk.model.hintScan()
        search.toggleFilters()
        self._shoot(robot, "search", "hint")

    def _found(self, kiosk: Kiosk, robot: Robot, state: str) -> None:
        robot.wait(lambda: kiosk.searcher.idle, "the answer")
        self._shoot(robot, "search", state)

    def _list(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.start_sync()
        self._fill(kiosk, robot, (SOFA, LAMP, COAT))
        self._shoot(robot, "product", "added")
        kiosk.model.toList()
        robot.wait(lambda: kiosk.take.ready, "the link")
        self._shoot(robot, "list", "lines")
        self._phone(kiosk, robot)
        self._shoot(robot, "list", "phone")
        self._phone_page(robot)
        kiosk.model.toTake()
        self._shoot(robot, "take", "arrived")
        kiosk.take.revoke()
        robot.wait(lambda: kiosk.take.closed, "the link to close")
        self._shoot(robot, "take", "closed")
        self._phone_closed(robot)
        kiosk.take.open()
        robot.wait(lambda: kiosk.take.ready, "another link")
        kiosk.visit.finish()
        self._shoot(robot, "finish", "kept")

    def _fill(self, kiosk: Kiosk, robot: Robot, codes: tuple[str, ...]) -> None:
        for at, code in enumerate(codes, kiosk.pieces + 1):
            kiosk.scan(code)
            kiosk.product.add()
            robot.wait(lambda wanted=at: kiosk.pieces == wanted, "the line")

    def _phone(self, kiosk: Kiosk, robot: Robot) -> None:
        """Somebody changes the list on a phone: a note on one line, one piece more on another."""
        document = kiosk.list.document
        assert document is not None
        sent = len(document.history)
        phone = PhoneHand(read_link(robot), self._studio.hub, "Anna")
        robot.wait(phone.opened, "the list to reach the hub")
        phone.note(document.lines[0].id, NOTES[self._language])
        phone.more(document.lines[1].id)
        robot.wait(lambda: len(kiosk.list.document.history) >= sent + 2, "the phone's changes")

    def _phone_page(self, robot: Robot) -> None:
        """The same list on a phone: all of it, one line opened, and without a network."""
        if not self._with_phone:
            return
        phone = self._studio.phone
        self._waited(robot, phone.open(read_link(robot)))
        self._shoot_phone("list")
        self._waited(robot, phone.click(".line .open"))
        self._waited(robot, phone.sees(".line .detail .large"))
        self._shoot_phone("line")
        self._waited(robot, phone.click(".line .open"))
        self._waited(robot, phone.cut_off(off=True))
        self._waited(robot, phone.click(".line .stepper .add"))
        self._waited(robot, phone.sees("#offline:not([hidden])"))
        self._shoot_phone("offline")
        self._waited(robot, phone.cut_off(off=False))

    def _phone_closed(self, robot: Robot) -> None:
        if self._with_phone:
            self._waited(robot, self._studio.phone.sees("#closed:not([hidden])"))
            self._shoot_phone("closed")

    @property
    def _with_phone(self) -> bool:
        """The phone page has one size: it is photographed beside the first of the kiosk's."""
        return self._size == SIZES[min(SIZES)]

    def _waited(self, robot: Robot, answer: Future[Any]) -> None:
        robot.wait(answer.done, "the phone")
        answer.result()

    def _shoot_phone(self, state: str) -> None:
        size = SCREEN["width"], SCREEN["height"]
        self._studio.phone.look(self._studio.file(f"phone-{state}-{self._language}", size))

    def _leaving(self, kiosk: Kiosk, robot: Robot) -> None:
        self._fill(kiosk, robot, (SOFA, CHAIR, LAMP, RUG, COAT, STOOL))
        kiosk.model.tell_news(online=False, last_news=self._clock.now())
        self._shoot(robot, "product", "offline")
        kiosk.model.toList()
        self._shoot(robot, "list", "many")
        kiosk.model.toFinish()
        self._shoot(robot, "take", "leaving")
        kiosk.visit.touch()
        self._clock.seconds += 66
        kiosk.visit.tick()
        self._shoot(robot, "idle", "list")
        kiosk.visit.stay()
        kiosk.model.skipTake()
        self._shoot(robot, "finish", "dropped")

    def _answers(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.scan(LAMP)
        for state, code in ANSWERS.items():
            kiosk.scan(code)
            self._shoot(robot, "answer", state)
            kiosk.model.answer.close()
        kiosk.visit.touch()
        self._clock.seconds += 70
        kiosk.visit.tick()
        self._shoot(robot, "idle", "empty")
        kiosk.visit.stay()
        robot.tap(kiosk.shop.words.texts.get("language.name"))
        self._shoot(robot, "product", "languages")

    def _scanners(self, kiosk: Kiosk, robot: Robot) -> None:
        """The staff's page for scanners, and the camera where there is none."""
        # Colleagues have signed in at this tablet before: the page is behind that.
        DeskHand(kiosk, robot).sign_in()
        kiosk.shop.speak(self._language)
        kiosk.model.toStaff()
        self._shoot(robot, "scanners", "new")
        for text in ("9521000000018", "TEST-moss-2120", "NO-SUCH-1"):
            robot.scan(text)
            robot.painted()
        kiosk.staff.learn()
        self._shoot(robot, "scanners", "learning")
        kiosk.staff.stopLearning()
        kiosk.staff.printSheet()
        robot.wait(lambda: bool(kiosk.staff.said), "the sheet")
        self._shoot(robot, "scanners", "sheet")
        kiosk.desk.door.close()
        robot.wait(lambda: kiosk.model.page == "attract", "the start")
        kiosk.model.begin()
        kiosk.shop.speak(self._language)
        kiosk.model.camera.open()
        self._shoot(robot, "camera", "absent")

    def _crash(self) -> None:
        """A tablet dies with a list on it and starts again: nothing is closed in good order."""
        self._studio.crash(self._clock, SOFA)
        self._clock.seconds += 5
        self._alone(lambda _kiosk, robot: self._shoot(robot, "resume", "question"))
