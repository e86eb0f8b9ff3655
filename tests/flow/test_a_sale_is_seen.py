"""Something is sold at the till: every open screen has it within two seconds."""

import time
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from kiosk.demo.hub import HubProcess
from tests.flow.actors import KioskProcess, PlainPhone
from tests.sync.hub.stock.till import Till, open_till

SOFA = "LRC-MOSS-212"
WITHIN = 2.0
"""Seconds from the till's request to the figure on the screen."""


@pytest.fixture
def till(hub: HubProcess) -> Iterator[Till]:
    till = open_till(hub.url, hub.data)
    with closing(till.http):
        yield till


def test_a_sale_is_on_every_open_screen_at_once(hub: HubProcess, kiosk: KioskProcess, till: Till) -> None:
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    link = kiosk.link()
    kiosk.scan(SOFA)
    kiosk.see("4 here")
    phone = PlainPhone(link)
    assert [line["stock"]["count"] for line in phone.list()["lines"]] == [4]
    with httpx.stream("GET", f"{link}/events", timeout=WITHIN) as news:
        heard = news.iter_lines()
        while next(heard).startswith("data"):
            pass  # what it had to say before the sale
        begun = time.monotonic()
        till.sell("T1-1", {"variant": SOFA}).raise_for_status()
        kiosk.see("3 here", WITHIN)
        assert any(line.startswith("data") for line in heard)
        assert [line["stock"]["count"] for line in phone.list()["lines"]] == [3]
        assert time.monotonic() - begun < WITHIN
    till.reserve("cart", (SOFA, 3)).raise_for_status()
    kiosk.see("None here", WITHIN)
