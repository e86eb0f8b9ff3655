"""Access mode of the large code: the list leaves with the shopper."""

from kiosk.ui.access.page import Page
from kiosk.ui.access.script import READ_ON, Script, lines


class TakePage(Page):
    """The code, and what to do with it."""

    name = "take"

    def script(self) -> Script:
        """Return what is shown and said now."""
        take = self._pages.take
        arrived = self._pages.list.onPhone
        words: tuple[str, ...]
        if take.closed:
            words = (self._say("take.closed"),)
        elif not take.ready:
            words = (self._say("take.wait"),)
        else:
            later = self._say("take.later") if self._model.hub.offline else ""
            steps = (self._say("take.step_1"), self._say("take.step_2"), self._say("take.step_3"))
            words = (self._say("take.arrived") if arrived else "", later, *steps)
        close = self._do("close", "close_link", take.revoke)
        return Script(
            key=(self.name, take.closed, take.ready, arrived),
            title=self._say("take.title"),
            lines=lines(*words),
            cells=(
                self._do("qr", "new_link", take.open) if take.closed else close,
                self._do("check", "without", self._model.skipTake) if take.leaving else None,
                READ_ON,
                self._help,
                self._back,
                self._do("mail", "mail_short", self._pages.mail.open),
            ),
            primary=self._do("check", "have_it", self._done),
            code=self._list_code,
        )

    def _done(self) -> None:
        if self._pages.take.leaving:
            self._model.toFinish()
        else:
            self._model.toList()
