"""What letters about an order say, as the order stands when they go."""

from collections.abc import Iterable

from sync.hub.mail.content import Code, Content, Group, Item
from sync.hub.mail.letters import Letter
from sync.hub.mail.speech import Speech
from sync.protocol.notices import Template
from sync.protocol.orders import Line, Order, State
from sync.protocol.orders.reasons import in_words

STATES: dict[Template, frozenset[State]] = {
    "accepted": frozenset({"accepted", "picking", "packed", "on_hold"}),
    "short": frozenset({"accepted", "picking", "on_hold"}),
    "substitute": frozenset({"accepted", "picking", "on_hold"}),
    "ready": frozenset({"ready_for_pickup"}),
    "cancelled": frozenset({"cancelled"}),
    "rejected": frozenset({"rejected"}),
    "expired": frozenset({"expired"}),
}
"""While an order stands so, the letter is true; afterwards it would be old news."""


def fitting(order: Order) -> Template | None:
    """Return which letter fits an order as it stands, None when there is nothing to tell."""
    if any(line.waits for line in order.lines) and order.state in STATES["substitute"]:
        return "substitute"
    chosen: dict[str, Template] = {
        "accepted": "accepted",
        "picking": "accepted",
        "packed": "accepted",
        "ready_for_pickup": "ready",
        "cancelled": "cancelled",
        "rejected": "rejected",
        "expired": "expired",
    }
    return chosen.get(order.state)


def is_true(letter: Letter, order: Order) -> bool:
    """Say whether what a letter would tell still holds, and there is somebody to tell."""
    if order.erased or not order.contact.email or order.state not in STATES.get(letter.template, ()):
        return False
    if letter.template == "substitute":
        return any(line.waits for line in _of(letter, order))
    return letter.template != "short" or bool(missing(order))


def missing(order: Order) -> list[Line]:
    """Return the lines of which something is not to be had and nothing else is offered or agreed."""
    return [
        line
        for line in order.lines
        if line.state in {"short", "rejected"} or (line.state == "substituted" and not line.pieces)
    ]


def content(letter: Letter, order: Order, speech: Speech, claim: str, link: str) -> Content:
    """Return what the letter says. `claim` is the pick-up code, `link` leads to the list; '' without."""
    words, name = speech.words, letter.template
    parts = _Parts(order, speech)
    button = {"substitute": words.get("substitute.button")}.get(name, words.get("open_list"))
    return Content(
        language=speech.language,
        subject=words.get(f"{name}.subject", order.number),
        hello=words.get("hello", order.contact.name) if order.contact.name else "",
        title=words.get(f"{name}.title"),
        lines=_lines(letter, order, speech, link),
        groups=parts.groups(letter),
        facts=_facts(letter, order, speech),
        why=words.get("why_you", speech.store.name),
        code=Code(words.get("code.claim"), claim, words.get("code.claim_text"))
        if claim and name == "ready"
        else None,
        button=(button, link) if link else None,
    )


def _lines(letter: Letter, order: Order, speech: Speech, link: str) -> list[str]:
    words, name, store = speech.words, letter.template, speech.store.name
    pays = not order.paid and any(line.price for line in order.lines)
    match name:
        case "ready":
            text = "ready.text_part" if missing(order) else "ready.text"
            return [words.get(text, store), *([words.get("ready.pay")] if pays else [])]
        case "short":
            return [words.get("short.text", store), *([words.get("short.pay")] if pays else [])]
        case "substitute":
            ask = "substitute.ask" if link else "substitute.ask_store"
            return [words.get("substitute.text", store), words.get(ask)]
        case _:
            return [words.get(f"{name}.text", store)]


def _facts(letter: Letter, order: Order, speech: Speech) -> list[tuple[str, str]]:
    words = speech.words
    is_ready, is_under_way = (
        letter.template == "ready",
        letter.template in {"accepted", "short", "substitute"},
    )
    facts = [
        ("fact.order", order.number),
        ("fact.store", speech.where),
        ("fact.promise", speech.moment(order.promise) if is_under_way else ""),
        ("fact.place", order.place if is_ready else ""),
        ("fact.kept", speech.moment(order.expires) if is_ready else ""),
        ("fact.reason", _why(order, speech) if letter.template == "rejected" else ""),
        _total(order, speech) if is_ready else ("", ""),
    ]
    return [(words.get(key), value) for key, value in facts if value]


def _why(order: Order, speech: Speech) -> str:
    """Say why the store cannot: a code in the shopper's language, a sentence of the time before as it is."""
    words = speech.words
    return in_words(
        order.reason,
        order.remark,
        lambda code: words.raw(f"rejected.why_{code}"),
        words.get("rejected.why_unknown"),
    )


def _total(order: Order, speech: Speech) -> tuple[str, str]:
    """Return what is to be paid for what is there; a substitute's price only the till knows."""
    there = [line for line in order.lines if line.pieces]
    amount = sum(line.price * line.picked for line in there)
    if not amount or not order.currency:
        return ("", "")
    whole = all(line.price and not (line.pieces - line.picked) for line in there)
    return ("fact.total" if whole else "fact.known_total", speech.display.money(amount, order.currency))


def _of(letter: Letter, order: Order) -> Iterable[Line]:
    """Return the lines that a letter tells of: its own, or all."""
    return [line for line in order.lines if letter.part in {"", line.id}]


class _Parts:
    """The things of an order, in groups."""

    def __init__(self, order: Order, speech: Speech) -> None:
        self._order = order
        self._speech = speech

    def groups(self, letter: Letter) -> list[Group]:
        """Return the things that a letter shows, under their titles."""
        order = self._order
        match letter.template:
            case "ready":
                here = [item for line in order.lines for item in self._there(line)]
                return self._titled(("items.here", here), ("items.missing", self._lacking()))
            case "short":
                return self._titled(("items.missing", self._lacking()))
            case "substitute":
                waiting = [line for line in _of(letter, order) if line.waits]
                wanted = [self._ordered(line, line.missing) for line in waiting]
                offered = [
                    self._offered(line, line.substitute.quantity) for line in waiting if line.substitute
                ]
                return self._titled(("items.missed", wanted), ("items.instead", offered))
            case _:
                return self._titled(
                    ("items.title", [self._ordered(line, line.quantity) for line in order.lines])
                )

    def _titled(self, *groups: tuple[str, list[Item]]) -> list[Group]:
        return [Group(self._speech.words.get(title), items) for title, items in groups if items]

    def _lacking(self) -> list[Item]:
        return [self._ordered(line, line.missing)._replace(price="") for line in missing(self._order)]

    def _there(self, line: Line) -> list[Item]:
        found = [self._ordered(line, line.picked)] if line.picked else []
        if line.substitute and line.substitute.picked:
            found.append(self._offered(line, line.substitute.picked))
        return found

    def _ordered(self, line: Line, pieces: int) -> Item:
        more = {"price": self._price(line, pieces)}
        return self._speech.item(line.product, line.variant, line.options, pieces, more)

    def _offered(self, line: Line, pieces: int) -> Item:
        offer = line.substitute
        assert offer, "a substitute was offered"
        instead = self._ordered(line, pieces).name
        more = {"remark": self._speech.words.get("items.in_place_of", instead)}
        return self._speech.item(offer.product, offer.variant, offer.options, pieces, more)

    def _price(self, line: Line, pieces: int) -> str:
        currency = self._order.currency
        return self._speech.display.money(line.price * pieces, currency) if line.price and currency else ""
