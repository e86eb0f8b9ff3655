"""Orders and stock of a store: one of two gets an order, one of many the last piece, a sale counts once."""

import asyncio
from typing import Any, NamedTuple

import msgspec

from sync.hub.conformance.finding import Check, NotApplicableError, require
from sync.hub.conformance.people import sign_in
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import Tablet, read
from sync.protocol import ids, scopes, sessions
from sync.protocol.envelope import Result
from sync.protocol.orders import ClaimOrder, NewLine, Order, PackOrder, PlaceOrder
from sync.protocol.sessions import STAFF, NewSession
from sync.protocol.staff import Role, SignedIn
from sync.protocol.stock import CountStock, MoveStock, ReleaseStock, ReserveStock, StockLevel
from sync.shapes import ready

RULE = "stock"
BUYERS = 8


class _Colleague(NamedTuple):
    """Somebody who is signed in at a tablet."""

    tablet: Tablet
    session: NewSession
    id: str

    async def does(self, scope: str, verb: msgspec.Struct, **changed: Any) -> Result:
        """Do something in one's own name."""
        op = self.tablet.op(scope, verb, principal=f"{STAFF}:{self.session.id}", schema=2, **changed)
        return await self.tablet.result(op, proofs=[self.session.secret])

    async def must(self, scope: str, verb: msgspec.Struct) -> None:
        """Do something that has to be taken."""
        result = await self.does(scope, verb)
        require(result.status == "applied", f"{type(verb).__name__} was {result.status} {result.reason}")

    async def finds(self, scope: str, kind: str, name: str) -> msgspec.Raw:
        """Return a document of the store."""
        answer = await self.tablet.sync(cursors={scope: 0}, proofs=[self.session.secret])
        bodies = [one.body for one in answer.changes if (one.kind, one.id) == (kind, name)]
        require(len(bodies) == 1, f"{len(bodies)} documents {kind} {name} in {scope}")
        body = bodies[0]
        require(isinstance(body, msgspec.Raw), f"{kind} {name} in {scope} has no body")
        assert isinstance(body, msgspec.Raw)
        return body


async def _colleague(stage: Stage, role: Role) -> _Colleague:
    if role not in stage.people:
        raise NotApplicableError("needs an associate of each role: give --associate, or --data")
    session = sessions.begin()
    name, pin = stage.people[role]
    came = read(await sign_in(stage.tablet, session, pin, name=name), SignedIn)
    return _Colleague(stage.tablet, session, came.associate.id)


async def _one_claims(stage: Stage) -> None:
    anna, bruno = await _colleague(stage, Role.ASSOCIATE), await _colleague(stage, Role.MANAGER)
    scope, order = scopes.orders(stage.tablet.store), ids.new_id()
    await anna.must(scope, PlaceOrder(order, "desk", [NewLine("p", f"none-{order}")]))
    claims = await asyncio.gather(*(one.does(scope, ClaimOrder(order)) for one in (anna, bruno)))
    said = sorted((result.status, result.reason) for result in claims)
    require(said == [("applied", ""), ("rejected", "taken")], f"of two who claim an order: {said}")
    winner = (anna, bruno)[[result.status for result in claims].index("applied")]
    kept = msgspec.json.decode(await anna.finds(scope, "order", order), type=ready(Order))
    holder = kept.claimed.id if kept.claimed else ""
    require(holder.endswith(winner.id), f"{winner.id} got the order, which says {holder}")
    too_early = await winner.does(scope, PackOrder(order))
    require(too_early.status == "rejected", f"packing what has an open line was {too_early.status}")


async def _nobody_says_paid(stage: Stage) -> None:
    manager = await _colleague(stage, Role.MANAGER)
    order = ids.new_id()
    verb = PlaceOrder(order, "desk", [NewLine("p", f"none-{order}")], paid=True)
    result = await manager.does(scopes.orders(stage.tablet.store), verb)
    require(result.status == "rejected", f"an order that a desk calls paid was {result.status}")


async def _last_unit(stage: Stage) -> None:
    keeper = await _colleague(stage, Role.MANAGER)
    scope, variant = scopes.stock(stage.tablet.store), f"conformance-{ids.new_id()}"
    await keeper.must(scope, CountStock(variant, 1))
    wanted = [ReserveStock(variant, f"{variant} {buyer}") for buyer in range(BUYERS)]
    results = await asyncio.gather(*(keeper.does(scope, verb) for verb in wanted))
    said = sorted((result.status, result.reason) for result in results)
    lost = [("rejected", "not_available")] * (BUYERS - 1)
    require(said == [("applied", ""), *lost], f"{BUYERS} want the last piece: {said}")
    held = msgspec.json.decode(await keeper.finds(scope, "stock", variant), type=ready(StockLevel))
    require(len(held.holds) == 1, f"the last piece is kept for {len(held.holds)}")
    await keeper.must(scope, ReleaseStock(variant, next(iter(held.holds))))
    await keeper.must(scope, ReserveStock(variant, f"{variant} next"))
    await keeper.must(scope, ReleaseStock(variant, f"{variant} next"))


async def _sold_once(stage: Stage) -> None:
    keeper = await _colleague(stage, Role.STOCK)
    scope, variant = scopes.stock(stage.tablet.store), f"conformance-{ids.new_id()}"
    await keeper.must(scope, CountStock(variant, 3))
    op = keeper.tablet.op(
        scope, MoveStock(variant, "sale", -1), principal=f"{STAFF}:{keeper.session.id}", schema=2
    )
    for _ in range(3):
        again = await keeper.tablet.result(op, proofs=[keeper.session.secret])
        require(again.status == "applied", f"a movement was {again.status} {again.reason}")
    level = msgspec.json.decode(await keeper.finds(scope, "stock", variant), type=ready(StockLevel))
    require(level.on_hand == 2, f"one of three was sold, told three times: {level.on_hand}")  # noqa: PLR2004 - as sold


CHECKS = (
    Check(RULE, "of two who claim an order one has it, and it says who", _one_claims),
    Check(RULE, "nobody at a desk says that an order is paid", _nobody_says_paid),
    Check(RULE, "of many who want the last piece one gets it, and the next once it is let go", _last_unit),
    Check(RULE, "a movement that comes again moves nothing", _sold_once),
)
