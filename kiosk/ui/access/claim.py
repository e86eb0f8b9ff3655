"""Access mode of `I have a list`: the code that it waits under, in a few large keys."""

from kiosk.core import spelling
from kiosk.ui.access.page import Ground, Page
from kiosk.ui.access.script import BACKSPACE, READ_ON, Script, lines
from kiosk.ui.access.speller import Speller
from sync.protocol import parking
from sync.protocol.orders.codes import DIGITS

KEYS = spelling.code(DIGITS)


class ClaimPage(Page):
    """Nine signs, and what comes of them."""

    name = "claim"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._speller = Speller(ground.mode, self._pages.claim.press, str)

    def enter(self) -> None:
        """Begin with the first keys."""
        self._speller.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        return self._waiting() if self._pages.claim.busy else self._keys()

    def _keys(self) -> Script:
        claim, speller = self._pages.claim, self._speller
        title = self._say("claim.title")
        if claim.typed:
            title = parking.grouped(claim.typed)
        erase = self._do("erase", "erase", claim.erase)
        leave = self._do("chevron-left", "back", self._model.leaveClaim)
        return Script(
            # What is written is said sign by sign: that is no new page.
            key=(self.name, "keys"),
            title=title,
            lines=lines(claim.said or self._say("claim.text")),
            cells=speller.cells(KEYS, erase if claim.typed else leave),
            primary=(
                self._do("list", "find_list", claim.enter)
                if speller.first
                else self._do("chevron-left", "other_keys", speller.leave)
            ),
            typed=self._type,
            back=self._model.leaveClaim if speller.first else speller.leave,
            figures=True,
            spoken=" ".join(claim.typed),
        )

    def _type(self, text: str) -> None:
        self._speller.restart()
        if text == BACKSPACE:
            self._pages.claim.erase()
        else:
            self._pages.claim.press(text)

    def _waiting(self) -> Script:
        leave = self._model.leaveClaim
        return Script(
            key=(self.name, "waiting", self._pages.claim.said),
            title=self._pages.claim.said,
            lines=(),
            cells=(None, None, READ_ON, self._help, None, None),
            primary=self._do("chevron-left", "back", leave),
            back=leave,
        )
