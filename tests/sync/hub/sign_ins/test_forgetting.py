"""What is left of a sign-in: nothing after a while, and nothing at all of who was erased."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub import erasure, housekeeping, shoppers, traces
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.erasure import Ground
from sync.hub.index.keeping import Ground as Index
from sync.hub.mail import seldom
from sync.hub.profile.export import collect
from sync.hub.sign_in_records import KIND, SignIn, load
from sync.hub.sign_ins import accounts, mailing, sweeping
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Write
from sync.hub.traces import Browser
from sync.protocol import scopes, sessions
from sync.protocol.devices import Device
from sync.protocol.sessions import Session
from sync.protocol.sign_ins import SIGNED_IN_SECONDS
from tests.fakes import Clock

ADDRESS = "anna@example.com"
TABLET = Device("tablet", "milano", "Kiosk 1", "", "")


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[Callable[[Hub, Clock], Awaitable[None]]], None]:
    """Run a story in a hub whose clock stands still."""

    async def run(story: Callable[[Hub, Clock], Awaitable[None]]) -> None:
        clock = Clock()
        hub = await assemble(Config(tmp_path, "http://hub"), clock.now)
        try:
            await story(hub, clock)
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))


async def confirmed(hub: Hub) -> SignIn:
    """Somebody new proves an address."""
    until = hub.later(dt.timedelta(minutes=2))
    record = SignIn("3f" * 16, TABLET.id, sessions.begin().id, "milano", hub.now(), until, "email")
    place = scopes.sign_in(record.id), Key(KIND, record.id)
    await documents.keep_first(
        hub.storage, *place, msgspec.structs.replace(record, step="proven", email=ADDRESS)
    )
    known = await load(hub, record.id)
    done = await accounts.confirm(hub, known) if known else None
    assert done is not None
    return done


async def signed_in(hub: Hub) -> tuple[str, Session]:
    """Somebody new signs in at a tablet, and is known on their phone."""
    customer = (await confirmed(hub)).customer
    visit = Session("5e" * 16, TABLET.id, hub.now(), customer=customer, first_name="Anna")
    visit = msgspec.structs.replace(visit, until=hub.later(dt.timedelta(seconds=SIGNED_IN_SECONDS)))
    index = Index(hub.storage, hub.keys.token)
    device = scopes.device(TABLET.id), Key("device", TABLET.id)
    await documents.keep_first(hub.storage, *device, TABLET)
    await documents.keep_first(hub.storage, scopes.session(visit.id), Key("session", visit.id), visit)
    await traces.note(index, customer, "visit", visit.id)
    browser = Browser(customer, hub.now(), hub.later(dt.timedelta(days=90)))
    await documents.keep_first(hub.storage, scopes.browser("b1"), Key(traces.BROWSER, "b1"), browser)
    await traces.note(index, customer, "browser", "b1")
    return customer, visit


async def visit_of(hub: Hub, identifier: str) -> Session | None:
    place = scopes.session(identifier), Key("session", identifier)
    return await documents.load(hub.storage, *place, Session)


def test_a_sign_in_is_swept_when_it_is_long_over(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        record = await confirmed(hub)
        await mailing.send(hub, record, ADDRESS)
        clock.pass_by(dt.timedelta(minutes=5).total_seconds())
        assert await sweeping.sweep(hub) == 0
        assert await load(hub, record.id)
        clock.pass_by(dt.timedelta(minutes=15).total_seconds())
        assert await sweeping.sweep(hub) == 1
        assert await load(hub, record.id) is None
        clock.pass_by(dt.timedelta(days=1).total_seconds())
        assert await sweeping.sweep(hub) == 2, "the counts of its letters, by address and by tablet"
        left = [one for digit in range(16) for one in await hub.storage.changes(f"sign_in:{digit:x}", 0, 9)]
        assert left == []

    tell(story)


def test_no_tablet_pesters_many_strangers_with_codes(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        record = await confirmed(hub)
        strangers = [f"stranger-{number}@example.com" for number in range(seldom.FROM_ONE.in_short + 1)]
        noted = [await mailing.send(hub, record, address) for address in strangers]
        assert [one.email for one in noted if one] == [*strangers[:-1], ""]
        assert all(one and one.shown for one in noted), "whether one went is told nobody"

    tell(story)


def test_two_who_prove_one_new_account_at_once_are_one_customer(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        proven = accounts.Proven(ADDRESS, language="it", store="milano")
        found = await asyncio.gather(*(accounts._who(hub, proven) for _ in range(5)))
        assert len(set(found)) == 1

    tell(story)


def test_who_was_cut_off_while_they_were_made_is_made_whole(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        proven = accounts.Proven(ADDRESS)
        customer = await accounts._who(hub, proven)
        place = scopes.customer(customer), Key("customer", customer)
        await hub.storage.commit(place[0], [], [], lambda _: Decision([Write(*place[1], None)]))
        assert await accounts._who(hub, proven) == customer

    tell(story)


def test_an_export_tells_of_visits_and_phones(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        customer, visit = await signed_in(hub)
        export = await collect(hub.storage, customer, hub.now())
        assert export is not None
        assert export.visits == [visit]
        assert [one.customer for one in export.browsers] == [customer]
        assert export.person is not None
        assert export.person.contacts == {"email": ADDRESS}

    tell(story)


def test_an_erasure_finds_visits_phones_and_the_tablet(tell: Any, tmp_path: Path) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        customer, visit = await signed_in(hub)
        order = await erasure.erase(Ground(hub.storage, tmp_path), customer, hub.now())
        assert order is not None
        assert order.devices == [TABLET.id]
        left = await visit_of(hub, visit.id)
        assert left is not None
        assert (left.customer, left.first_name) == ("", "")
        assert await hub.storage.load(scopes.browser("b1"), Key(traces.BROWSER, "b1")) is None
        again = await accounts._who(hub, accounts.Proven(ADDRESS))
        assert again != customer, "whoever comes with the address now is somebody new"

    tell(story)


def test_visits_and_phones_are_nobodys_in_the_end(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock) -> None:
        _, visit = await signed_in(hub)
        await shoppers.arrive(hub, TABLET, visit)
        clock.pass_by(dt.timedelta(days=89).total_seconds())
        await housekeeping.tidy(hub)
        known = await visit_of(hub, visit.id)
        assert known is not None
        assert known.customer
        clock.pass_by(dt.timedelta(days=2).total_seconds())
        await housekeeping.tidy(hub)
        known = await visit_of(hub, visit.id)
        assert known is not None
        assert known.customer == ""
        assert await hub.storage.load(scopes.browser("b1"), Key(traces.BROWSER, "b1")) is None

    tell(story)
