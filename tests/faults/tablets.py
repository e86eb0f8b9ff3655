"""Starts of the tablet's program without a window, for tests that copy folders and put hubs back."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sync.client import identity as identities
from sync.client.exchange import Exchange
from sync.client.life import Life
from sync.client.replica import Replica, utc_now
from sync.client.transport.line import Transport
from sync.protocol import sessions
from sync.protocol.envelope import SyncAnswer, SyncRequest
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.scopes import shopping_list

T = TypeVar("T")


class Tablet:
    """One start of the program on a data folder, without a window: its replica, and a line to the hub."""

    def __init__(self, data: Path, now: Callable[[], datetime] = utc_now) -> None:
        self.data = data
        identity = identities.load(data)
        assert identity
        self.replica = Replica(data, identity, now)
        self.life = Life(data, identity)
        self._exchange = Exchange(self.replica)

    def stop(self) -> "Tablet":
        self.replica.close()
        return self

    def add(self, variant: str = "lamp-red") -> str:
        """A shopper starts a list with one thing on it; return the list's id."""
        session = sessions.begin()
        self.replica.begin(session)
        identifier = new_id()
        scope = shopping_list(identifier)
        self.replica.commit(session.id, scope, CreateList())
        self.add_to(identifier, variant)
        return identifier

    def add_to(self, identifier: str, variant: str = "lamp-red") -> None:
        """The shopper who is there adds one thing more to a list."""
        visit = self.replica.visits()[-1].id
        self.replica.commit(visit, shopping_list(identifier), AddLine(product="lamp", variant=variant))

    def list(self, identifier: str) -> ShoppingList:
        """Return a list as its shopper sees it here."""
        document = self.replica.document(shopping_list(identifier), "list", identifier, ShoppingList)
        assert document, "it is not on this tablet"
        return document

    def speak(self) -> str:
        """Exchange until nothing more goes; return how the hub lets this tablet in."""
        return self.ask(self._speak)

    async def _speak(self, link: Transport) -> str:
        while (await self._exchange.trip(link)).more:
            pass
        self.replica.identity = self.life.identity
        return self.life.identity.standing

    def read(self, *scopes: str) -> SyncAnswer:
        """Ask for scopes with the proofs of all visits that this folder holds."""
        progress = self.replica.progress()
        request = SyncRequest(
            self.life.identity.device,
            self.life.identity.incarnation,
            proofs=progress.proofs,
            cursors=dict.fromkeys(scopes, 0),
        )
        return self.ask(lambda link: link.sync(request))

    def ask(self, question: Callable[[Transport], Coroutine[None, None, T]]) -> T:
        async def run() -> T:
            link = Transport(self.life.identity, life=self.life)
            try:
                return await question(link)
            finally:
                await link.close()

        return asyncio.run(run())
