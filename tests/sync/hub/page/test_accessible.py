"""axe-core looks at every state of the phone page and finds nothing: not against WCAG, nor good practice."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from sync.protocol.lists import Line, ShoppingList
from tests.phone_states import STATES

SIZES = ({"width": 360, "height": 740}, {"width": 412, "height": 915})
"""A small phone and a large one."""

LINES = [
    Line("l1", "sofa", "sofa-moss", 1, {"colour": "moss"}, note="For the bay window"),
    Line("l2", "lamp", "lamp-terracotta", 2, {"colour": "terracotta"}),
    Line("l3", "table", "table-oak", 1, {"colour": "oak"}),
]

NewPhone = Callable[..., Any]


def violations(page: Page) -> list[str]:
    """Return what axe finds: each rule with the places where it is broken."""
    page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
    found = page.evaluate("() => axe.run()")
    assert len(found["passes"]) > 10
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:120] for node in rule['nodes']]}"
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(
    name: str, shared: Any, new_phone: NewPhone, put_list: Any, sold: Callable[[str], str]
) -> None:
    state = STATES[name]
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    identifier = shared.scope.partition(":")[2]
    document = ShoppingList(identifier, "", store="milano", lines=LINES)
    put_list(**{"lines": LINES, **state.changes(document, "en", now)})
    if state.is_sold:
        sold(identifier)
    phone = new_phone(shared.url, SIZES[0])
    page: Page = phone.page
    expect(page.locator("#shell")).to_be_visible()
    phone.context.set_offline(state.is_cut_off)
    state.touch(page)
    assert violations(page) == []
    page.set_viewport_size(SIZES[1])
    assert violations(page) == []


def test_axe_would_find_a_button_without_a_name(shared: Any, new_phone: NewPhone) -> None:
    page: Page = new_phone(shared.url).page
    expect(page.locator("#shell")).to_be_visible()
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    assert [each for each in violations(page) if each.startswith("button-name")]


def test_axe_finds_nothing_on_the_page_of_a_link_that_opens_none(shared: Any, new_phone: NewPhone) -> None:
    page: Page = new_phone(shared.url[:-1], SIZES[0]).page
    expect(page.get_by_role("heading", name="This link is closed")).to_be_visible()
    assert violations(page) == []
