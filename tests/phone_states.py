"""Every state that the phone page can be in: what stands on the list, and what somebody has touched.

Pictures of them are taken (`tests/shots`), and axe looks at each (`tests/sync/hub/page/test_accessible.py`).
A state is made of a list with at least three lines; the last one is what is offered in another's place.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace
from playwright.sync_api import Page

from sync.protocol.actors import Actor
from sync.protocol.lists import HelpMark, Offer, OrderMark, Question, ShoppingList

MARCO = Actor("associate:1", "associate", "Marco", "Milano Brera")
ANNA = Actor("phone:1", "phone", "Anna", number=1)
REQUEST_STATES = (
    "asked",
    "new",
    "accepted",
    "picking",
    "packed",
    "ready_for_pickup",
    "picked_up",
    "on_hold",
    "rejected",
    "cancelled",
    "expired",
)
COLLECT_STATES = ("new", "picking", "packed", "ready_for_pickup", "on_hold", "cancelled")
QUESTIONS = {
    "en": ("Does the fabric pill, and can the cover be washed?", "No. It comes off and is washed at 30 °C."),
    "it": ("Il tessuto fa i pallini? E la fodera si lava?", "No. Si sfila e si lava a 30 °C."),
    "ja": ("毛玉はできますか。カバーは洗えますか。", "できにくい生地です。カバーは30℃で洗えます。"),
}
PLACES = {"en": "by the floor lamps", "it": "vicino alle piantane", "ja": "フロアランプの前"}

Changes = dict[str, Any]


class State(NamedTuple):
    """What is changed of a list (in a language, at a moment), and what is done on the page."""

    changes: Callable[[ShoppingList, str, str], Changes] = lambda _document, _language, _now: {}
    touch: Callable[[Page], None] = lambda _page: None
    is_sold: bool = False
    is_cut_off: bool = False


def _order(kind: str, state: str) -> State:
    def changes(document: ShoppingList, language: str, now: str) -> Changes:
        reached = "open" if state in {"asked", "new", "accepted", "rejected", "cancelled"} else "picked"
        mark = OrderMark(
            "o1",
            state,
            kind,
            "" if state == "asked" else "M-1042",
            document.store,
            now,
            "" if state in {"asked", "new"} else "Marco",
            "" if state == "asked" else now,
            PLACES[language] if kind == "request" else "",
            version=2,
            lines={line.id: reached for line in document.present},
        )
        return {"orders": {mark.id: mark}, "actors": {MARCO.id: MARCO}}

    return State(changes)


def _short(document: ShoppingList, language: str, now: str) -> Changes:
    first, second, *rest = document.present
    lines = {first.id: "short", second.id: "substituted", **{line.id: "picked" for line in rest}}
    mark = OrderMark("o1", "picking", "request", "M-1042", document.store, now, "Marco", now, version=3)
    return {"orders": {mark.id: replace(mark, place=PLACES[language], lines=lines)}}


def _offers(document: ShoppingList, language: str, now: str) -> Changes:
    first, second, *_, other = document.present
    offers = {
        "l1": Offer(other.product, other.variant, 1, first.variant, other.options),
        "l2": Offer(other.product, other.variant, 2, second.variant, other.options),
    }
    changes = _order("request", "picking").changes(document, language, now)
    mark = changes["orders"]["o1"]
    return {**changes, "orders": {mark.id: replace(mark, offers=offers)}}


def _questions(document: ShoppingList, language: str, now: str) -> Changes:
    text, answer = QUESTIONS[language]
    first = document.present[0]
    answered = Question("q1", text, ANNA.id, now, first.id, answer, MARCO.id, now)
    return {
        "questions": [answered, Question("q2", text, ANNA.id, now)],
        "actors": {**document.actors, MARCO.id: MARCO, ANNA.id: ANNA},
    }


def _help(state: str, by: str = "") -> State:
    def changes(_document: ShoppingList, language: str, now: str) -> Changes:
        return {"help": HelpMark("h1", state, now, PLACES[language], by, 9)}

    return State(changes)


def _bought(document: ShoppingList, _language: str, _now: str) -> Changes:
    first, second, *rest = document.lines
    noted = replace(second, quantity=2, bought=1, by=MARCO.id)
    return {"lines": [replace(first, bought=first.quantity), noted, *rest], "actors": {MARCO.id: MARCO}}


def _long(document: ShoppingList, _language: str, _now: str) -> Changes:
    again = [
        replace(line, id=f"{line.id}-{turn}", quantity=turn)
        for turn in range(1, 5)
        for line in document.lines
    ]
    return {"lines": [*document.lines, *again]}


def _click(*selectors: str) -> Callable[[Page], None]:
    def touch(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return touch


def _change_offline(page: Page) -> None:
    page.locator(".line .add").first.click()
    page.locator("#offline:not([hidden])").wait_for()


def _lack(page: Page) -> None:
    _click("#bring", "#bring-form button[type=submit]")(page)


STATES: Mapping[str, State] = {
    "list": State(),
    "empty": State(lambda _document, _language, _now: {"lines": []}),
    "long": State(_long),
    "line": State(_questions, _click(".line .open")),
    "wished": State(touch=_click(".line .open", ".line [data-wish=must]")),
    "renaming": State(touch=_click("#title")),
    "taken-off": State(touch=_click(".line .less")),
    "arranging": State(touch=_click("#arrange")),
    "moved": State(touch=_click("#arrange", ".line:nth-child(2) .up")),
    **{f"request-{state}": _order("request", state) for state in REQUEST_STATES},
    **{f"collect-{state}": _order("collect", state) for state in COLLECT_STATES},
    "cancelling": _order("request", "accepted")._replace(touch=_click(".card .cancel")),
    "short": State(_short),
    "offers": State(_offers),
    "offer-answered": State(_offers, _click(".offer .yes")),
    "questions": State(_questions, _click("#ask")),
    "help-waiting": _help("waiting"),
    "help-coming": _help("coming", "Marco"),
    "bought": State(_bought, _click(".receipt summary"), is_sold=True),
    "bring": State(touch=_click("#bring")),
    "bring-lack": State(touch=_lack),
    "call": State(touch=_click("#call")),
    "name": State(touch=_click("#you")),
    "more": State(touch=_click(".line .add", "#more")),
    "closing": State(touch=_click("#more", "#close-link")),
    "offline": State(touch=_change_offline, is_cut_off=True),
    "closed": State(touch=_click("#more", "#close-link", "#close-now")),
}
"""By the name that a picture bears."""
