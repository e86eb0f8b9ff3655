"""One shopper's visit at a real kiosk: what they do there, and the marks of theirs that nothing may keep."""

import random
from typing import Protocol

from tests.flow.actors import PlainPhone, eventually
from tests.sim.visits.tablets import IDLE, TEXTS, Tablet

KNOWN = ("LRC-MOSS-212", "LRC-INK-212", "MEL-RUST", "STE-BRASS")
"""Shelf codes of the demo shop."""
NATIVE = {"en": "English", "it": "Italiano", "ja": "日本語"}
GARBAGE = {
    "9527310001012": "title_unread",
    "https://elsewhere.example/x": "title_other",
    "NO-SUCH-1": "title",
    "what is it?": "title",
    "AB\x01C\x07D": "title_unread",
}
"""What is no product, and what the screen says of it."""
SHELVES = {"en": "Seating, ", "it": "Sedute, ", "ja": "椅子・ソファ, "}
"""How the name of a shelf begins."""


class Letters(Protocol):
    """Where mail arrives."""

    def code(self, address: str) -> str:
        """Return the digits of the next letter to an address."""


class Shopper:
    """Somebody at a tablet. What they plant is in `marks`, how many codes they scanned in `scans`."""

    def __init__(self, tablet: Tablet, chance: random.Random, number: int, language: str) -> None:
        """Come to a tablet that nobody stands at."""
        self.tablet = tablet
        self.scans = 0
        self.pieces = 0
        self._shared = False
        self._waits = False
        self._known = False
        self._typed = False
        self._chance = chance
        self._mark = f"qz{number:03}{chance.randrange(1000):03}"
        self.marks = [self._mark]
        tablet.tap(NATIVE[language])
        tablet.texts = TEXTS[language]
        tablet.tap(tablet.say("attract.begin"))

    def scan(self) -> None:
        """Scan something that the shop has."""
        self.scans += 1
        self.tablet.scan(self._chance.choice(KNOWN))
        self.tablet.see(self.tablet.say("product.add"))

    def scan_garbage(self) -> None:
        """Scan something that is no product."""
        self.scans += 1
        code, answer = self._chance.choice(list(GARBAGE.items()))
        title = self.tablet.say(f"unknown.{answer}")
        self.tablet.scan(code)
        self.tablet.see(title)
        self.tablet.tap(self.tablet.say("unknown.again"))
        self.tablet.miss(title)

    def add(self) -> None:
        """Scan something and put it on the list."""
        self.scan()
        self.tablet.tap(self.tablet.say("product.add"))
        self.pieces += 1
        self.tablet.see(self.tablet.say("nav.list_count", count=self.pieces))

    def search(self) -> None:
        """Look for what nobody has, and leave it standing there; what was typed is a mark."""
        self.tablet.tap(self.tablet.say("nav.search"))
        self.tablet.type(self._mark)
        self.tablet.see(self._mark)
        self._typed = True
        self.tablet.tap(self.tablet.say("keys.hide"))

    def compare(self) -> None:
        """Lay one thing beside others."""
        self.scan()
        self.tablet.tap(self.tablet.say("compare.begin"))
        self.tablet.see(self.tablet.say("compare.with"))

    def change_the_list(self) -> None:
        """One more, one less, and take that back."""
        say = self.tablet.say
        self.to_list()
        self.tablet.tap(say("list.one_more"))
        self.tablet.see(say("nav.list_count", count=self.pieces + 1))
        self.tablet.tap(say("list.one_less"))
        self.tablet.see(say("nav.list_count", count=self.pieces))
        self.tablet.tap(say("list.arrange"))
        self.tablet.tap(say("history.open"))
        # Each change has its own way back, which says what it takes back; the latest stands first.
        self.tablet.tap_showing(f"{say('history.take_back')}: ")
        self.pieces += 1
        self.tablet.tap(say("nav.close"))
        self.tablet.see(say("nav.list_count", count=self.pieces))
        self.tablet.tap(say("list.arranged"))

    def write_from_a_phone(self) -> None:
        """Open the list on a phone; give it a name, a title and a note, which are marks."""
        self.to_list()
        name, title, note = (f"{word} {self._mark}" for word in ("Nonna", "Casa", "Sotto"))
        phone = PlainPhone(self.tablet.link(), name)
        eventually("the link to open", lambda: phone.shows(self.pieces))
        self._shared = True
        line = phone.list()["lines"][0]["id"]
        phone.change(verb="RenameList", title=title, base="")
        phone.change(verb="SetNote", line=line, note=note, base="")
        self.tablet.see(title)
        self.tablet.see(note)

    def mail_it(self) -> None:
        """Mail the list to an address, which is a mark."""
        say = self.tablet.say
        self.to_list()
        self.tablet.tap(say("take.email"))
        self.tablet.type(f"{self._mark}@example.com")
        self.tablet.tap(say("mail.send"))
        self.tablet.see(say("mail.sent"))
        self.tablet.tap(say("nav.close"))

    def have_it_brought(self) -> None:
        """Ask the store for what is on the list, under a name, which is a mark."""
        say = self.tablet.say
        self.to_list()
        self.tablet.tap(say("service.bring"))
        self.tablet.see(say("service.name_title"))
        self.tablet.type(self._mark)
        self.tablet.tap(say("service.name_go"))
        self.tablet.see(say("service.new"))
        self._waits = True

    def sign_in(self, letters: Letters) -> None:
        """Sign in with a code that is mailed, and let the list join one's own; the address is a mark."""
        say = self.tablet.say
        address = f"{self._mark}@example.com"
        self.tablet.tap(say("hello.sign_in"))
        self.tablet.tap(say("hello.by_mail"))
        self.tablet.type(address)
        self.tablet.tap(say("hello.send"))
        self.tablet.see(say("hello.mailed_title"))
        for digit in letters.code(address):
            self.tablet.tap(digit)
        self.tablet.tap(say("hello.yes"))
        self.tablet.tap(say("known.join", count=1))
        self.tablet.see(say("known.joined", count=1))
        self._known = True

    def browse(self) -> None:
        """Look along the first shelf."""
        self.tablet.tap(self.tablet.say("nav.search"))
        if self._typed:
            self.tablet.tap(self.tablet.say("search.clear"))
        self.tablet.see(self.tablet.say("search.browse"))
        self.tablet.tap_showing(SHELVES[self.tablet.texts.language])
        self.tablet.see(self.tablet.say("search.filters"))

    def claim(self, tablet: Tablet, code: str) -> None:
        """Go on at another tablet with the lists that wait under a code."""
        tablet.texts = TEXTS["en"]
        tablet.tap(NATIVE["en"])
        self.tablet = tablet
        tablet.tap(tablet.say("claim.open"))
        for sign in code.replace(" ", ""):
            tablet.tap(sign)
        tablet.see(tablet.say("nav.list_count", count=self.pieces))
        tablet.see(self._mark)

    def to_list(self) -> None:
        """Look at the list."""
        self.tablet.tap(self.tablet.say("nav.list_count", count=self.pieces))

    def finish(self) -> None:
        """Say that it is over."""
        say = self.tablet.say
        self.tablet.tap(say("nav.finish"))
        if self.pieces and not self._shared and not self._known:
            # Nobody has the list yet: the code is offered first.
            self.tablet.tap(say("take.skip"))
        if self._waits and not self._shared and not self._known:
            # What was to be brought is called off: that is said first.
            self.tablet.tap(say("leaving.go"))
        self.tablet.see(say("finish.wiped"))

    def next(self) -> None:
        """Leave the receipt to who comes next."""
        self.tablet.tap(self.tablet.say("finish.next"))

    def walk_away(self) -> str:
        """Stand there no longer; return the code that was on the screen, '' where nothing was on the list."""
        self.tablet.leap(IDLE.after + 1)
        self.tablet.see(self.tablet.say("idle.title"))
        code = self.tablet.code() if self.pieces else ""
        self.tablet.leap(IDLE.warning + 1)
        self.tablet.see_nobody()
        return code
