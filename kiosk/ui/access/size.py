"""Access mode of a size that is known: another one instead, of those that exist, or forgotten."""

from typing import Any

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Script, lines


class SizeQuestion(Page):
    """Which size is it? Value by value."""

    name = "size"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._turns = Turns(ground.mode.retell)

    @property
    def _now(self) -> Any:
        """Where the size is asked for: among what is known of the shopper, else on the product's page."""
        own = self._pages.known.mine.sizes
        return own if own.asked else self._pages.product.sizes

    def enter(self) -> None:
        """Begin with the size that is chosen now."""
        values = self._now.values[:]
        self._turns.at = next((at for at, value in enumerate(values) if value.chosen), 0)

    def script(self) -> Script:
        """Return what is shown and said now."""
        now = self._now
        forget = self._do("close", "forget", now.forget)
        value = self._turns.of(now.values[:])
        if value is None:
            return Script(
                key=(self.name,),
                title=self._say("sizes.title"),
                lines=lines(now.reason),
                cells=(None, None, READ_ON, self._help, self._do("chevron-left", "back", now.close), None),
                primary=forget,
                back=now.close,
            )
        return Script(
            key=(self.name, value.key),
            title=value.name,
            lines=lines(
                self._ticked(chosen=value.chosen),
                self._say("sizes.title"),
                now.reason,
                self._place(self._turns, now.values[:]),
            ),
            cells=self._among(self._turns, now.close, forget),
            primary=self._do("check", "choose", lambda: now.say(value.key)),
            back=now.close,
        )
