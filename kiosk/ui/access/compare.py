"""Access mode of the compare page: one product at a time, then where they differ."""

from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import READ_ON, Script, lines, stock
from kiosk.ui.compare_rows import PieceRow


class ComparePage(Page):
    """Two or three products."""

    name = "compare"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._turns = Turns(ground.mode.retell)

    def enter(self) -> None:
        """Begin with the first."""
        self._turns.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        piece = self._turns.of(self._pages.compare.columns[:])
        return self._nothing() if piece is None else self._piece(piece)

    def _nothing(self) -> Script:
        return Script(
            key=(self.name, "nothing"),
            title=self._say("compare.title"),
            lines=lines(self._say("compare.nothing")),
            cells=(None, None, READ_ON, self._help, self._back, self._list),
            primary=self._do("home", "home", self._model.toHome),
        )

    def _add(self) -> None:
        """Look for one more to compare."""
        self._model.pickToCompare("")

    def _piece(self, piece: PieceRow) -> Script:
        compare = self._pages.compare
        price = self._say("access.was", piece.price, piece.oldPrice) if piece.oldPrice else piece.price
        differ = [row.spoken for row in compare.different[:]]
        same = [row.spoken for row in compare.same[:]]
        return Script(
            key=(self.name, piece.product),
            title=piece.name,
            lines=(
                *lines(price),
                *stock(piece.level, piece.stock),
                *lines("" if compare.enough else self._say("compare.tap_one")),
                *lines(self._place(self._turns, compare.columns[:]), piece.options),
                *lines(self._say("compare.different") if differ else "", *differ),
                *lines(compare.sameText if same else "", *same),
            ),
            cells=(
                self._do("close", "remove", lambda: compare.remove(piece.product)),
                self._do("chevron-right", "next", self._turns.next) if len(compare.columns) > 1 else None,
                READ_ON,
                self._help if compare.full else self._do("plus", "beside_it", self._add),
                self._back,
                self._list,
            ),
            primary=self._do("plus", "add", lambda: compare.take(piece.product)),
            picture=piece.url,
        )
