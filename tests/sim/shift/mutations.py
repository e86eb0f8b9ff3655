"""Faults put into the product on purpose: a judge of shifts that cannot find these is none."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from sync.hub.operations import Happened
from sync.hub.orders import stock
from sync.protocol import stock_rules
from sync.protocol.ids import new_id


@contextmanager
def sold_as_often_as_asked() -> Iterator[None]:
    """Let what follows from a hand-over have another id each time, and do it twice."""
    sell = stock.sell

    async def twice(hub: Any, happened: Happened) -> None:
        await sell(hub, happened)
        await sell(hub, happened._replace(op=happened.op.__class__(**{**_fields(happened), "id": new_id()})))

    changed = tuple(each._replace(run=twice) if each.run is sell else each for each in _follows())
    with patch("sync.hub.assembly.FOLLOWS", changed):
        yield


@contextmanager
def pieces_are_kept_for_ever() -> Iterator[None]:
    """Let no reservation go."""

    def keep(level: Any, _: Any) -> Any:
        return level

    with patch.object(stock_rules, "_release", keep):
        yield


def _follows() -> Sequence[Any]:
    from sync.hub.consequences import FOLLOWS  # noqa: PLC0415 - as it is when the fault is put in

    return FOLLOWS


def _fields(happened: Happened) -> dict[str, Any]:
    return {name: getattr(happened.op, name) for name in happened.op.__struct_fields__}


MUTATIONS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    made.__name__: made
    for made in (
        sold_as_often_as_asked,
        pieces_are_kept_for_ever,
    )
}
