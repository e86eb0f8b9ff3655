"""What many bought together is learned from sales and orders, and says nothing of anybody."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.hub.context import open_storage
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.hub.suggesting import CROWD, DAYS, FLOOR, LARGEST, Basket, Counts, learn
from sync.protocol import moments, orders, scopes
from sync.protocol.orders import Order
from sync.protocol.receipts import Receipt, Sold
from sync.protocol.suggestions import POPULAR, TOGETHER, Popular, Together, share_of

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


def receipt(number: int, *products: str, **more: object) -> Receipt:
    lines = [Sold(str(at), product, f"{product}-1", 1) for at, product in enumerate(products)]
    made = Receipt(f"r{number}", str(number), "milano", "store", moments.write(NOW), "EUR", lines)
    return msgspec.structs.replace(made, **{"customer": f"c{number}", **more})


def order(number: int, *products: str, **more: object) -> Order:
    lines = [orders.Line(str(at), product, f"{product}-1", 1) for at, product in enumerate(products)]
    made = Order(f"o{number}", str(number), "milano", "collect", "picked_up", lines, moments.write(NOW))
    return msgspec.structs.replace(made, **{"customer": f"c{number}", **more})


async def keep(storage: Storage, *written: Receipt | Order) -> None:
    for one in written:
        if isinstance(one, Receipt):
            await documents.keep_first(storage, scopes.receipt(one.id), Key("receipt", one.id), one)
        else:
            await documents.keep_first(storage, scopes.orders(one.store), Key("order", one.id), one)


async def together(storage: Storage, product: str) -> list[str]:
    key = Key(TOGETHER, share_of(product))
    found = await documents.load(storage, scopes.CATALOGUE, key, Together)
    return found.products.get(product, []) if found else []


async def popular(storage: Storage, store: str) -> list[str]:
    found = await documents.load(storage, scopes.CATALOGUE, Key(POPULAR, store), Popular)
    return found.products if found else []


def tell(folder: Path, story: Callable[[Storage], Awaitable[None]]) -> None:
    async def run() -> None:
        storage = open_storage(folder)
        try:
            await story(storage)
        finally:
            await storage.close()

    asyncio.run(run())


def test_what_enough_buyers_took_together_is_told_and_what_fewer_did_is_not(tmp_path: Path) -> None:
    async def story(storage: Storage) -> None:
        await keep(storage, *(receipt(at, "sofa", "rug") for at in range(FLOOR)))
        await keep(storage, *(receipt(100 + at, "sofa", "lamp") for at in range(FLOOR - 1)))
        assert await learn(storage, NOW) > 0
        assert await together(storage, "sofa") == ["rug"]
        assert await together(storage, "rug") == ["sofa"]
        assert await together(storage, "lamp") == []
        assert await popular(storage, "milano") == ["sofa", "rug"]

    tell(tmp_path, story)


def test_one_buyer_counts_once_however_often_they_come(tmp_path: Path) -> None:
    async def story(storage: Storage) -> None:
        await keep(storage, *(receipt(at, "sofa", "rug", customer="anna") for at in range(3 * FLOOR)))
        assert await learn(storage, NOW) == 0
        assert await popular(storage, "milano") == []

    tell(tmp_path, story)


def test_one_address_is_one_buyer_also_without_an_account(tmp_path: Path) -> None:
    async def story(storage: Storage) -> None:
        contact = orders.Contact("Anna", "Anna@example.com")
        await keep(storage, *(order(at, "sofa", "rug", customer="", contact=contact) for at in range(FLOOR)))
        again = orders.Contact(email="anna@example.com")
        await keep(storage, *(receipt(at, "sofa", "rug", customer="", contact=again) for at in range(FLOOR)))
        assert await learn(storage, NOW) == 0

    tell(tmp_path, story)


def test_nobody_becomes_many_by_being_erased(tmp_path: Path) -> None:
    async def story(storage: Storage) -> None:
        bought = (order(at, "sofa", "rug", customer="anna") for at in range(3 * FLOOR))
        await keep(storage, *(orders.blank(one) for one in bought))
        assert await learn(storage, NOW) == 0

    tell(tmp_path, story)


def test_an_order_and_the_sale_that_paid_for_it_are_one_basket(tmp_path: Path) -> None:
    async def story(storage: Storage) -> None:
        half = FLOOR // 2 + 1
        await keep(storage, *(order(at, "sofa", "rug") for at in range(half)))
        await keep(storage, *(receipt(at, "sofa", "rug", order=f"o{at}") for at in range(half)))
        assert await learn(storage, NOW) == 0
        await keep(storage, *(order(100 + at, "sofa", "rug") for at in range(FLOOR - half)))
        await learn(storage, NOW)
        assert await together(storage, "sofa") == ["rug"]

    tell(tmp_path, story)


def test_what_came_back_was_called_off_only_looked_at_or_is_long_ago_is_not_counted(tmp_path: Path) -> None:
    async def story(storage: Storage) -> None:
        back = [Sold("0", "sofa", "sofa-1", 1, returned=1), Sold("1", "rug", "rug-1", 1)]
        before = moments.write(NOW - dt.timedelta(days=DAYS + 1))
        for at in range(FLOOR):
            await keep(
                storage,
                receipt(at, lines=back),
                receipt(100 + at, "sofa", "rug", at=before),
                order(at, "sofa", "rug", state="cancelled"),
                order(100 + at, "sofa", "rug", kind="request"),
                order(200 + at, "sofa", "rug", state="new"),
            )
        await learn(storage, NOW)
        assert await together(storage, "sofa") == []
        assert await popular(storage, "milano") == ["rug"]

    tell(tmp_path, story)


def test_learned_again_it_writes_only_what_is_new_and_takes_back_what_is_over(tmp_path: Path) -> None:
    async def story(storage: Storage) -> None:
        await keep(storage, *(receipt(at, "sofa", "rug") for at in range(FLOOR)))
        first = await learn(storage, NOW)
        assert first == len({share_of("sofa"), share_of("rug")}) + 1
        assert await learn(storage, NOW) == 0
        later = NOW + dt.timedelta(days=DAYS + 1)
        assert await learn(storage, later) == first - 1
        assert await together(storage, "sofa") == []

    tell(tmp_path, story)


def test_receipts_without_a_name_tell_no_basket(tmp_path: Path) -> None:
    """Somebody who pays in cash comes to one till every week, for the same two things."""

    async def story(storage: Storage) -> None:
        weekly = [receipt(at, "sofa", "rug", customer="") for at in range(4 * FLOOR)]
        await keep(storage, *weekly)
        assert await learn(storage, NOW) == 0
        assert await together(storage, "sofa") == []
        assert await popular(storage, "milano") == []
        # With four others who did the same it is what five did.
        await keep(storage, *(receipt(1000 + at, "sofa", "rug") for at in range(FLOOR - 1)))
        await learn(storage, NOW)
        assert await together(storage, "sofa") == ["rug"]

    tell(tmp_path, story)


def test_what_is_bought_without_a_name_in_many_stores_or_very_often_is_known() -> None:
    counts = Counts()
    for at in range(FLOOR):
        counts.add(Basket(f"store{at}", "", frozenset({"sofa", "rug"})))
    for _ in range(FLOOR * CROWD):
        counts.add(Basket("milano", "", frozenset({"lamp", "bulb"})))
    assert counts.together() == {"sofa": ["rug"], "rug": ["sofa"]}
    assert counts.popular()["milano"] == ["bulb", "lamp"]


def test_what_is_bought_with_everything_comes_after_what_is_bought_with_this() -> None:
    counts = Counts()
    for at in range(FLOOR):
        counts.add(Basket("milano", f"a{at}", frozenset({"sofa", "rug", "bag"})))
        counts.add(Basket("milano", f"b{at}", frozenset({"sofa", "bag"})))
    for at in range(10 * FLOOR):
        counts.add(Basket("milano", f"c{at}", frozenset({"bag", f"thing{at}"})))
    assert counts.together()["sofa"] == ["rug", "bag"]


baskets = st.lists(
    st.tuples(
        st.sampled_from(["", "anna", "bea", "carla", "dora", "eva"]), st.frozensets(st.sampled_from("abcdef"))
    ),
    max_size=60,
)


@given(baskets)
def test_nothing_is_told_that_too_few_buyers_did(told: list[tuple[str, frozenset[str]]]) -> None:
    counts = Counts()
    for buyer, products in told:
        counts.add(Basket("milano", buyer, products))

    def took(wanted: set[str]) -> list[str]:
        return [buyer for buyer, products in told if wanted <= products]

    for product, others in counts.together().items():
        assert all(len(set(took({product, other}))) >= FLOOR for other in others)
    for product in counts.popular().get("milano", []):
        buyers = took({product})
        assert len({*buyers} - {""}) + buyers.count("") // CROWD >= FLOOR


def test_a_basket_that_furnishes_a_house_says_nothing_of_two_things() -> None:
    counts = Counts()
    for at in range(FLOOR):
        counts.add(Basket("milano", f"c{at}", frozenset(f"thing{at}" for at in range(LARGEST + 1))))
    assert counts.together() == {}
    assert len(counts.popular()["milano"]) == LARGEST + 1
