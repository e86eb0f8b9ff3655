"""`POST /v1/stock-movements`: what came, went and was counted in a store, as another system knows it."""

import msgspec

from sync.hub import settling
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.hub.profile.acting import actor
from sync.hub.stock.figures import figures, require_new, require_store, told
from sync.hub.stock.requests import Counted, Figures, Moved, NewMovements
from sync.protocol import plain, scopes, verbs
from sync.protocol.ids import derived_id
from sync.protocol.stock import CountStock, MoveStock
from sync.protocol.stock_reasons import STOCK_REASONS, as_words


async def take_movements(call: Call) -> Figures:
    """`POST /v1/stock-movements`: put down what moved. Facts are not refused; sent again they change nothing.

    A count that is older than the one the hub has says nothing new; what moved after it is put on top of it.
    """
    sent = call.body
    assert isinstance(sent, NewMovements)
    require_store(call.hub, sent.store)
    what: list[Moved | Counted] = [*sent.moves, *sent.counts]
    wanted = {
        derived_id(call.client.id, sent.store, sent.id, str(number)): _verb(one)
        for number, one in enumerate(what)
    }
    scope = scopes.stock(sent.store)
    if wanted:
        results = await settling.do_all(call.hub, scope, wanted, actor(call), at=told(sent.at))
        require_new(results)
    return Figures(await figures(call.hub, sent.store, [one.variant for one in what]))


def _verb(one: Moved | Counted) -> CountStock | MoveStock:
    """Return what moved as the stock's rule hears it; a code of the other system's own is its words.

    Raises:
        HttpProblem: 422; the rule has no such movement.
    """
    args = msgspec.to_builtins(one)
    args["verb"] = "CountStock" if isinstance(one, Counted) else "MoveStock"
    if "reservation" in args:
        args["hold"] = args.pop("reservation")
    if one.reason and one.reason not in STOCK_REASONS:
        args = as_words(args)
    try:
        verb: CountStock | MoveStock = verbs.read(args, CountStock | MoveStock)
    except msgspec.ValidationError as error:
        raise HttpProblem(422, "invalid", plain.in_words(str(error))) from error
    return verb
