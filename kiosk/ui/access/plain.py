"""Access mode of a page that has no script of its own: what it is called, and the ways on."""

from kiosk.ui.access.page import Page
from kiosk.ui.access.script import READ_ON, Script, lines


class PlainPage(Page):
    """Any page."""

    name = ""

    def script(self) -> Script:
        """Return what is shown and said now."""
        page = self._model.page
        known = self._shop.words.texts.raw(f"{page}.title")
        return Script(
            key=(page,),
            title=known or self._say("access.other_page"),
            lines=lines(self._say("access.other_how")),
            cells=(None, None, READ_ON, self._help, self._back, self._list),
            primary=self._do("home", "home", self._model.toHome),
        )
