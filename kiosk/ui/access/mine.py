"""Access mode of what is known of a shopper: sizes, what they agreed to, their store, their language."""

from collections.abc import Callable

from kiosk.ui.access.page import Ground, Menu, Page, Turns
from kiosk.ui.access.script import Action, Script, lines
from kiosk.ui.known_rows import ChoiceRow, ConsentRow, FitRow

SPACE = "space"
"""The key under which the space stands among the sizes."""


class MinePage(Page):
    """Each thing that is known, one by one, to be changed or forgotten."""

    name = "mine"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._along = ""
        self._turns = Turns(ground.mode.retell)
        self._menu = Menu(ground.mode)

    def enter(self) -> None:
        """Begin with what there is."""
        self._menu.restart()
        self._go_along("")

    def _go_along(self, what: str) -> None:
        self._along = what
        self._turns.restart()

    def _leave(self) -> None:
        self._here(lambda: self._go_along(""))()

    def script(self) -> Script:
        """Return what is shown and said now."""
        mine = self._pages.known.mine
        if self._along == "sizes" and (fit := self._turns.of(self._fits)):
            return self._space() if fit.key == SPACE else self._fit(fit)
        if self._along == "consents" and (consent := self._turns.of(mine.consents[:])):
            return self._consent(consent)
        if self._along == "store" and (store := self._turns.of(mine.stores[:])):
            return self._choice(store, mine.stores[:], self._say("mine.store"), mine.prefer)
        if self._along == "language" and (language := self._turns.of(mine.languages[:])):
            return self._choice(language, mine.languages[:], self._say("mine.language"), mine.read)
        return self._all()

    @property
    def _fits(self) -> list[FitRow]:
        """What fits them, and what fits into their space."""
        space = self._pages.space
        room = [FitRow(SPACE, space.words, "", "", "", "", "")] if space.known else []
        return [*self._pages.known.mine.fits[:], *room]

    def _open(self, symbol: str, key: str) -> Action:
        return self._do(symbol, f"mine_{key}", self._here(lambda: self._go_along(key)))

    def _all(self) -> Script:
        mine = self._pages.known.mine
        sizes = [fit.title for fit in self._fits] or [self._say("mine.no_sizes")]
        chosen = [
            self._of(self._say(f"mine.{what}"), row.name)
            for what, rows in (("store", mine.stores), ("language", mine.languages))
            for row in rows[:]
            if row.chosen
        ]
        leave = self._do("lock", "sign_out", self._model.signOut)
        return Script(
            key=(self.name, "all"),
            title=self._say("mine.title"),
            lines=lines(*sizes, *chosen),
            cells=self._menu.cells(self._things, leave, self._say("access.more")),
            primary=self._do("check", "written", self._model.back),
        )

    @property
    def _things(self) -> list[Action]:
        mine = self._pages.known.mine
        things = (
            self._open("ruler", "sizes") if self._fits else None,
            self._open("chat", "consents") if len(mine.consents) else None,
            self._open("store", "store") if len(mine.stores) else None,
            self._open("globe", "language") if len(mine.languages) else None,
            self._help,
            self._list,
        )
        return [thing for thing in things if thing]

    @property
    def _forget_all(self) -> Action:
        mine = self._pages.known.mine
        return Action("erase", self._say("access.forget_all"), mine.forgetAll, self._say("mine.forget_all"))

    def _fit(self, fit: FitRow) -> Script:
        mine = self._pages.known.mine
        turn, go_on, read_on, _, back, _ = self._among(self._turns, self._leave)
        every = self._forget_all if len(mine.fits) > 1 else self._help
        return Script(
            key=(self.name, "fit", fit.key),
            title=fit.title,
            lines=lines(fit.reason, self._place(self._turns, self._fits), self._say("mine.sizes_text")),
            cells=(
                turn,
                go_on,
                read_on,
                every,
                back,
                self._do("close", "forget", lambda: mine.forget(fit.key)),
            ),
            primary=self._do("edit", "change", lambda: mine.change(fit.key)),
            back=self._leave,
        )

    def _space(self) -> Script:
        space = self._pages.space
        kept = self._say("mine.space_kept" if space.own else "mine.space_now")
        forget = self._do("close", "forget", space.forget)
        return Script(
            key=(self.name, SPACE),
            title=space.words,
            lines=lines(self._say("space.title"), kept, self._place(self._turns, self._fits)),
            cells=self._among(self._turns, self._leave, None if space.own else forget),
            primary=forget if space.own else self._do("check", "keep_space", space.keepIt),
            back=self._leave,
        )

    def _consent(self, consent: ConsentRow) -> Script:
        mine = self._pages.known.mine
        said = {"yes": self._say("mine.yes"), "no": self._say("mine.no")}.get(consent.answer, "")
        no = self._do("close", "leave_out", lambda: mine.disagree(consent.key))
        yes = self._do("check", "agree", lambda: mine.agree(consent.key))
        return Script(
            key=(self.name, "consent", consent.key),
            title=consent.title,
            lines=lines(
                self._also(said, consent.detail),
                consent.text,
                self._place(self._turns, mine.consents[:]),
                self._say("mine.consents_text"),
            ),
            cells=self._among(self._turns, self._leave, None if consent.answer == "no" else no),
            primary=self._do("chevron-right", "next", self._turns.next) if consent.answer == "yes" else yes,
            back=self._leave,
        )

    def _choice(
        self, row: ChoiceRow, many: list[ChoiceRow], what: str, choose: Callable[[str], None]
    ) -> Script:
        key = "unchoose" if row.chosen and self._along == "store" else "choose"
        return Script(
            key=(self.name, self._along, row.key),
            title=row.name,
            lines=lines(self._ticked(chosen=row.chosen), what, self._place(self._turns, many)),
            cells=self._among(self._turns, self._leave),
            primary=self._do("check", key, lambda: choose(row.key)),
            back=self._leave,
        )
