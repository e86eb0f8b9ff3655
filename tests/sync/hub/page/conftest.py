"""A small shop in a real hub, a list in it that a link opens, and phones: tabs of a real Chromium."""

import asyncio
import datetime as dt
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from kiosk.tour.phone import FONTS, QUIET
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.hub.imaging import take_in
from sync.hub.index import keeping
from sync.hub.keys import keys
from sync.hub.publish import publish
from sync.hub.storage import documents
from sync.hub.storage.documents import write
from sync.hub.storage.port import Decision, Key
from sync.protocol import ids, scopes
from sync.protocol.hashes import digest
from sync.protocol.list_verbs import AddLine, CreateList, ShareList
from sync.protocol.lists import ShoppingList
from sync.protocol.money import Price
from sync.protocol.products import OptionAxis, OptionValue, Picture, Product, Size, Store, Variant
from sync.protocol.receipts import Receipt, Sold
from sync.protocol.stock import StockLevel

T = TypeVar("T")

CHROMIUM = shutil.which("chromium")
PHONE = {"width": 390, "height": 844}
EXPECTED_NETWORK_NOISE = "Failed to load resource"
"""Chromium's own line for an answer such as 404, which some tests provoke."""

PATIENCE_MS = 15_000
"""How long a page may take on a busy machine; what is tested is that it comes, not when."""

expect.set_options(timeout=PATIENCE_MS)

STORE = Store(code="milano", name="Milano Brera", city="Milano", timezone="Europe/Rome", language="it")


def product(
    identifier: str,
    names: tuple[str, str, str],
    price: Price,
    size: Size,
    colours: dict[str, tuple[str, str, str]],
) -> Product:
    """Return a product with one variant for each colour, named in English, Italian and Japanese."""

    def texts(words: tuple[str, str, str]) -> dict[str, str]:
        return dict(zip(("en", "it", "ja"), words, strict=True))

    values = [OptionValue(colour, texts(words)) for colour, words in colours.items()]
    variants = [
        Variant(
            f"{identifier}-{colour}", f"{identifier}-{colour}", {"colour": colour}, {"EUR": price}, size=size
        )
        for colour in colours
    ]
    return Product(
        identifier,
        texts(names),
        variants,
        description=texts(
            ("Made to be sat in for years.", "Fatto per durare anni.", "長く使えるように作りました。")
        ),
        details=[texts(("Oak from Friuli", "Rovere del Friuli", "フリウリ産オーク"))],
        options=[OptionAxis("colour", texts(("Colour", "Colore", "カラー")), values)],
    )


RANGE = (
    product(
        "sofa",
        ("Larch sofa", "Divano Larch", "ラーチ ソファ"),
        Price(129000, was=149000, until="2026-11-30"),
        Size(width=2120, depth=920, height=830),
        {"moss": ("Moss", "Muschio", "モス")},
    ),
    product(
        "table",
        ("Round side table", "Tavolino rotondo", "ラウンド サイドテーブル"),
        Price(15900),
        Size(width=480, depth=480, height=550),
        {"oak": ("Oak", "Rovere", "オーク")},
    ),
    product(
        "lamp",
        ("Cocco table lamp", "Lampada da tavolo Cocco", "ココ テーブルランプ"),
        Price(11900),
        Size(width=280, depth=280, height=465),
        {"terracotta": ("Terracotta", "Terracotta", "テラコッタ")},
    ),
)
STOCK = {"sofa-moss": 4, "table-oak": 6, "lamp-terracotta": 1}


class Shared(NamedTuple):
    """A list that a link opens: the tablet that made it, its scope and the link."""

    tablet: Any
    scope: str
    token: str
    url: str

    def do(self, verb: msgspec.Struct | dict[str, Any]) -> str:
        """Change the list at the tablet; return the operation's id."""
        op = self.tablet.op(self.scope, verb)
        (result,) = self.tablet.results(op)
        assert result.status == "applied", result
        return str(op.id)


@dataclass
class Phone:
    """One phone: its page, and everything that must not have happened on it."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def without_network(self) -> Iterator[None]:
        """Cut the phone off for a while."""

        self.context.set_offline(True)
        yield
        self.context.set_offline(False)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run asynchronous work in a thread of its own: Playwright's loop occupies this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture
def new_code(shop: Any) -> Callable[[], str]:
    """Return a function that hands out a code for another tablet."""

    async def hand_out_one() -> str:
        storage = open_storage(shop.data)
        code, _ = await hand_out(storage, STORE.code, "Kiosk 2", dt.datetime.now(dt.UTC))
        await storage.close()
        return code

    return lambda: run(hand_out_one())


@pytest.fixture(scope="module")
def shop(hub: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Fill the hub with a store, three products with pictures, and stock."""
    folder = tmp_path_factory.mktemp("pictures")
    products = [
        msgspec.structs.replace(each, pictures=[drawn(folder / f"{each.id}.png", hub.data)]) for each in RANGE
    ]
    run(fill(hub.data, products))
    return hub


def drawn(path: Path, data: Path) -> Picture:
    """Draw a product and hand it to the hub."""
    image = Image.new("RGB", (1204, 816), "#e6e3db")
    colour = f"#{hashlib.sha256(path.stem.encode()).hexdigest()[:6]}"
    ImageDraw.Draw(image).rounded_rectangle((240, 260, 960, 640), 90, fill=colour)
    image.save(path)
    media = take_in(path, data)
    return Picture(media.sha256, media.width, media.height, alt={"en": f"The {path.stem}"})


async def fill(data: Path, products: list[Product]) -> None:
    storage = open_storage(data)
    shelf = [
        write(Key("store", STORE.code), STORE),
        *(write(Key("product", each.id), each) for each in products),
    ]
    counted = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    levels = [
        write(Key("stock", variant), StockLevel(variant, count, counted)) for variant, count in STOCK.items()
    ]
    await storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision(shelf))
    await storage.commit(scopes.stock(STORE.code), [], [], lambda _: Decision(levels))
    await publish(storage, data)
    await storage.close()


@pytest.fixture
def count_stock(shop: Any) -> Callable[[str, int], None]:
    """Return a function that counts a variant again, in a process that is not the hub's."""

    async def put(variant: str, count: int) -> None:
        storage = open_storage(shop.data)
        level = StockLevel(variant, count, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
        decision = Decision([write(Key("stock", variant), level)])
        await storage.commit(scopes.stock(STORE.code), [], [], lambda _: decision)
        await storage.close()

    return lambda variant, count: run(put(variant, count))


@pytest.fixture
def put_list(shop: Any, shared: "Shared") -> Callable[..., None]:
    """Return a function that changes fields of the shared list, as what happens in the store does."""

    async def put(changed: dict[str, Any]) -> None:
        storage = open_storage(shop.data)
        key = Key("list", shared.scope.partition(":")[2])

        def decide(loaded: Any) -> Decision:
            document = documents.parse(loaded.documents.get(key), ShoppingList)
            assert document is not None
            return Decision([write(key, msgspec.structs.replace(document, **changed))])

        await storage.commit(shared.scope, [key], [], decide)
        await storage.close()

    return lambda **changed: run(put(changed))


@pytest.fixture
def sold(shop: Any) -> Callable[[str], str]:
    """Return a function that writes a receipt for a list, as a sale does; it returns the receipt's code."""

    async def sell(list_id: str) -> str:
        storage = open_storage(shop.data)
        own = await keys(storage)
        code = own.receipt_code(STORE.code, "0017")
        table = Sold("b", "table", "table-oak", 1, 5900, returned=1)
        receipt = Receipt(
            digest(code),
            "0017",
            STORE.code,
            "store",
            dt.datetime.now(dt.UTC).isoformat(),
            "EUR",
            [Sold("a", "sofa", "sofa-moss", 1, 129000), table],
            until="2026-12-12",
            list_id=list_id,
        )
        decision = Decision([write(Key("receipt", receipt.id), receipt)])
        await storage.commit(scopes.receipt(receipt.id), [], [], lambda _: decision)
        await keeping.keep(keeping.Ground(storage, own.token), None, receipt)
        await storage.close()
        return code

    return lambda list_id: run(sell(list_id))


@pytest.fixture
def shared(shop: Any, tablet: Any) -> Shared:
    """Return a list with a sofa and two lamps, and its link."""
    token = secrets.token_urlsafe(32)
    made = Shared(tablet, scopes.shopping_list(ids.new_id()), token, f"{shop.url}/l/{token}")
    made.do(CreateList(title="Living room", language="en", store="milano"))
    made.do(AddLine("sofa", "sofa-moss", {"colour": "moss"}))
    made.do(AddLine("lamp", "lamp-terracotta", {"colour": "terracotta"}, quantity=2))
    made.do(ShareList(hashlib.sha256(token.encode()).hexdigest()))
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIET), env={**os.environ, "FONTCONFIG_FILE": str(FONTS)}
        )
        yield running
        running.close()


@pytest.fixture
def new_phone(browser: Browser) -> Iterator[Callable[..., Phone]]:
    """Return a function that opens a link on another phone. Complaints of its console fail the test."""
    phones: list[Phone] = []

    def new(url: str, size: dict[str, int] = PHONE, locale: str = "en-GB", **options: Any) -> Phone:
        context = browser.new_context(viewport=size, locale=locale, **options)
        phone = Phone(context, context.new_page())
        phones.append(phone)

        def hear(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and EXPECTED_NETWORK_NOISE not in message.text:
                phone.complaints.append(message.text)

        phone.page.on("console", hear)
        phone.page.on("pageerror", lambda error: phone.complaints.append(str(error)))
        phone.page.on("dialog", lambda dialog: phone.complaints.append(f"dialog: {dialog.message}"))
        phone.page.set_default_timeout(8_000)
        phone.page.goto(url)
        return phone

    yield new
    for phone in phones:
        phone.context.close()
    assert [phone.complaints for phone in phones if phone.complaints] == []
