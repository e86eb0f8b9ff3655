"""Access mode of the sheet that mails the list: an address in large keys, then how the letter stands."""

from kiosk.core import spelling
from kiosk.core.keypad import endings
from kiosk.ui.access.page import Ground, Page
from kiosk.ui.access.script import BACKSPACE, READ_ON, Script, lines
from kiosk.ui.access.speller import Speller


class MailQuestion(Page):
    """Where shall the list go?"""

    name = "mail"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        keypad = self._pages.mail.keypad
        self._speller = Speller(ground.mode, keypad.press, keypad.spoken)

    def enter(self) -> None:
        """Begin with the first keys."""
        self._speller.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        return self._address() if self._pages.mail.typing else self._stands()

    def _address(self) -> Script:
        mail, speller = self._pages.mail, self._speller
        text = self._say("mail.wrong") if mail.wrong else self._say("mail.hint")
        erase = self._do("erase", "erase", mail.keypad.erase)
        return Script(
            # What is written is said sign by sign: that is no new page.
            key=(self.name, "address"),
            title=mail.address or self._say("mail.title"),
            lines=lines(text),
            cells=speller.cells(
                spelling.address(endings(self._model.language)),
                erase if mail.address else self._do("chevron-left", "back", mail.close),
            ),
            primary=(
                self._do("mail", "send", mail.send)
                if speller.first
                else self._do("chevron-left", "other_keys", speller.leave)
            ),
            typed=self._type,
            back=mail.close if speller.first else speller.leave,
            figures=True,
        )

    def _type(self, text: str) -> None:
        mail = self._pages.mail
        self._speller.restart()
        if text == BACKSPACE:
            mail.keypad.erase()
        else:
            mail.write(mail.address + text)

    def _stands(self) -> Script:
        mail = self._pages.mail
        return Script(
            key=(self.name, mail.state),
            title=mail.title,
            lines=lines(mail.text),
            cells=(self._do("edit", "anew", mail.again), None, READ_ON, self._help, None, None),
            primary=self._do("check", "close", mail.close),
            back=mail.close,
        )
