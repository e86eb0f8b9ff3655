"""Access mode before anybody has begun: the languages, and the way in."""

from functools import partial

from kiosk.ui.access.page import Page
from kiosk.ui.access.script import READ_ON, Action, Cell, Script, lines

LANGUAGE_CELLS = 2


class AttractPage(Page):
    """Touch to begin."""

    name = "attract"

    def script(self) -> Script:
        """Return what is shown and said now."""
        off = self._do("contrast", "leave", self._mode.leave)
        return Script(
            key=(self.name,),
            title=self._say("access.welcome"),
            lines=lines(
                *self._loading,
                self._say("access.keys_how"),
                self._say("access.scan_how") if self._model.selling else "",
                self._say("access.off_how"),
            ),
            cells=(*self._languages(), READ_ON, self._do("bell", "help", self._call), off, self._claim),
            primary=self._do("search", "begin", self._model.begin),
        )

    @property
    def _loading(self) -> tuple[str, ...]:
        """How far the range is that is on its way to a new tablet; nothing once it is there."""
        loading = self._model.loading
        return () if self._model.selling else (loading.sentence, loading.figures)

    def _call(self) -> None:
        self._model.begin()
        self._model.toHelp()

    def _languages(self) -> tuple[Cell, ...]:
        """Return the two languages that follow the one that is spoken; the next ones come behind those."""
        rows = self._model.languages[:]
        spoken = next((at for at, row in enumerate(rows) if row.key == self._model.language), 0)
        others = rows[spoken + 1 :] + rows[:spoken]
        cells: list[Cell] = [
            Action("globe", row.name, partial(self._model.speak, row.key)) for row in others[:LANGUAGE_CELLS]
        ]
        return tuple(cells + [None] * (LANGUAGE_CELLS - len(cells)))
