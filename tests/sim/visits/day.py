"""Hours of shoppers at two real kiosks before a real hub, and what was seen to be wrong on the way."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import enrolment_code
from sync.client.enrolment import enrol
from sync.hub.context import STORE_FILE
from tests.flow.actors import PATIENCE, eventually
from tests.sim.visits import judge
from tests.sim.visits.shopper import Shopper
from tests.sim.visits.tablets import IDLE, Tablet
from tests.sync.hub.mail.office import serving
from tests.sync.hub.sign_ins.conftest import Post

BETWEEN = 90.0
"""Mean seconds from one visit to the next."""
ACT = 12.0
"""Mean seconds between two things that a shopper does, looking at what the last one showed."""
LONGEST_LOOK = IDLE.after / 3
"""Seconds: whoever walks away after it is still asked before all is wiped."""
MOST = 4
"""How many look around, and how many make a list, for one of each other kind."""
BACK_OFF = 90.0
"""Seconds after which a tablet has surely asked again for a hub that was away."""
SAID = 600
"""Letters of a failure that are told; it goes on with all that is on the screen."""
LANGUAGES = ("en", "en", "it", "it", "ja")


class Day:
    """Two tablets, a hub and its mail; one shopper after the other, out of one seed."""

    def __init__(self, folder: Path, shop: Path, seed: int, tell: Callable[[str], object]) -> None:
        """`shop` is the folder of a hub with the demo shop, not served yet; `tell` is told each act."""
        self._folder = folder
        self._shop = shop
        self._tell = tell
        self._chance = random.Random(seed)
        self.faults: list[str] = []
        self.seen: Counter[str] = Counter()
        self.held: list[int] = []
        self.turns: list[tuple[float, str]] = []
        self._marks: list[str] = []
        self._kept = judge.Left()
        self._other: Tablet | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._post = Post()
        server = self._open.enter_context(serving(self._post))
        mail = ("--smtp", f"smtp://{server.host}:{server.port}", "--mail-from", "hello@shop.example")
        self.hub = self._open.enter_context(HubProcess(self._shop, *mail))
        self.kiosk = self._tablet("first")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for tablet in self._tablets():
            tablet.kill()
        self._open.close()

    def _tablets(self) -> list[Tablet]:
        return [self.kiosk, *([self._other] if self._other else [])]

    def _second(self) -> Tablet:
        """Return the second tablet, opened when it is first wanted; it is as late there as at the first."""
        self._other = self._other or self._tablet("second")
        late = self.kiosk.ahead - self._other.ahead
        # No clock goes back: one that was switched off for long is ahead, and the first waits for it.
        (self._other if late > 0 else self.kiosk).leap(abs(late))
        return self._other

    @property
    def hours(self) -> float:
        """Hours that have passed at the first tablet."""
        return self.kiosk.ahead / 3600

    def live(self, hours: float, only: str = "") -> None:
        """Let shoppers come until so many hours are over; each kind in turn, in an order by chance.

        Most look around or make a list.
        """
        kinds = [way for way in [*self._usual * (MOST - 1), *self._ways] if only in way.__name__]
        ways: list[Callable[[], None]] = []
        while self.hours < hours:
            ways = ways or self._chance.sample(kinds, len(kinds))
            self._next(ways.pop())
        self._close()

    def live_each(self, times: int) -> None:
        """Let each kind of shopper come so many times, in an order by chance."""
        for _ in range(times):
            for way in self._chance.sample(self._ways, len(self._ways)):
                self._next(way)
        self._close()

    def _next(self, way: Callable[[], None]) -> None:
        self._visit(way)
        self.kiosk.leap(self._chance.expovariate(1 / BETWEEN))

    @property
    def _usual(self) -> list[Callable[[], None]]:
        return [self._look_around, self._make_a_list]

    @property
    def _ways(self) -> list[Callable[[], None]]:
        return [
            *self._usual,
            self._mail,
            self._go_away,
            self._claim,
            self._sign_in,
            self._have_it_brought,
            self._crash,
            self._crash_for_long,
            self._without_the_hub,
        ]

    def _visit(self, way: Callable[[], None]) -> None:
        what = way.__name__.strip("_")
        number = self.seen["visits"]
        self.seen["visits"] += 1
        self.seen[what] += 1
        self._tell(f"visit {number}, {what}")
        try:
            way()
        except AssertionError as error:
            raise AssertionError(f"visit {number}, {what}: {str(error)[:SAID]}") from None
        self.turns.append((self.kiosk.longest_turn(), what))
        self.held.append(self.kiosk.resident())
        self._tell(f"holds {self.held[-1]} bytes at {self.hours:.2f} h")

    def _come(self, tablet: Tablet) -> Shopper:
        shopper = Shopper(tablet, self._chance, self.seen["visits"], self._chance.choice(LANGUAGES))
        self._marks += shopper.marks
        return shopper

    def _do(self, shopper: Shopper, *acts: Callable[[], None]) -> None:
        for act in acts:
            self._tell(act.__name__)
            act()
            shopper.tablet.leap(min(self._chance.expovariate(1 / ACT), LONGEST_LOOK))

    def _leave(self, shopper: Shopper, *, finish: bool = True) -> None:
        """End a visit; what was planted must be found nowhere."""
        if finish:
            shopper.finish()
            self._nothing_left(shopper)
            shopper.next()
        shopper.tablet.see_nobody()
        self._nothing_left(shopper)
        self._count(shopper)

    def _count(self, shopper: Shopper) -> None:
        self.seen["scans"] += shopper.scans
        if shopper.pieces:
            self._kept.lists.append(shopper.pieces)

    def _nothing_left(self, shopper: Shopper) -> None:
        found = self._left(shopper)
        if found:
            self.faults.append(f"{shopper.tablet.data.name} still holds {sorted(found)}")

    def _left(self, shopper: Shopper) -> set[str]:
        return shopper.tablet.shows(shopper.marks) | shopper.tablet.keeps(shopper.marks)

    def _look_around(self) -> None:
        shopper = self._come(self.kiosk)
        acts = [shopper.scan, shopper.scan_garbage, shopper.search, shopper.compare, shopper.browse]
        self._do(shopper, *self._chance.sample(acts, 4))
        self._leave(shopper)

    def _make_a_list(self) -> None:
        shopper = self._come(self.kiosk)
        self._do(shopper, shopper.add, shopper.scan_garbage, shopper.change_the_list)
        self._do(shopper, shopper.write_from_a_phone, shopper.add)
        self._leave(shopper)

    def _mail(self) -> None:
        shopper = self._come(self.kiosk)
        self._do(shopper, shopper.add, shopper.mail_it)
        self._leave(shopper)

    def _go_away(self) -> None:
        shopper = self._come(self.kiosk)
        self._do(shopper, shopper.add, shopper.write_from_a_phone, shopper.search)
        self._kept.waiting.append(shopper.walk_away())
        self._leave(shopper, finish=False)

    def _claim(self) -> None:
        shopper = self._come(self.kiosk)
        self._do(shopper, shopper.add, shopper.write_from_a_phone)
        code = shopper.walk_away()
        shopper.tablet.see_nobody()
        self._nothing_left(shopper)
        shopper.claim(self._second(), code)
        self._kept.used.append(code)
        self._do(shopper, shopper.add)
        self._leave(shopper)

    def _sign_in(self) -> None:
        shopper = self._come(self.kiosk)
        self._do(shopper, shopper.add)
        shopper.sign_in(self._post)
        self._leave(shopper)

    def _have_it_brought(self) -> None:
        shopper = self._come(self.kiosk)
        self._do(shopper, shopper.add, shopper.have_it_brought)
        self._leave(shopper)

    def _crash(self) -> None:
        shopper = self._crashed(IDLE.after / 3)
        say = shopper.tablet.say
        shopper.tablet.see(say("resume.title"))
        shopper.tablet.tap(say("resume.go_on"))
        self._do(shopper, shopper.add)
        self._leave(shopper)

    def _crash_for_long(self) -> None:
        shopper = self._crashed(2.0 * (IDLE.after + IDLE.warning))
        shopper.tablet.see_nobody()
        eventually("the wipe", lambda: not self._left(shopper))
        self._leave(shopper, finish=False)

    def _crashed(self, away: float) -> Shopper:
        """Kill the second tablet in the middle of a visit; start it so many seconds later."""
        tablet = self._second()
        shopper = self._come(tablet)
        self._do(shopper, shopper.add, shopper.write_from_a_phone)
        tablet.kill()
        self.seen["blows"] += 1
        # The screen comes up in the tablet's own language.
        self._other = shopper.tablet = Tablet(tablet.data, tablet.ahead + away)
        return shopper

    def _without_the_hub(self) -> None:
        shopper = self._come(self.kiosk)
        self._do(shopper, shopper.add, shopper.write_from_a_phone)
        self.hub.kill()
        self.seen["blows"] += 1
        self._do(shopper, shopper.add, shopper.scan_garbage, shopper.search)
        self._leave(shopper)
        self.hub.start()
        self._all_reach_the_hub(BACK_OFF)

    def _all_reach_the_hub(self, seconds: float = PATIENCE) -> None:
        store = self._shop / STORE_FILE
        eventually("all to reach the hub", lambda: sum(judge.pieces(store)) >= sum(self._kept.lists), seconds)

    def _tablet(self, name: str) -> Tablet:
        data = self._folder / name
        enrol(data, self.hub.url, enrolment_code(self.hub.data))
        return Tablet(data, 0.0)

    def _close(self) -> None:
        """Let all reach the hub, end in good order, and judge what is left."""
        self._all_reach_the_hub()
        for tablet in self._tablets():
            shown = tablet.shows(self._marks)
            tablet.close()
            self.faults += judge.tablet(tablet, self._marks, shown)
        self.faults += judge.hub(self._shop, self._kept)
