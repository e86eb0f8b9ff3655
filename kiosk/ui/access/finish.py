"""Access mode of the farewell: what was kept and where, what was cleared."""

from kiosk.ui.access.page import Page
from kiosk.ui.access.script import READ_ON, Script, lines
from kiosk.ui.access.slip import code_of, slip


class FinishPage(Page):
    """The end of a visit."""

    name = "finish"

    def script(self) -> Script:
        """Return what is shown and said now."""
        visit = self._pages.visit
        kept = [row.text for row in visit.kept[:]]
        cleared = [row.text for row in visit.cleared[:]]
        return Script(
            # Not by what is said: that all has arrived is no reason to begin anew.
            key=(self.name,),
            title=self._look.thanks,
            lines=(
                *slip(self._shop.words.texts, visit, offline=self._model.hub.offline),
                *lines(
                    self._say("finish.kept"),
                    *kept,
                    self._say("finish.wiped"),
                    *cleared,
                    self._say("finish.receipt"),
                    self._say("access.ends"),
                ),
            ),
            cells=(None, None, READ_ON, None, None, None),
            primary=self._do("check", "next_shopper", self._model.toAttract),
            code=code_of(visit),
            back=self._model.toAttract,
        )
