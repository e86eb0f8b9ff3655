"""A whole kiosk for each test: real replica, real catalogue file, real pages; only the hub is not there."""

import base64
import shutil
from concurrent.futures import Executor, Future
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from nacl.public import PrivateKey
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from kiosk.app import Clock, Kiosk
from kiosk.ui.robot import Robot
from sync.catalogue.advance import Advance
from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.catalogue.read import Catalogue
from sync.client.identity import Identity
from sync.client.pictures.media import Item, MediaCache
from sync.protocol import scopes
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.money import Price
from sync.protocol.products import (
    Category,
    OptionAxis,
    OptionValue,
    Picture,
    Product,
    Rating,
    Review,
    Size,
    Store,
    Variant,
)
from sync.protocol.stock import StockLevel
from sync.protocol.tablet_settings import Settings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LANGUAGE = "en"
KEY = base64.b64encode(bytes(PrivateKey(bytes(range(32))).public_key)).decode()
IDENTITY = Identity(
    device="tablet",
    incarnation="first",
    store="milano",
    name="Kiosk 1",
    hub="http://127.0.0.1:9",
    public_url="https://lists.example",
    hub_key=KEY,
    private_key=base64.urlsafe_b64encode(bytes(32)).rstrip(b"=").decode(),
)
STORES = [
    Store("milano", "Milano Brera", city="Milano", latitude=45.47, longitude=9.18, timezone="Europe/Rome"),
    Store("torino", "Torino Centro", city="Torino", latitude=45.07, longitude=7.69, timezone="Europe/Rome"),
    Store("online", "Online"),
]


class AtOnce(Executor):
    """Does the work where it is asked for, so that nothing has to be waited for."""

    def submit(self, work, *arguments, **named):
        done = Future()
        done.set_result(work(*arguments, **named))
        return done


class StandingClock:
    """Moves only when told to."""

    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return NOW + timedelta(seconds=self.seconds)


def names(english, italian, japanese):
    return {"en": english, "it": italian, "ja": japanese}


def sofa(media):
    colours = [("moss", "#66705a"), ("sand", "#c9bba2")]
    widths = ["1800", "2120"]
    price = {"EUR": Price(129000, was=149000, until="2026-11-30")}
    return Product(
        "sofa",
        names("Larch sofa", "Divano Larice", "ソファ「ラーチ」"),
        [
            Variant(
                f"{c}-{w}",
                f"SOF-{c}-{w}",
                {"colour": c, "width": w},
                price,
                size=Size(int(w), 920, 830, 61000),
            )
            for c, _ in colours
            for w in widths
        ],
        category="sofas",
        lead=names("Three loose cushions", "Tre cuscini", "三つのクッション"),
        description=names("A sofa that holds.", "Un divano che tiene.", "しっかりしたソファ。"),
        details=[names("Wool", "Lana", "ウール")],
        options=[
            OptionAxis(
                "colour",
                names("Colour", "Colore", "カラー"),
                [OptionValue(c, names(c.title(), c.title(), c), swatch) for c, swatch in colours],
            ),
            OptionAxis(
                "width",
                names("Width", "Larghezza", "幅"),
                [OptionValue(w, names(f"{w[:3]} cm", f"{w[:3]} cm", f"{w[:3]} cm")) for w in widths],
            ),
        ],
        pictures=[Picture(sha, 602, 408) for sha in media],
        rating=Rating((0, 1, 0, 2, 5)),
        reviews=[Review("r1", 5, "Claire", "Holds", "Still like new.", "en", "2026-11-05")],
        goes_with=["vase", "gone"],
    )


VASE = Product(
    "vase",
    names("Vase", "Vaso", "花びん"),
    [Variant("vase", "VASE-1", {}, {"EUR": Price(2900)}, size=Size(160, 160, 210, 1100))],
)
UNPRICED = Product(
    "lamp", names("Lamp", "Lampada", "ランプ"), [Variant("lamp", "LAMP-1", {}, {"JPY": Price(8800)})]
)


@pytest.fixture(scope="session")
def stocked(tmp_path_factory):
    """A data folder with a small catalogue and its pictures, to copy."""
    made, drawn = tmp_path_factory.mktemp("stocked"), tmp_path_factory.mktemp("drawn")
    cache = MediaCache(made)
    media = []
    for at, tone in enumerate(("#8d9a8b", "#c9bba2")):
        sha = f"{at:064x}"
        image = QImage(60, 40, QImage.Format.Format_RGB32)
        image.fill(QColor(tone))
        for rendition in ("240", "400", "full"):
            path = drawn / f"{rendition}.jpg"
            image.save(str(path))
            cache.store(Item(sha, rendition), path.read_bytes())
        media.append(sha)
    cache.close()
    products = [sofa(media), VASE, UNPRICED]
    documents = [("product", product.id, product) for product in products]
    documents += [("store", store.code, store) for store in STORES]
    documents += [("category", "sofas", Category("sofas", names("Sofas", "Divani", "ソファ")))]
    rows = [
        CatalogueRow(kind, identifier, at, msgspec.Raw(msgspec.json.encode(body)))
        for at, (kind, identifier, body) in enumerate(documents, 1)
    ]
    folder(made).mkdir()
    build(folder(made) / "first.db", rows, len(rows))
    write_current(made, Current("first.db", len(rows)))
    return made


@pytest.fixture
def data(stocked, tmp_path):
    """A tablet's data folder with a small catalogue and its pictures."""
    return shutil.copytree(stocked, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def clock():
    return StandingClock()


@pytest.fixture
def identity():
    return IDENTITY


@pytest.fixture
def reader():
    """Return what reads aloud; None stands for the system's own."""
    return


@pytest.fixture
def open_kiosk(data, clock, qapp, reader):
    """Open kiosks on the data folder; each is closed at the end."""
    opened = []

    def open_one(**settings):
        kiosk = Kiosk(
            data,
            IDENTITY,
            Settings(**{"language": LANGUAGE, **settings}),
            qapp,
            executor=AtOnce(),
            clock=Clock(clock.now, lambda: clock.seconds),
        )
        opened.append(kiosk)
        if reader is not None:
            kiosk.access.voice.make_speaker = lambda _parent: reader
        kiosk.open(full_screen=False)
        return kiosk

    yield open_one
    for kiosk in opened:
        kiosk.close()


@pytest.fixture
def kiosk(open_kiosk):
    return open_kiosk()


@pytest.fixture
def robot(kiosk):
    return Robot(kiosk.window)


@pytest.fixture
def count(kiosk):
    """Tell the tablet how many of a variant a store holds."""
    told = {}

    def tell(store, variant, on_hand, minutes=6, status=""):
        scope = scopes.stock(store)
        told[scope] = told.get(scope, 0) + 1
        as_of = (NOW - timedelta(minutes=minutes)).isoformat()
        level = StockLevel(variant, on_hand, as_of, aisle="7", status=status)
        change = Change(scope, "stock", variant, told[scope], msgspec.Raw(msgspec.json.encode(level)))
        kiosk._replica.receive(SyncAnswer("epoch", NOW.isoformat(), changes=[change]))
        kiosk.shop.stocked.emit()

    return tell


@pytest.fixture
def learn(kiosk, data):
    """Change a document of the catalogue in force, as a delta from the hub does."""

    def change(kind, identifier, document):
        path = folder(data) / "first.db"
        version = Catalogue(path).version + 1
        body = msgspec.Raw(msgspec.json.encode(document))
        with Advance(path) as advance:
            advance.put([CatalogueRow(kind, identifier, version, body)])
            advance.commit(version)
        kiosk._news.catalogue.emit()

    return change


@pytest.fixture
def another():
    """Make another sofa, without pictures, by its id; its SKUs begin with that."""

    def make(identifier):
        like = sofa([])
        variants = [
            msgspec.structs.replace(each, id=f"{identifier}-{each.id}", sku=f"{identifier}-{each.sku}")
            for each in like.variants
        ]
        return msgspec.structs.replace(like, id=identifier, variants=variants)

    return make


@pytest.fixture
def publish(learn):
    """Change a product, likewise."""
    return lambda product: learn("product", product.id, product)


@pytest.fixture
def middle():
    """Click somewhere by its place in the window."""

    def click(window, x, y):
        QTest.mouseClick(
            window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPointF(x, y).toPoint()
        )

    return click
