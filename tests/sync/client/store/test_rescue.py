"""A tablet whose store is damaged: nothing that waits is lost, nothing readable is left, and it goes on."""

import asyncio
import itertools

import pytest
from nacl.public import SealedBox

from sync.client.errors import BrokenReplica, IdentityError, ReplicaError
from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.client.store import rescue
from sync.client.store.database import BROKEN, NAME
from sync.protocol import scopes
from sync.protocol.list_verbs import AddLine, RenameList
from sync.protocol.stock import StockLevel
from tests.fakes import FakeLink

STOCK = scopes.stock("milano")
PAGE = 4096
SECRET = "Giulia Esposito"


def exchange(tablet, hub) -> None:
    link, trips = FakeLink(hub), Exchange(tablet.replica)
    while asyncio.run(trips.trip(link)).more:
        pass


def reopen(tablet) -> None:
    tablet.replica.close()
    tablet.replica = Replica(tablet.data, tablet.identity, tablet.clock.now)


def damage(tablet, text: bytes) -> None:
    """Zeros where the first page with this text was, as a disk does that lost a block."""
    tablet.replica._database.truncate_log()
    tablet.replica.close()
    path = tablet.data / NAME
    content = bytearray(path.read_bytes())
    start = content.index(text) // PAGE * PAGE
    content[start : start + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def aside(tablet) -> list:
    return sorted(tablet.data.glob(rescue.ASIDE_PATTERN))


@pytest.fixture
def shop(tablet, hub):
    """A tablet with a store's stock, confirmed work, and five operations that still wait."""
    tablet.replica.watch(STOCK)
    for number in range(300):
        hub.put(STOCK, "stock", f"v{number}", b'{"variant":"v%d","on_hand":1,"as_of":""}' % number)
    tablet.list = tablet.create("Kitchen")
    exchange(tablet, hub)
    for number in range(4):
        tablet.replica.commit(tablet.session.id, tablet.scope, AddLine("p", f"v{number}"))
    tablet.replica.commit(tablet.session.id, tablet.scope, RenameList(SECRET))
    return tablet


def test_a_damaged_store_loses_nothing_that_waits(shop, hub):
    damage(shop, b'"variant":"v150"')
    # Nothing tells at the start; the first look at every document does.
    shop.replica = Replica(shop.data, shop.identity, shop.clock.now)
    with pytest.raises(BrokenReplica, match="next start saves what can be read"):
        exchange(shop, hub)
    assert (shop.data / BROKEN).exists()
    reopen(shop)
    assert shop.replica.pending_count() == 5
    exchange(shop, hub)
    document = hub.lists[shop.list]
    assert (document.title, document.pieces) == (SECRET, 4)
    shop.replica.watch(STOCK)
    exchange(shop, hub)
    assert len(shop.replica.documents(STOCK, "stock", StockLevel)) == 300
    [report] = shop.replica.reports()
    assert report.words.startswith("The tablet's store was damaged. It was put aside as replica-")
    assert not (shop.data / BROKEN).exists()


def test_a_file_that_is_no_database_is_put_aside(tablet, hub):
    tablet.replica.close()
    garbage = b"not a database, but long enough to look at" * 20
    (tablet.data / NAME).write_bytes(garbage)
    reopen(tablet)
    [kept] = aside(tablet)
    assert SealedBox(hub.key).decrypt(kept.read_bytes()) == garbage
    assert kept.stat().st_mode & 0o077 == 0
    tablet.begin()
    tablet.create()
    exchange(tablet, hub)
    assert len(hub.lists) == 1


def test_what_is_put_aside_can_be_read_by_the_hub_alone(shop, hub):
    damage(shop, b'"variant":"v150"')
    (shop.data / BROKEN).touch()
    reopen(shop)
    [kept] = aside(shop)
    assert SECRET.encode() in SealedBox(hub.key).decrypt(kept.read_bytes())
    for path in shop.data.iterdir():
        assert SECRET.encode() not in path.read_bytes()
        assert shop.session.secret.encode() not in path.read_bytes()


def test_order_numbers_are_not_given_twice_after_a_rescue(shop):
    before = [waiting.sealed.id for waiting in shop.replica.pending(10)]
    (shop.data / BROKEN).touch()
    reopen(shop)
    assert [waiting.sealed.id for waiting in shop.replica.pending(10)] == before
    shop.begin()
    shop.create()
    assert shop.replica.pending(10)[-1].op.order > rescue.GAP


def test_what_cannot_be_read_of_the_outbox_leaves_the_rest(shop):
    sealed = [waiting.sealed.sealed for waiting in shop.replica.pending(10)]
    damage(shop, sealed[0].encode())
    (shop.data / BROKEN).touch()
    reopen(shop)
    assert shop.replica.pending_count() < 5
    shop.begin()
    shop.create()
    assert shop.replica.pending_count() >= 1


class PowerCutError(Exception):
    """The tablet is off."""


@pytest.mark.parametrize("moment", range(1, 8))
def test_a_power_cut_in_the_middle_of_a_rescue_loses_nothing(shop, monkeypatch, moment):
    (shop.data / BROKEN).touch()
    steps = itertools.count(1)

    def cut_before(step):
        def instead(*arguments):
            if next(steps) == moment:
                raise PowerCutError
            return step(*arguments)

        return instead

    for name in ("readable", "write_private", "remove", "_begin", "take_over"):
        monkeypatch.setattr(rescue, name, cut_before(getattr(rescue, name)))
    with pytest.raises(PowerCutError):
        reopen(shop)
    monkeypatch.undo()
    reopen(shop)
    assert shop.replica.pending_count() == 5
    assert [report.what for report in shop.replica.reports()] == ["rescued"]


def test_a_few_are_kept_and_no_more(shop):
    for _ in range(rescue.MOST_ASIDE + 2):
        (shop.data / BROKEN).touch()
        shop.clock.pass_by(60)
        reopen(shop)
    assert len(aside(shop)) == rescue.MOST_ASIDE


def test_without_room_to_put_it_aside_everything_stays_as_it_is(shop, monkeypatch):
    (shop.data / BROKEN).touch()

    def full(*_whatever):
        raise IdentityError("no space left")

    monkeypatch.setattr(rescue, "write_private", full)
    with pytest.raises(ReplicaError, match="cannot be put aside: no space left"):
        reopen(shop)
    monkeypatch.undo()
    reopen(shop)
    assert shop.replica.pending_count() == 5
