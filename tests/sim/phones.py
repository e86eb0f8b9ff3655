"""A shopper's phone with the list's page open: sends each change until somebody answers for it."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from sync.protocol.ids import new_op_id
from tests.sim.hubs import PUBLIC_URL
from tests.sim.machine import Machine
from tests.sim.network import Line

if TYPE_CHECKING:
    from tests.sim.world import World

PAUSE = 5.0
RETRIES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between tries, as the page's `outbox.js` waits."""


@dataclass
class Sent:
    """A change of a phone. `outcome` is '' until the hub has answered."""

    id: str
    args: dict[str, Any]
    outcome: str = ""
    tries: int = 0


@dataclass
class Phone:
    """One visitor of one link."""

    world: "World"
    machine: Machine
    link: str
    changes: list[Sent] = field(default_factory=list)
    closed: bool = False

    def __post_init__(self) -> None:
        self._visitor = f"{self.world.chance.getrandbits(96):024x}"
        self._http = httpx.AsyncClient(
            base_url=PUBLIC_URL,
            transport=Line(self.world.network, self.machine),
            headers={"origin": PUBLIC_URL, "content-type": "application/json"},
            timeout=httpx.Timeout(10.0, connect=5.0),
        )

    @property
    def is_done(self) -> bool:
        """Whether every change has its answer."""
        return all(change.outcome for change in self.changes)

    async def use(self) -> None:
        """Look at the list and change it, until the day is over and everything is answered."""
        chance = self.world.chance
        while not (self.closed or self.world.is_evening):
            await asyncio.sleep(chance.expovariate(1 / PAUSE))
            view = await self._read()
            if view:
                self.changes.append(Sent(new_op_id(), self._choose(view)))
                await self._deliver(self.changes[-1], view["seq"])

    def _choose(self, view: dict[str, Any]) -> dict[str, Any]:
        chance, lines = self.world.chance, view["lines"]
        titled = {"verb": "RenameList", "title": f"title {chance.randint(1, 99)}", "base": view["title"]}
        undo = {"verb": "Undo", "op": chance.choice(view["changes"])["op"]} if view["changes"] else titled
        if not lines:
            return chance.choice([titled, undo])
        line = chance.choice(lines)
        note = {"verb": "SetNote", "line": line["id"], "note": f"note {chance.randint(1, 99)}"}
        more = {"verb": "AdjustLine", "line": line["id"], "delta": chance.choice([-2, -1, 1, 2])}
        picked = chance.choices([more, note, undo, titled, {"verb": "CloseLink"}], [6, 3, 2, 2, 0.5])
        return picked[0]

    async def _deliver(self, change: Sent, seq: int) -> None:
        while not change.outcome:
            await self._try(change, seq)
            if not change.outcome:
                await asyncio.sleep(RETRIES[min(change.tries, len(RETRIES)) - 1])
        self.world.tell(self.machine.name, f"{change.args['verb']} {change.id[-6:]}: {change.outcome}")

    async def _try(self, change: Sent, seq: int) -> None:
        change.tries += 1
        body = {"id": change.id, "visitor": self._visitor, "at": "2026-05-04T09:00:00Z", "base": seq}
        try:
            answer = await self._http.post(
                f"{self.link}/ops", content=json.dumps({**body, "args": change.args})
            )
        except httpx.HTTPError:
            return
        if answer.status_code in {200, 422}:
            result = answer.json()
            change.outcome = ":".join(filter(None, [result.get("status"), result.get("reason")]))
        elif answer.status_code == 404:
            change.outcome, self.closed = "closed", True

    async def _read(self) -> dict[str, Any] | None:
        try:
            answer = await self._http.get(f"{self.link}/list", headers={"vetrina-visitor": self._visitor})
        except httpx.HTTPError:
            return None
        if answer.status_code == 404:
            # Not yet: the tablet's word of the link may still be on its way.
            return None
        view: dict[str, Any] = answer.json() if answer.is_success else {}
        return view or None
