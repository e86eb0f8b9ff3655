"""What is photographed of the phone page: every state of it, on a small and a large phone."""

import asyncio
import datetime as dt
import os
import shutil
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace
from playwright.sync_api import Browser, Page, sync_playwright
from scenes import CHAIR, COAT, LAMP, RUG, SOFA, STOOL
from studio import Studio

from kiosk.core.scan import look_up, parse
from kiosk.tour.phone import FONTS, QUIET
from sync.catalogue.read import Catalogue
from sync.hub.access import ShareIndex
from sync.hub.context import open_storage
from sync.hub.index import keeping
from sync.hub.keys import keys
from sync.hub.storage.documents import write
from sync.hub.storage.port import Decision, Key, Storage
from sync.protocol import scopes
from sync.protocol.hashes import digest
from sync.protocol.ids import line_id, new_id
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.receipts import Receipt, Sold
from tests.phone_states import ANNA, STATES, State

PHONES = ((360, 740), (412, 915))
STORE = "milano"
TITLES = {"en": "Living room", "it": "Soggiorno", "ja": "リビング"}
NOTES = {"en": "For the window side", "it": "Per il lato della finestra", "ja": "窓ぎわに置く"}
T = TypeVar("T")


class PhonePages:
    """Takes the pictures of one language."""

    def __init__(self, studio: Studio, language: str) -> None:
        self._out = studio.out
        self._hub = studio.hub
        self._brand = studio.brand
        self._language = language
        self._list = _list(studio.data, language)

    def play(self) -> None:
        """Take them all."""
        with browser() as chromium:
            for size in PHONES:
                for name, state in STATES.items():
                    self._shoot(chromium, name, state, size)
                self._shoot_strangers(chromium, size)

    def _shoot(self, browser: Browser, name: str, state: State, size: tuple[int, int]) -> None:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        document = replace(self._list, id=new_id())
        document = replace(document, **state.changes(document, self._language, now))
        token = new_id()
        run(_put(self._hub.data, document, token, is_sold=state.is_sold))
        with self._phone(browser, token, size) as page:
            page.wait_for_selector("#shell:not([hidden])")
            page.context.set_offline(state.is_cut_off)
            state.touch(page)
            self._look(page, name, size)

    def _shoot_strangers(self, browser: Browser, size: tuple[int, int]) -> None:
        with self._phone(browser, "a-link-that-opens-nothing", size) as page:
            self._look(page, "unknown", size)

    @contextmanager
    def _phone(self, browser: Browser, token: str, size: tuple[int, int]) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=2,
            has_touch=True,
            locale={"en": "en-GB", "it": "it-IT", "ja": "ja-JP"}[self._language],
            timezone_id="Europe/Rome",
        )
        page = context.new_page()
        page.goto(f"{self._hub.url}/l/{token}")
        yield page
        context.close()

    def _look(self, page: Page, name: str, size: tuple[int, int]) -> None:
        page.wait_for_timeout(SETTLE_MS)
        file = f"phone-{name}-{self._language}-{self._brand}-{size[0]}x{size[1]}.png"
        page.screenshot(path=self._out / file)


SETTLE_MS = 300
"""A toast rises and pictures are decoded meanwhile."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Run Chromium with the fonts of the project."""
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(QUIET), env=environment
        )
        yield browser
        browser.close()


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run asynchronous work in a thread of its own: Playwright's loop occupies this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def _list(tablet: Path, language: str) -> ShoppingList:
    """Return a list of six things of the demo shop; the first has a note."""
    catalogue = Catalogue.open_current(tablet)
    assert catalogue is not None
    lines = []
    for place, sku in enumerate((SOFA, LAMP, COAT, CHAIR, RUG, STOOL)):
        match = look_up(parse(sku), catalogue).match
        assert match is not None
        identifier = line_id("phone-pages", match.variant, {})
        note = NOTES[language] if not place else ""
        lines.append(Line(identifier, match.product, match.variant, 1 + place % 2, note=note, by=ANNA.id))
    catalogue.close()
    return ShoppingList("", "guest:1", TITLES[language], language, STORE, lines=lines, actors={ANNA.id: ANNA})


async def _put(data: Path, document: ShoppingList, token: str, *, is_sold: bool) -> None:
    """Write a list, its link, and a receipt of what was bought from it, as the hub does."""
    storage = open_storage(data)
    share = digest(token)
    document = replace(document, shares={share: True})
    await _write(storage, scopes.shopping_list(document.id), Key("list", document.id), document)
    await _write(storage, scopes.share(share), Key("share", share), ShareIndex(document.id))
    if is_sold:
        own = await keys(storage)
        receipt = _receipt(document, own.receipt_code(STORE, "0017"))
        await _write(storage, scopes.receipt(receipt.id), Key("receipt", receipt.id), receipt)
        await keeping.keep(keeping.Ground(storage, own.token), None, receipt)
    await storage.close()


async def _write(storage: Storage, scope: str, key: Key, document: Any) -> None:
    await storage.commit(scope, [], [], lambda _: Decision([write(key, document)]))


def _receipt(document: ShoppingList, code: str) -> Receipt:
    sold = [
        Sold(line.id, line.product, line.variant, line.quantity, 129000, returned=place % 2)
        for place, line in enumerate(document.lines[:3])
    ]
    return Receipt(
        digest(code + document.id),
        "0017",
        STORE,
        "store",
        dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "EUR",
        sold,
        until="2026-12-26",
        list_id=document.id,
    )
