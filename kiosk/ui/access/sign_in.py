"""Access mode of signing in: the code and the number for a phone, or an address and six digits."""

from kiosk.core import spelling
from kiosk.core.keypad import endings
from kiosk.ui.access.page import Ground, Page
from kiosk.ui.access.script import BACKSPACE, READ_ON, Action, Code, Line, Script, lines
from kiosk.ui.access.speller import Speller

DIGITS = spelling.digits()
UNBROKEN = "\N{NON-BREAKING HYPHEN}"
"""What is typed elsewhere stands on one row."""
STEPS_DONE = frozenset({"none", "over"})


class SignInPage(Page):
    """What the sign-in waits for."""

    name = "sign_in"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        sign_in = self._pages.sign_in
        self._letters = Speller(ground.mode, sign_in.keys.press, sign_in.keys.spoken)
        self._digits = Speller(ground.mode, sign_in.press, str)

    def enter(self) -> None:
        """Begin with the first keys."""
        self._letters.restart()
        self._digits.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        step = self._pages.sign_in.step
        if step in STEPS_DONE:
            return self._over()
        steps = {
            "asking": self._asking,
            "phone": self._phone,
            "address": self._address,
            "mailed": self._mailed,
            "hello": self._hello,
            "entering": self._entering,
        }
        return steps[step]()

    @property
    def _by_mail(self) -> Action:
        return self._do("mail", "by_mail", self._pages.sign_in.byMail)

    @property
    def _by_phone(self) -> Action:
        return self._do("phone", "by_phone", self._pages.sign_in.again)

    def _asking(self) -> Script:
        return Script(
            key=(self.name, "asking"),
            title=self._say("hello.sign_in"),
            lines=lines(self._say("hello.asking")),
            cells=(None, None, READ_ON, self._help, self._back, None),
            primary=self._by_mail,
        )

    def _phone(self) -> Script:
        sign_in = self._pages.sign_in
        state = "away" if sign_in.away else "seen" if sign_in.seen else "waiting"
        way = self._say("hello.step_1_text", sign_in.domain)
        way = f"{way}, {self._say('hello.or_type', sign_in.typed)}"
        return Script(
            key=(self.name, "phone", sign_in.number),
            title=self._of(self._say("hello.number"), sign_in.number),
            lines=(
                *lines(*(self._say(f"hello.step_{at}", sign_in.number) for at in (1, 2, 3))),
                Line(way.replace("-", UNBROKEN), spoken=way),
                *lines(self._say(f"hello.{state}", sign_in.left), self._say("hello.safe")),
            ),
            cells=(None, None, READ_ON, self._help, self._back, None),
            primary=self._by_mail,
            code=Code(sign_in.path, sign_in.side) if sign_in.path else None,
        )

    def _address(self) -> Script:
        sign_in, speller = self._pages.sign_in, self._letters
        wrong = "hello.no_address" if sign_in.why == "no_address" else "hello.mail_text"
        erase = self._do("erase", "erase", sign_in.keys.erase)
        return Script(
            # What is written is said sign by sign: that is no new page.
            key=(self.name, "address"),
            title=sign_in.address or self._say("hello.mail_title"),
            lines=lines(self._say(wrong)),
            cells=speller.cells(
                spelling.address(endings(self._model.language)),
                erase if sign_in.address else self._do("chevron-left", "back", sign_in.again),
            ),
            primary=(
                self._do("mail", "send_code", sign_in.send)
                if speller.first
                else self._do("chevron-left", "other_keys", speller.leave)
            ),
            typed=self._type_address,
            back=sign_in.again if speller.first else speller.leave,
            figures=True,
        )

    def _type_address(self, text: str) -> None:
        sign_in = self._pages.sign_in
        self._letters.restart()
        if text == BACKSPACE:
            sign_in.keys.erase()
        else:
            sign_in.write(sign_in.address + text)

    def _mailed(self) -> Script:
        sign_in, speller = self._pages.sign_in, self._digits
        lack = ""
        if sign_in.why == "wrong_code":
            lack = self._say("hello.wrong_code")
        elif sign_in.away:
            lack = self._say("hello.no_answer")
        erase = self._do("erase", "erase", sign_in.erase)
        digits = " ".join(sign_in.digits)
        return Script(
            key=(self.name, "mailed"),
            title=digits or self._say("hello.mailed_title"),
            lines=lines(
                lack,
                self._say("hello.digits", count=len(sign_in.digits)) if digits else "",
                self._say("hello.mailed_text", sign_in.mailed, sign_in.left),
            ),
            cells=speller.cells(
                DIGITS, erase if digits else self._do("chevron-left", "back", self._model.back)
            ),
            primary=self._by_phone
            if speller.first
            else self._do("chevron-left", "other_digits", speller.leave),
            typed=self._type_digit,
            back=None if speller.first else speller.leave,
            figures=True,
        )

    def _type_digit(self, text: str) -> None:
        self._digits.restart()
        if text == BACKSPACE:
            self._pages.sign_in.erase()
        else:
            self._pages.sign_in.press(text)

    def _hello(self) -> Script:
        sign_in = self._pages.sign_in
        return Script(
            key=(self.name, "hello"),
            title=self._say("hello.question", sign_in.hello),
            lines=lines(self._say("hello.question_text", sign_in.left)),
            cells=(self._do("close", "not_me", self._model.back), None, READ_ON, self._help, None, None),
            primary=self._do("check", "its_me", sign_in.accept),
            spoken=self._say("hello.question", sign_in.hello.replace("*", "")),
        )

    def _entering(self) -> Script:
        sign_in = self._pages.sign_in
        return Script(
            key=(self.name, "entering"),
            title=self._say("hello.no_answer" if sign_in.away else "hello.asking"),
            lines=(),
            cells=(None, None, READ_ON, None, None, None),
            primary=self._help,
        )

    def _over(self) -> Script:
        sign_in = self._pages.sign_in
        why = sign_in.why
        words = (self._say(f"hello.{why}"), self._say(f"hello.{why}_text")) if why else ("", "")
        no_mail = why == "no_mail"
        return Script(
            key=(self.name, "over", why),
            title=words[0] or self._say("hello.sign_in"),
            lines=lines(words[1]),
            cells=(None, None, READ_ON, self._help, self._do("person", "guest", self._model.back), None),
            primary=self._by_phone if no_mail else self._do("undo", "again", sign_in.again),
        )
