"""What nobody fetches: kept as long as the retailer says, then for sale again."""

from sync.hub import terms
from sync.hub.orders.no_shows import NoShows
from sync.protocol import orders
from tests.sync.hub.orders.counter import STORE, at_the_counter, picked


async def make_ready(counter, name="o", **ready):
    await counter.stock(lamp=5)
    await counter.staff(orders.PlaceOrder(name, "collect", [orders.NewLine("p", "lamp", 2)]))
    await counter.staff(*picked(await counter.order(name)), orders.MakeReady(name, **ready))


def test_it_is_kept_for_a_week_and_then_for_sale_again(tmp_path):
    async def work(counter):
        no_shows = NoShows(counter.hub)
        await make_ready(counter)
        assert await no_shows.sweep() == 0
        counter.later(days=6, hours=23)
        assert await no_shows.sweep() == 0
        assert await counter.available("lamp") == 3
        counter.later(hours=2)
        assert await no_shows.sweep() == 1
        assert (await counter.order("o")).state == "expired"
        assert await counter.available("lamp") == 5
        assert await no_shows.sweep() == 0

    at_the_counter(tmp_path, work)


def test_the_retailers_terms_say_for_how_long(tmp_path):
    said = tmp_path / "orders.toml"
    said.write_text("keep_days = 5\n[stores.milano]\nkeep_days = 2\nminutes.collect = 30\n")

    async def work(counter):
        await make_ready(counter)
        order = await counter.order("o")
        assert order.expires == "2026-11-28T10:00:00Z"
        assert order.promise == "2026-11-26T10:30:00Z"

    at_the_counter(tmp_path / "data", work, terms=terms.read(said))


def test_a_longer_time_given_meanwhile_counts(tmp_path):
    async def work(counter):
        no_shows = NoShows(counter.hub)
        await make_ready(counter, expires="2026-11-27T10:00:00Z")
        await no_shows.sweep()
        await counter.staff(orders.MakeReady("o", expires="2026-11-29T10:00:00Z"))
        counter.later(days=2)
        assert await no_shows.sweep() == 0
        counter.later(days=1)
        assert await no_shows.sweep() == 1

    at_the_counter(tmp_path, work)


def test_what_was_fetched_in_the_last_moment_is_not_given_up(tmp_path):
    async def work(counter):
        no_shows = NoShows(counter.hub)
        await make_ready(counter)
        await no_shows.sweep()
        counter.later(days=8)
        code = orders.claim_code(counter.hub.keys.token, "o")
        assert (await counter.staff(orders.HandOver("o", code))).status == "applied"
        assert await no_shows.sweep() == 0
        assert (await counter.order("o")).state == "picked_up"
        assert (await counter.order("o")).store == STORE

    at_the_counter(tmp_path, work)
