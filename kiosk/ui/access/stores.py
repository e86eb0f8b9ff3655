"""Access mode of the sheet of stores: what is not here, what is here instead, and store by store."""

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Action, Line, Script, lines, stock
from kiosk.ui.product_rows import ValueRow
from kiosk.ui.store_rows import StoreRow


class StoresQuestion(Page):
    """Where it is, and what can be asked of a store."""

    name = "stores"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._instead = False
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the first store."""
        self._go_along(instead=False)

    def _go_along(self, *, instead: bool) -> None:
        self._instead = instead
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        stores = self._pages.stores
        if self._instead and (value := self._turns.of(stores.instead[:])):
            return self._value(value)
        row = self._turns.of(stores.rows[:])
        return self._nowhere() if row is None else self._store(row)

    @property
    def _here_instead(self) -> Action | None:
        """The other values, where there are any here."""
        if not len(self._pages.stores.instead):
            return None
        return self._do("swap", "instead", self._here(lambda: self._go_along(instead=True)))

    @property
    def _close(self) -> Action:
        return self._do("chevron-left", "back", self._pages.stores.close)

    def _nowhere(self) -> Script:
        stores = self._pages.stores
        return Script(
            key=(self.name, "nowhere"),
            title=stores.title,
            lines=lines(self._say("stores.none"), stores.subject),
            cells=(self._here_instead, None, READ_ON, self._help, None, None),
            primary=self._close,
            back=stores.close,
        )

    def _store(self, row: StoreRow) -> Script:
        stores = self._pages.stores
        first = self._turns.at == 0
        primary = self._close
        send: Action | None = None
        if row.keeps:
            primary = self._do("store", "keep", lambda: stores.keep(row.key))
            send = self._do("truck", "send_here", lambda: stores.send(row.key))
        elif row.takes:
            primary = self._do("phone", "take_online", stores.take)
        offline = self._model.hub.offline
        promise = self._say("stores.offline" if offline else "stores.promise") if row.keeps else ""
        where = self._also(row.detail, row.way, row.hours)
        return Script(
            key=(self.name, row.key),
            title=stores.title if first else row.figure,
            lines=(
                *((Line(row.asked, tone="ok", symbol="check"),) if row.asked else ()),
                *stock(row.level, self._also(row.figure if first else "", where)),
                *lines(
                    self._place(self._turns, stores.rows[:]),
                    row.age,
                    promise,
                    stores.subject if first else "",
                ),
            ),
            cells=(
                send,
                self._do("chevron-right", "next", self._turns.next) if len(stores.rows) > 1 else None,
                READ_ON,
                self._help,
                self._close if row.keeps or row.takes else None,
                self._here_instead,
            ),
            primary=primary,
            back=stores.close,
        )

    def _value(self, value: ValueRow) -> Script:
        stores = self._pages.stores
        leave = self._here(lambda: self._go_along(instead=False))
        return Script(
            key=(self.name, "instead", value.key),
            title=value.name,
            lines=lines(self._say("stores.here"), self._place(self._turns, stores.instead[:])),
            cells=self._among(self._turns, leave),
            primary=self._do("check", "choose", lambda: stores.pick(value.key)),
            back=leave,
        )
