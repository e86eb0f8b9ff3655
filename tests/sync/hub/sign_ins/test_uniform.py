"""Whoever an address is, the hub does the same: it asks and writes the same things, in the same order."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sync.hub.access import Caller
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.endpoint import Call
from sync.hub.mail.seldom import TO_ONE
from sync.hub.problems import HttpProblem
from sync.hub.settling import do
from sync.hub.sign_ins import calls
from sync.hub.sign_ins.accounts import HUB
from sync.hub.sign_ins.pages import numbers
from sync.protocol import persons, scopes, sessions
from sync.protocol.customers import CreateCustomer
from sync.protocol.devices import ACTIVE, Device
from sync.protocol.ids import new_op_id
from sync.protocol.sign_ins import AskSignIn, BeginSignIn
from tests.fakes import Clock

KNOWN, UNKNOWN = "anna@example.com", "nobody@example.com"
TABLET = Device("tablet", "milano", "Kiosk 1", "", "")
OF_ADDRESSES = frozenset({"key", "person", "customer", "reference"})
"""Kinds of scope that say who an address is."""


class Watched:
    """A store that notes what is asked of it: how, and in which kind of scope."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage
        self.done: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        inside = getattr(self._storage, name)

        def call(scope: Any, *more: Any) -> Any:
            self.done.append((name, str(scope).partition(":")[0]))
            return inside(scope, *more)

        return call if name in {"load", "commit", "changes"} else inside


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[Callable[[Hub], Awaitable[None]]], None]:
    async def run(story: Callable[[Hub], Awaitable[None]]) -> None:
        hub = await assemble(Config(tmp_path, "http://hub", sends_mail=True), Clock().now)
        try:
            await do(hub, scopes.person("c1"), new_op_id(), persons.SetContact("email", KNOWN), HUB)
            await do(hub, scopes.customer("c1"), new_op_id(), CreateCustomer(), HUB)
            await story(hub)
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))


async def what_is_done(hub: Hub, email: str) -> list[tuple[str, str]]:
    """Begin with an address and try a wrong code; return what the store was asked."""
    watched = Watched(hub.storage)
    there = replace(hub, storage=watched)  # type: ignore[arg-type]
    proof, sender = sessions.begin().secret, Caller(TABLET, ACTIVE)
    begun = await calls.begin(Call(there, None, BeginSignIn(proof, "it", "email", email), sender))  # type: ignore[arg-type]
    http: Any = SimpleNamespace(path_params={"id": begun.id})
    with pytest.raises(HttpProblem):
        await calls.ask(Call(there, http, AskSignIn(proof, "12345"), sender))
    return watched.done


def test_known_and_unknown_addresses_take_the_same_steps(tell: Any) -> None:
    async def story(hub: Hub) -> None:
        known, unknown = [await what_is_done(hub, address) for address in (KNOWN, UNKNOWN)]
        assert known == unknown
        assert not {kind for _, kind in known} & OF_ADDRESSES, "nobody is looked up before the code is right"

    tell(story)


def test_an_address_that_gets_no_more_letters_takes_the_same_steps(tell: Any) -> None:
    async def story(hub: Hub) -> None:
        done = [await what_is_done(hub, UNKNOWN) for _ in range(TO_ONE.in_short + 1)]
        assert all(one == done[0] for one in done)

    tell(story)


def test_the_numbers_to_choose_from_are_not_mistaken_for_each_other(tell: Any) -> None:
    async def story(hub: Hub) -> None:
        places = set()
        for identifier in map(str, range(200)):
            shown, right = numbers(hub, identifier), calls.number(hub, identifier)
            assert shown == numbers(hub, identifier), "the same however often it is looked at"
            others = [one for one in shown if one != right]
            assert len(others) == 2
            assert all(one[0] != right[0] and one[1] != right[1] for one in others)
            places.add(shown.index(right))
        assert places == {0, 1, 2}

    tell(story)
