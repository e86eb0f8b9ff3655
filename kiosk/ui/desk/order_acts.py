"""What an associate does with an order, and how it is taken back."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import msgspec

from kiosk.core import orders as desk_orders
from kiosk.ui.desk import line_rows
from kiosk.ui.desk.order_rows import ActionRow
from kiosk.ui.desk.workplace import Workplace
from sync.protocol import orders
from sync.protocol.orders import Line, Order


class More(NamedTuple):
    """An act beside the page's one: its verb, its sign, and whether it asks for a word first."""

    verb: type[msgspec.Struct]
    symbol: str
    asks: bool = False


MORE = {
    "still_here": More(orders.ConfirmLine, "check"),
    "gone": More(orders.ReopenLine, "search"),
    "take_over": More(orders.TakeOver, "swap"),
    "release": More(orders.ReleaseOrder, "undo"),
    "hold": More(orders.HoldOrder, "clock", asks=True),
    "hand_over": More(orders.HandOver, "check", asks=True),
    "resend": More(orders.ResendNotice, "mail"),
    "reject": More(orders.RejectOrder, "close", asks=True),
    "cancel": More(orders.CancelOrder, "close", asks=True),
}
"""In the order in which they are offered."""

OF_SOLD = frozenset({"still_here", "gone"})
"""What is answered where a till sold what was kept: all of it is here, or is looked for again."""

SLIP, HISTORY = "slip", "history"
"""What else the menu offers, that changes nothing."""

TOLD = {
    orders.ClaimOrder: "claimed",
    orders.ResumeOrder: "resumed",
    orders.PackOrder: "packed",
    orders.TakeOver: "taken_over",
    orders.ReleaseOrder: "released",
    orders.ResendNotice: "resent",
}
"""What is said of an act that needs no word."""


class OrderActs:
    """Does things with the order on the page, and remembers how to take back the last. For the GUI thread."""

    def __init__(self, work: Workplace, refused: Callable[[], None]) -> None:
        """`refused` is called when something was not taken: the page reads anew."""
        self._work = work
        self._refused = refused
        self._back: list[msgspec.Struct] = []

    @property
    def undoable(self) -> bool:
        """Whether the last act can be taken back."""
        return bool(self._back)

    def forget(self) -> None:
        """Take nothing back any more: another order is shown."""
        self._back = []

    def undo(self) -> None:
        """Take back the last act."""
        back, self._back = self._back, []
        if back:
            self._work.sounded.emit("undone")
            self._do(back, lambda: self._work.tell("toast.undone"))

    def rows(self, order: Order) -> list[ActionRow]:
        """Return what else may be done with an order by who is signed in."""
        me, who, texts = self._work.actor, self._work.me, self._work.shop.words.texts
        if me is None or who is None:
            return []
        may = desk_orders.may_do(order, me, who.role)
        first = desk_orders.next_step(order, me, who.role)
        return [
            ActionRow(key, more.symbol, texts.get(f"order.more_{key}", self._holder(order)))
            for key, more in MORE.items()
            if more.verb in may
            and more.verb is not first
            and (key not in OF_SOLD or order.sold_away)
            and self._fits(order, me.id, key)
        ] + [
            ActionRow(SLIP, "print", texts.get("order.more_slip")),
            ActionRow(HISTORY, "list", texts.get("order.more_history")),
        ]

    def simple(self, order: Order, verb: type[msgspec.Struct]) -> None:
        """Do what needs to say nothing but the order."""
        back = [orders.ReleaseOrder(order.id)] if verb is orders.ClaimOrder else []
        self._act([verb(order.id)], TOLD[verb], back=back)

    def more(self, order: Order, key: str) -> None:
        """Do one of `MORE` that asks for no word."""
        if key == "take_over":
            assert order.claimed, "somebody has it"
            self._act([orders.TakeOver(order.id, order.claimed.id)], "taken_over")
        elif key in OF_SOLD:
            self._act([MORE[key].verb(order.id, line.id) for line in order.sold_away], key)
        else:
            self.simple(order, MORE[key].verb)

    def pick(self, order: Order, verbs: Sequence[orders.PickLine]) -> None:
        """Take pieces in hand; an order that nobody has is taken with it."""
        claim = [] if order.claimed else [orders.ClaimOrder(order.id)]
        lines = [line for verb in verbs if (line := order.line(verb.line))]
        name = line_rows.name_of(self._work.shop, lines[0].product, lines[0].variant)
        if lines[0].substitute:
            offered = lines[0].substitute
            name = line_rows.name_of(self._work.shop, offered.product, offered.variant)
        key = "picked" if verbs[0].code else "by_hand"
        if key == "by_hand":
            self._work.sounded.emit("added")
        back = [verb for line in lines for verb in as_before(order, line)]
        self._act([*claim, *verbs], key, name, back=back)

    def short(self, order: Order, line: Line, count: int, reason: orders.ShortReason) -> None:
        """So many of what is missing of a line cannot be had; the others are in hand."""
        others = line.missing - count
        picks = [orders.PickLine(order.id, line.id, others)] if others and not line.substitute else []
        acts = [*picks, orders.ShortLine(order.id, line.id, reason)]
        self._act(acts, "short", self._named(line), back=as_before(order, line))

    def reject_line(self, order: Order, line: Line, reason: orders.ShortReason) -> None:
        """A line cannot be had at all."""
        acts = [orders.RejectLine(order.id, line.id, reason)]
        self._act(acts, "rejected_line", self._named(line), back=as_before(order, line))

    def offer(self, order: Order, line: Line, product: str, variant: str, options: dict[str, str]) -> None:
        """Offer something else for what is missing of a line."""
        verb = orders.ProposeSubstitute(order.id, line.id, product, variant, line.missing, options)
        self._act([verb], "offered", self._named(line), back=as_before(order, line))

    def agree(self, order: Order, line: Line, *, agreed: bool) -> None:
        """Take the word of a shopper who stands here."""
        verb = orders.AgreeSubstitute(order.id, line.id, agreed)
        self._act([verb], "agreed" if agreed else "declined")

    def reopen(self, order: Order, line: Line) -> None:
        """Begin a line again."""
        self._act([orders.ReopenLine(order.id, line.id)], "reopened", self._named(line))

    def ready(self, order: Order, place: str) -> None:
        """It lies ready at a place."""
        self._act([orders.MakeReady(order.id, place)], "ready", place)

    def hand_over(self, order: Order, code: str, reason: orders.HandOverReason | Literal[""] = "") -> None:
        """The shopper has it; what is not paid goes to the till with its basket code."""
        told = "handed_over" if order.paid else "handed_over_unpaid"
        self._act([orders.HandOver(order.id, code, reason)], told)

    def end(self, order: Order, key: str, reason: str) -> None:
        """Hold, reject or cancel an order, with the reason (a code of `orders.CODES`)."""
        back = [orders.ResumeOrder(order.id)] if key == "hold" else []
        self._act([MORE[key].verb(order.id, reason)], f"{key}_done", back=back)

    def _act(
        self,
        verbs: Sequence[msgspec.Struct],
        told: str,
        *values: object,
        back: Sequence[msgspec.Struct] = (),
    ) -> None:
        """Do it and say so; `back` is what takes it back."""

        def done() -> None:
            self._back = list(back)
            self._work.tell(f"order.told_{told}", *values, undo=bool(back))
            self._refused()

        self._do(verbs, done)

    def _do(self, verbs: Sequence[msgspec.Struct], done: Callable[[], None]) -> None:
        def refused(reason: str) -> None:
            self._back = []
            self._work.refuse(reason)
            self._refused()

        self._work.do_all([(self._work.orders, verb) for verb in verbs], done, refused)

    def _named(self, line: Line) -> str:
        return line_rows.name_of(self._work.shop, line.product, line.variant)

    def _holder(self, order: Order) -> str:
        return order.claimed.name if order.claimed else ""

    def _fits(self, order: Order, me: str, key: str) -> bool:
        """Leave out what would change nothing: taking over one's own order, releasing one that is free."""
        match key:
            case "take_over":
                return order.claimed is not None and not order.has(me)
            case "release":
                return order.has(me)
            case "hold":
                return order.state != "on_hold"
            case "resend":
                return bool(order.contact.email)
            case "reject" | "cancel":
                return order.is_open
            case _:
                return True


def as_before(order: Order, line: Line) -> list[msgspec.Struct]:
    """Return what makes a line again what it is now, after something else was done about it.

    Empty where that cannot be: what a shopper agreed to would have to be asked anew.
    """
    if line.substitute is not None or line.state not in {"open", "picked"}:
        return []
    again = [orders.PickLine(order.id, line.id, line.picked)] if line.picked else []
    return [orders.ReopenLine(order.id, line.id), *again]
