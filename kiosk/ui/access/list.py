"""Access mode of the list: line by line, then what comes of it: brought, taken along, or done."""

from functools import partial

from kiosk.ui.access.page import Ground, Menu, Page, Turns
from kiosk.ui.access.script import READ_ON, Action, Line, Script, lines
from kiosk.ui.list_rows import LineRow
from kiosk.ui.service_rows import OfferRow


class ListPage(Page):
    """The visit's list."""

    name = "list"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._ending = self._more = False
        self._turns = Turns(ground.mode.retell)
        self._menu = Menu(ground.mode)

    def enter(self) -> None:
        """Begin with what waits for an answer, else with the first line."""
        self._ending = self._more = False
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        offers = self._pages.service.offers[:]
        if offers:
            return self._offer(offers[0])
        line = self._turns.of(self._pages.list.lines[:])
        if line is None:
            return self._empty()
        if self._ending and self._more:
            return self._all_else()
        return self._end() if self._ending else self._line(line)

    def _empty(self) -> Script:
        own = self._do("list", "own_lists", self._pages.lists.open)
        return Script(
            key=(self.name, "empty"),
            title=self._say("list.title"),
            lines=lines(self._look.emptyList),
            cells=(
                self._undo if self._pages.list.undoable else None,
                own if self._pages.lists.several else self._claim,
                READ_ON,
                self._help,
                self._back,
                self._do("check", "finish", self._model.toFinish),
            ),
            primary=self._do("search", "search", self._model.typeSearch),
        )

    def _line(self, line: LineRow) -> Script:
        shopping = self._pages.list
        fewer = "fewer" if line.quantity > 1 else "remove"
        return Script(
            key=(self.name, line.key),
            title=line.name,
            lines=(
                Line(self._pieces_for(line)),
                *self._stock(line.level, line.stock),
                *lines(self._say("access.line_place", self._turns.at + 1, len(shopping.lines))),
                *lines(line.answer, line.question, line.options, line.by, line.note),
            ),
            cells=(
                self._do("minus" if line.quantity > 1 else "close", fewer, lambda: shopping.less(line.key)),
                self._do("plus", "one_more", lambda: shopping.more(line.key)),
                self._do("chevron-right", "next", self._turns.next) if len(shopping.lines) > 1 else READ_ON,
                self._help,
                self._back,
                self._do("filters", "more", lambda: self._pages.line.open(line.key)),
            ),
            primary=self._do("check", "go_on", self._here(self._begin_end)),
            picture=line.url,
        )

    def _pieces_for(self, line: LineRow) -> str:
        if not line.price:
            return str(line.quantity)
        return self._say("access.pieces_for", line.quantity, line.price)

    @property
    def _undo(self) -> Action:
        return self._do("undo", "undo", self._model.undoList)

    def _begin_end(self) -> None:
        self._ending = True

    def _stop_end(self) -> None:
        self._ending = False

    def _end(self) -> Script:
        shopping, service = self._pages.list, self._pages.service
        leave = self._here(self._stop_end)
        pieces = self._say("list.pieces", count=shopping.pieces)
        total = self._of(self._say("list.total"), shopping.total) if shopping.total else ""
        orders = [self._then(row.title, row.text) for row in service.orders[:]]
        return Script(
            key=(self.name, "end", *orders),
            title=self._also(shopping.heading, pieces),
            lines=lines(
                total,
                self._say("list.unpriced") if shopping.unpriced else "",
                *orders,
                *self._news,
                *self._asked,
            ),
            cells=(
                self._do("bag", "bring", service.askBring) if service.bringable else None,
                self._do("qr", "take", self._model.toTake),
                READ_ON,
                self._help,
                self._do("chevron-left", "back", leave),
                self._do("filters", "more", self._here(self._begin_more)),
            ),
            primary=self._do("check", "finish", self._model.toFinish),
            back=leave,
        )

    @property
    def _asked(self) -> list[str]:
        """What was asked about the whole list, and what came of it."""
        return [
            f"{row.text} {row.answer} {row.by}" if row.answer else f"{row.text} {row.by}"
            for row in self._pages.questions.asked[:]
            if not row.about
        ]

    def _begin_more(self) -> None:
        self._more = True
        self._menu.restart()

    def _stop_more(self) -> None:
        self._more = False

    def _all_else(self) -> Script:
        leave = self._here(self._stop_more)
        back = self._do("chevron-left", "back", leave)
        return Script(
            key=(self.name, "more"),
            title=self._say("access.more"),
            lines=lines(self._say("mail.title"), self._say("mail.hint")),
            cells=self._menu.cells(self._things, back, self._say("access.more")),
            primary=self._do("mail", "mail", self._pages.mail.open),
            back=leave,
        )

    @property
    def _things(self) -> list[Action]:
        open_orders = [row for row in self._pages.service.orders[:] if row.stoppable]
        calling_off = [
            self._do("close", "call_off", partial(self._pages.service.callOff, row.key))
            for row in open_orders[:1]
        ]
        paper = self._pages.paper
        printing = [self._do("print", "print", paper.print)] if paper.offered else []
        return [
            *calling_off,
            self._do("chat", "ask", self._pages.questions.ask),
            *self._unask(""),
            self._do("list", "own_lists", self._pages.lists.open),
            self._do("clock", "history", self._pages.history.open),
            *printing,
            self._claim,
            self._do("search", "search_short", self._model.typeSearch),
            self._help,
        ]

    def _offer(self, offer: OfferRow) -> Script:
        answer = self._pages.service.answer
        return Script(
            key=(self.name, "offer", offer.key),
            title=offer.name,
            lines=lines(
                offer.instead,
                self._also(offer.options, offer.price),
                self._say("service.offer_question"),
            ),
            cells=(
                self._do("close", "leave_out", partial(answer, offer.order, offer.line, agreed=False)),
                None,
                READ_ON,
                self._help,
                self._back,
                None,
            ),
            primary=self._do("check", "yes", partial(answer, offer.order, offer.line, agreed=True)),
            picture=offer.url,
        )
