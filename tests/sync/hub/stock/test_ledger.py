"""The ledger holds every movement once, and adds up to the figure."""

import asyncio
from datetime import timedelta

from sync.hub import chain
from sync.hub.stock import ledger
from sync.hub.storage.port import StorageError
from sync.protocol.stock import CountStock, MoveStock

SALE = MoveStock("lamp", "sale", -1, reference="T1-17")


def test_what_moves_is_written_down_with_who_and_why(run):
    async def work(store):
        await store.feed("lamp", 5)
        await store.do("one", SALE)
        await store.do("two", MoveStock("lamp", "correction", -2, reason="damaged", note="Fell"))
        return await store.movements()

    opening, sale, broken = run(work)
    assert (opening.kind, opening.delta, opening.reason, opening.by) == ("count", 5, "feed", "")
    assert (sale.kind, sale.delta, sale.after, sale.reference) == ("sale", -1, 4, "T1-17")
    assert (broken.reason, broken.note, broken.delta, broken.after) == ("damaged", "Fell", -2, 2)
    assert broken.by == "staff:mira"


def test_it_adds_up_to_the_figure_whatever_comes_in_whatever_order(run):
    async def work(store):
        await store.feed("lamp", 5)
        verbs = [SALE, SALE, CountStock("lamp", 7), MoveStock("lamp", "receipt", 20), SALE]
        await asyncio.gather(*(store.do(f"op {number}", verb) for number, verb in enumerate(verbs)))
        await store.do("op 1", SALE)
        return await store.level(), await store.movements()

    level, rows = run(work)
    assert sum(row.delta for row in rows) == level.on_hand
    assert len({row.op for row in rows}) == len(rows) == 6


def test_a_count_whose_row_was_cut_off_is_written_with_the_next_movement(run, monkeypatch):
    write, refused = ledger._write, ["the disk is full"]

    async def fail_once(*args):
        if refused:
            raise StorageError(refused.pop())
        await write(*args)

    monkeypatch.setattr(ledger, "_write", fail_once)

    async def work(store):
        await store.feed("lamp", 5)
        await store.do("count", CountStock("lamp", 9))
        assert await store.movements() == []
        await store.do("sale", SALE)
        level, rows = await store.level(), await store.movements()
        assert sum(row.delta for row in rows) == level.on_hand == 8
        assert await chain.resume(store.hub, timedelta(0)) == 1
        return rows, await store.movements()

    before, after = run(work)
    assert sorted(row.op for row in after) == sorted(row.op for row in before)
