"""What is photographed of the kiosk at its edges: a list that waits, nobody at the other end, long names."""

from collections.abc import Callable

import httpx
from desk_edges import LONG, TITLE
from scenes import CHAIR, LAMP, SETTLE_MS, SOFA, SOUGHT
from studio import PhoneHand, StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.core.shopper import Shopper
from kiosk.tour.link import read_link
from kiosk.ui.robot import Robot
from sync.client.errors import Offline
from sync.hub.page.ops import MAX_NAME
from sync.protocol.products import Product

NOBODY, BEGUN = "999999999", "7KQ"


class Edges:
    """Takes the pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size
        self._clock = StandingClock()

    def play(self) -> None:
        """Take them all."""
        for scene in (self._waiting, self._offline, self._long):
            self._alone(scene)

    def _alone(self, scene: Callable[[Kiosk, Robot], None]) -> None:
        with self._studio.kiosk(self._size, self._clock) as (kiosk, robot):
            kiosk.shop.speak(self._language)
            scene(kiosk, robot)

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))

    def _waiting(self, kiosk: Kiosk, robot: Robot) -> None:
        """A list is put aside, its code is typed wrong, and right."""
        kiosk.start_sync()
        code = put_aside(kiosk, robot, self._studio, [(SOFA, LAMP)])
        kiosk.model.begin()
        kiosk.shop.speak(self._language)
        claim = kiosk.model.claim
        kiosk.model.toClaim()
        self._shoot(robot, "claim", "empty")
        for sign in BEGUN:
            claim.press(sign)
        claim.enter()
        self._shoot(robot, "claim", "begun")
        self._type(robot, kiosk, NOBODY)
        self._shoot(robot, "claim", "unknown")
        asked = claim._ask

        def nobody(*_asked: object) -> None:
            raise Offline("no line")

        claim._ask = nobody
        self._type(robot, kiosk, NOBODY)
        self._shoot(robot, "claim", "offline")
        claim._ask = asked
        claim.clear()
        for sign in code:
            claim.press(sign)
        robot.wait(lambda: kiosk.model.page == "list", "the list that waited")
        self._shoot(robot, "list", "fetched")

    def _type(self, robot: Robot, kiosk: Kiosk, code: str) -> None:
        claim = kiosk.model.claim
        claim.clear()
        for sign in code:
            claim.press(sign)
        robot.wait(lambda: not claim.busy and claim.refused, "the answer")

    def _offline(self, kiosk: Kiosk, robot: Robot) -> None:
        kiosk.model.begin()
        robot.wait(lambda: len(kiosk.home.shelves) > 0, "what the shop has")
        kiosk.model.tell_news(online=False, last_news=self._clock.now())
        self._shoot(robot, "home", "offline")
        kiosk.search.write(SOUGHT[self._language]["results"])
        kiosk.model.toSearch()
        robot.wait(lambda: kiosk.searcher.idle, "the answer")
        self._shoot(robot, "search", "offline")
        kiosk.scan(SOFA)
        kiosk.product.seekStores()
        self._shoot(robot, "stores", "offline")
        kiosk.stores.close()
        kiosk.model.compare()
        kiosk.model.pickToCompare("")
        kiosk.scan(CHAIR)
        self._shoot(robot, "compare", "offline")
        kiosk.model.toHelp()
        self._shoot(robot, "help", "offline")

    def _long(self, kiosk: Kiosk, robot: Robot) -> None:
        """The longest name of the range, on a list with a long name, changed by somebody with a long name."""
        kiosk.start_sync()
        # A phone sends no longer one.
        name, title = LONG[self._language][:MAX_NAME], TITLE[self._language]
        longest = self._longest(kiosk)
        for number, code in enumerate((longest, SOFA), 1):
            kiosk.scan(code)
            kiosk.product.add()
            robot.wait(lambda number=number: kiosk.pieces == number, "the line")
        kiosk.scan(longest)
        self._shoot(robot, "product", "long")
        kiosk.list.change(lambda: kiosk.list._keeper.rename(title))
        kiosk.model.toList()
        robot.wait(lambda: kiosk.take.ready, "the link")
        document = kiosk.list.document
        assert document is not None
        phone = PhoneHand(read_link(robot), self._studio.hub, name)
        robot.wait(phone.opened, "the list to reach the hub")
        phone.note(document.lines[0].id, title)
        robot.wait(lambda: bool(kiosk.list.document.lines[0].note), "the note")
        self._shoot(robot, "list", "long")
        kiosk.model.line.open(document.lines[0].id)
        self._shoot(robot, "line", "long")
        kiosk.model.line.close()
        kiosk.model.lists.open()
        self._shoot(robot, "lists", "long")
        kiosk.model.lists.close()
        kiosk.home.welcome(Shopper("w", name))
        kiosk.model.toHome()
        self._shoot(robot, "home", "long")

    def _longest(self, kiosk: Kiosk) -> str:
        catalogue, words = kiosk.shop.catalogue, kiosk.shop.words
        assert catalogue is not None
        found = max(catalogue.walk("product", Product), key=lambda each: len(words.name(each.name)))
        return found.variants[0].sku


def put_aside(kiosk: Kiosk, robot: Robot, studio: Studio, lists: list[tuple[str, ...]]) -> str:
    """Fill lists, end the visit, and return the code they wait under, once the hub knows it."""
    for at, codes in enumerate(lists):
        if at:
            kiosk.model.lists.start()
            kiosk.model.lists.writing.accept()
            robot.wait(lambda: kiosk.list.empty, "the new list")
        for number, code in enumerate(codes, 1):
            kiosk.scan(code)
            kiosk.product.add()
            robot.wait(lambda number=number: kiosk.pieces == number, "the line")
    kiosk.visit.finish()
    robot.wait(lambda: kiosk.visit.parked, "the code")
    code = kiosk.visit.code.replace(" ", "")
    robot.wait(lambda: httpx.get(f"{studio.hub.url}/c/{code}").is_success, "the hub to know the code")
    return code
