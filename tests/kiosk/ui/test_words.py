"""Who did it, how old it is, what it costs: sentences made of texts and figures."""

from datetime import timedelta

import pytest

from kiosk.core.stock import places
from kiosk.ui.list_rows import last_act
from sync.protocol.actors import Actor
from sync.protocol.list_rules import Act, apply
from sync.protocol.list_verbs import AddLine, AdjustLine, CreateList, SetNote
from sync.protocol.money import Price
from sync.protocol.products import Store
from sync.protocol.stock import StockLevel

TABLET = Actor("device:tablet", "kiosk", "Kiosk 1", "milano")
ANNA = Actor("phone:1", "phone", "Anna")
NAMELESS = Actor("phone:2", "phone")
MARCO = Actor("staff:3", "associate", "Marco", "Milano Brera")


def listed(*acts):
    document = apply(None, Act("0", TABLET, "", CreateList()), list_id="l", owner="guest:1")
    for number, (actor, act) in enumerate(acts, 1):
        verb = act if isinstance(act, AddLine) else act(document.lines[0].id)
        document = apply(document, Act(str(number), actor, "", verb), list_id="l", owner="guest:1")
    return document


ADD = AddLine("sofa", "moss-2120")


@pytest.mark.parametrize(
    ("acts", "kind", "mark", "words"),
    [
        ([(TABLET, ADD)], "self", "", "You added it here"),
        ([(ANNA, ADD)], "phone", "A", "Added by Anna on the phone"),
        ([(MARCO, ADD)], "associate", "M", "Added by Marco, Milano Brera"),
        ([(TABLET, ADD), (NAMELESS, lambda line: AdjustLine(line, 1))], "phone", "1", "Changed on phone 1"),
        (
            [(TABLET, ADD), (ANNA, lambda line: SetNote(line, "x"))],
            "phone",
            "A",
            "Changed by Anna on the phone",
        ),
        (
            [(ANNA, ADD), (TABLET, lambda line: AdjustLine(line, 1))],
            "phone",
            "A",
            "Added by Anna on the phone",
        ),
    ],
)
def test_a_line_says_who_added_it_or_changed_it_last(kiosk, acts, kind, mark, words):
    document = listed(*acts)
    who = last_act(kiosk.shop, document, document.lines[0], TABLET.id)
    assert (who.kind, who.mark, who.words) == (kind, mark, words)


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (10, "just now"),
        (360, "6 min ago"),
        (7200, "2 h ago"),
        (8 * 3600, "at 02:00"),
        (86400 * 3, "on 19 November"),
    ],
)
def test_ages_grow_coarser(kiosk, clock, seconds, age):
    now = clock.now()
    assert kiosk.shop.words.age(now - timedelta(seconds=seconds), now) == age


def test_a_saving_names_its_last_day(kiosk):
    saving = kiosk.shop.words.saving
    assert saving(Price(129000, 149000, "2026-11-30")) == "€200 less until 30 November"
    assert saving(Price(129000, 149000)) == "€200 less"
    assert saving(Price(129000)) == ""


@pytest.mark.parametrize(
    ("shorts", "detail"),
    [(0, "aisle 7"), (1, "aisle 7 · may be misplaced"), (2, "aisle 7 · ask us to look first")],
)
def test_what_somebody_did_not_find_is_told_with_a_doubt(kiosk, shorts, detail):
    now = kiosk.shop.now()
    level = StockLevel("v", 5, now.isoformat(), "7", shorts=shorts)
    (here, *_rest) = places(Store("milano", "Milano"), [], {"milano": level}, now)
    assert kiosk.shop.words.stock_detail(here) == detail
