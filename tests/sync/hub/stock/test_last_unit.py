"""The last one is promised to one, however many ask at once and whatever the store of documents."""

import asyncio

from sync.protocol.stock import MoveStock, ReserveStock
from tests.shift.last_unit import market

ROUNDS = 20


def test_last_unit_of_fifty_buyers_one_gets_it_on_sqlite(tmp_path):
    with market(tmp_path / "data") as one:
        one.play(ROUNDS)


def test_last_unit_of_fifty_buyers_one_gets_it_on_postgresql(tmp_path, postgres):
    with market(tmp_path / "data", postgres.new_database()) as one:
        one.play(ROUNDS)


def test_last_unit_at_the_till_is_nobody_elses_any_more(run):
    """Three look at it, one buys it at the till: whoever reserves it then is told that it is gone."""

    async def work(store):
        await store.feed("lamp", 1)
        await store.do("sale", MoveStock("lamp", "sale", -1))
        looks = [store.do(f"look {number}", ReserveStock("lamp", f"cart {number}")) for number in range(3)]
        kept = await asyncio.gather(*looks)
        assert [result.reason for result in kept] == ["not_available"] * 3

    run(work)


def test_last_unit_whose_answer_got_lost_is_still_theirs(run):
    async def work(store):
        await store.feed("lamp", 1)
        first = await store.do("mine", ReserveStock("lamp", "cart"))
        again = await store.do("mine", ReserveStock("lamp", "cart"))
        other = await store.do("theirs", ReserveStock("lamp", "other"))
        assert (first.status, again, other.reason) == ("applied", first, "not_available")

    run(work)


def test_last_unit_is_free_again_when_nobody_confirms(run):
    async def work(store):
        await store.feed("lamp", 1)
        await store.do("mine", ReserveStock("lamp", "cart"))
        store.clock.later(minutes=16)
        later = await store.do("theirs", ReserveStock("lamp", "other", firm=True))
        assert later.status == "applied"
        back = await store.do("confirm", ReserveStock("lamp", "cart", firm=True))
        assert back.reason == "not_available"

    run(work)
