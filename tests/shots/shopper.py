"""What is photographed of signing in and of who has: a hub of words stands in, as each state wants it."""

from concurrent.futures import Future
from typing import Any

import msgspec
from scenes import COAT, LAMP, SETTLE_MS, SOFA
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.ui.robot import Robot
from sync.client.errors import Faulty, Offline, Refused
from sync.protocol import scopes
from sync.protocol.customers import Consent, Customer
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.fits import Fit, Tally
from sync.protocol.ids import line_id
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.sign_ins import SignedInShopper, SignInBegun, SignInState

ANNA = "anna"
ASKED = 3
"""Slashes in the path of who asks how it stands."""
BEGUN = SignInBegun(
    "1" * 32, "shop.example", 120, 2, url="https://shop.example/s/7KQM4XDP", code="7KQM-4XDP", number="47"
)
MAILED = SignInBegun("1" * 32, "shop.example", 600, 2)
CONFIRMED = SignInState("confirmed", "A***", 118)
WHO = SignedInShopper(ANNA, "A***", 7200, "Anna", ["living", "hall", "long"])
TITLES = {
    "en": ("Living room", "Hall upstairs", "Everything for the house by the lake that we may have one day"),
    "it": (
        "Soggiorno",
        "Ingresso al piano di sopra",
        "Tutto per la casa sul lago che forse un giorno avremo",
    ),
    "ja": ("リビング", "二階の玄関", "いつか手に入れるかもしれない湖畔の家のためのすべて"),
}
FITS = {
    "size|coats|Sera": Fit(
        "size",
        "coats",
        "Sera",
        {"M": Tally(bought=4, returned=1), "S": Tally(bought=1, returned=1, too_small=1)},
    ),
    "shoe-size||": Fit("shoe-size", said="39"),
}
DAY, PLACE = "2026-11-02T10:00:00Z", "Milano Brera"
CONSENTS = {
    f"{purpose}:email": Consent(purpose, "email", given=given, wording="kiosk-1", at=DAY, place=PLACE)
    for purpose, given in (("newsletter", True), ("reminder", False))
}


class HubOfWords:
    """Answers at once, with what is wanted next.

    Without a word it never does, but that nothing has happened yet to who asks how it stands.
    """

    def __init__(self) -> None:
        self.next: list[Any] = []

    def ask(self, path: str, body: msgspec.Struct, answer: type[Any]) -> Future[Any]:
        """Take the next answer, or the error in its place."""
        asked: Future[Any] = Future()
        if path.endswith("/abort"):
            return asked
        if self.next:
            word = self.next.pop(0)
            if isinstance(word, Exception):
                asked.set_exception(word)
            else:
                asked.set_result(word)
        elif path.count("/") == ASKED:
            asked.set_result(SignInState("pending", expires_in=110))
        return asked


class ShopperScenes:
    """Takes all pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size
        self._clock = StandingClock()
        self._seq = 0

    def play(self) -> None:
        """Take them all."""
        for scene in (self._phone, self._mail, self._over, self._welcome, self._nothing_begun):
            with self._studio.kiosk(self._size, self._clock) as (kiosk, robot):
                kiosk.shop.speak(self._language)
                hub = HubOfWords()
                kiosk.sign_in._ask = hub.ask
                scene(kiosk, robot, hub)

    def _phone(self, kiosk: Kiosk, robot: Robot, hub: HubOfWords) -> None:
        self._keep(kiosk, robot, SOFA)
        kiosk.model.toSignIn()
        self._shoot(robot, "asking")
        hub.next = [BEGUN]
        kiosk.sign_in.again()
        self._shoot(robot, "phone")
        hub.next = [SignInState("seen", expires_in=97)]
        robot.wait(lambda: bool(kiosk.sign_in.seen), "the phone")
        self._shoot(robot, "seen")
        hub.next = [CONFIRMED]
        robot.wait(lambda: kiosk.sign_in.step == "hello", "the question")
        self._shoot(robot, "hello")

    def _mail(self, kiosk: Kiosk, robot: Robot, hub: HubOfWords) -> None:
        kiosk.model.begin()
        hub.next = [BEGUN]
        kiosk.model.toSignIn()
        kiosk.sign_in.byMail()
        self._shoot(robot, "address")
        kiosk.sign_in.write("anna.rossi@")
        kiosk.sign_in.send()
        self._shoot(robot, "no-address")
        hub.next = [MAILED]
        kiosk.sign_in.write("anna.rossi@example.com")
        kiosk.sign_in.send()
        robot.wait(lambda: kiosk.sign_in.step == "mailed", "the digits")
        for digit in "904":
            kiosk.sign_in.press(digit)
        self._shoot(robot, "digits")
        hub.next = [Refused("403", "wrong_code")]
        for digit in "117":
            kiosk.sign_in.press(digit)
        self._shoot(robot, "wrong-code")

    def _over(self, kiosk: Kiosk, robot: Robot, hub: HubOfWords) -> None:
        kiosk.model.begin()
        for state, word in {
            "offline": Offline("no line"),
            "busy": Offline("429", 60, "too_many"),
            "no-mail": Faulty("409", "no_mail"),
            "failed": Faulty("409", "no_visit"),
        }.items():
            hub.next = [word]
            kiosk.model.toSignIn()
            kiosk.sign_in.again()
            robot.wait(lambda: kiosk.sign_in.step == "over", "the end")
            self._shoot(robot, state)
        for state in ("refused", "expired"):
            hub.next = [BEGUN, SignInState(state)]
            kiosk.sign_in.again()
            robot.wait(lambda: kiosk.sign_in.step == "over", "the end")
            self._shoot(robot, state)

    def _welcome(self, kiosk: Kiosk, robot: Robot, hub: HubOfWords) -> None:
        for code in (SOFA, COAT, LAMP):
            self._keep(kiosk, robot, code)
        self._enter(kiosk, robot, hub)
        lines = kiosk.list.document.present
        first, second, long = TITLES[self._language]
        other = "it" if self._language != "it" else "en"
        living = [self._line("living", line, quantity) for line, quantity in ((lines[2], 2), (lines[0], 1))]
        self._tell(
            kiosk,
            Customer(ANNA, other, "milano", lists=WHO.lists, fits=FITS, consents=CONSENTS),
            self._list("living", first, *living),
            self._list("hall", second, self._line("hall", lines[1], 1)),
            self._list("long", long, self._line("long", lines[0], 1)),
        )
        robot.wait(lambda: bool(kiosk.known.joining.ready), "what is theirs")
        self._shoot(robot, "welcome")
        kiosk.known.joining.pick("living")
        kiosk.known.joining.toggle(lines[1].id)
        self._shoot(robot, "welcome-some")
        kiosk.known.joining.join()
        robot.wait(lambda: kiosk.model.page == "list", "the list")
        self._shoot(robot, "list")
        kiosk.model.toHome()
        self._shoot(robot, "home")
        kiosk.model.toMine()
        self._shoot(robot, "mine")
        kiosk.known.mine.change("size|coats|Sera")
        robot.wait(lambda: bool(kiosk.searcher.idle), "the sizes")
        self._shoot(robot, "mine-size")
        kiosk.known.mine.sizes.close()
        kiosk.space.ask()
        for key in "240":
            kiosk.space.press(key)
        kiosk.space.save()
        robot.wait(lambda: kiosk.space.own, "the space")
        self._shoot(robot, "mine-space")
        kiosk.model.signOut()
        robot.wait(lambda: kiosk.model.page == "finish", "the end")
        self._shoot(robot, "finish")

    def _nothing_begun(self, kiosk: Kiosk, robot: Robot, hub: HubOfWords) -> None:
        kiosk.model.begin()
        self._enter(kiosk, robot, hub)
        self._shoot(robot, "welcome-coming")
        self._tell(kiosk, Customer(ANNA, self._language))
        robot.wait(lambda: bool(kiosk.known.here), "what is known")
        self._shoot(robot, "welcome-new")
        kiosk.model.toMine()
        self._shoot(robot, "mine-empty")

    def _enter(self, kiosk: Kiosk, robot: Robot, hub: HubOfWords) -> None:
        hub.next = [BEGUN, CONFIRMED, WHO]
        kiosk.model.toSignIn()
        robot.wait(lambda: kiosk.sign_in.step == "hello", "the question")
        kiosk.sign_in.accept()
        robot.wait(lambda: kiosk.model.page == "welcome", "the welcome")

    def _keep(self, kiosk: Kiosk, robot: Robot, code: str) -> None:
        wanted = kiosk.pieces + 1
        kiosk.scan(code)
        kiosk.product.add()
        robot.wait(lambda: kiosk.pieces == wanted, "the line")

    def _list(self, name: str, title: str, *lines: Line) -> ShoppingList:
        return ShoppingList(name, f"customer:{ANNA}", title, lines=list(lines))

    def _line(self, name: str, line: Line, quantity: int) -> Line:
        return msgspec.structs.replace(
            line, id=line_id(name, line.variant, line.options), quantity=quantity, by="shop"
        )

    def _tell(self, kiosk: Kiosk, *documents: Any) -> None:
        """The hub sends what is theirs."""
        changes = []
        for body in documents:
            kind = "customer" if isinstance(body, Customer) else "list"
            self._seq += 1
            raw = msgspec.Raw(msgspec.json.encode(body))
            changes.append(Change(f"{kind}:{body.id}", kind, body.id, self._seq, raw))
        epoch = kiosk._replica._meta("epoch")
        kiosk._replica.receive(SyncAnswer(epoch, self._clock.now().isoformat(), changes=changes))
        kiosk._news.changed.emit(frozenset({scopes.customer(ANNA), scopes.shopping_list("living")}))

    def _shoot(self, robot: Robot, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"signin-{state}-{self._language}", self._size))
