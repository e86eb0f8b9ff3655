"""What shoppers do on a day: visits with a list each, as operations that a tablet would send."""

import random
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from sync.client.identity import Identity
from sync.protocol import ids, list_verbs, scopes, sessions
from sync.protocol.envelope import Op

PRODUCTS = 12
"""Different things on one list."""


class Visit(NamedTuple):
    """One shopper's visit and everything that was done on the list."""

    session: sessions.NewSession
    ops: list[Op]


def visits(identity: Identity, count: int, each: int) -> Iterator[Visit]:
    """Yield visits with `each` operations; the same ones in every run, but for their ids."""
    chance = random.Random(1)
    orders = iter(range(1, count * each + 1))
    for _ in range(count):
        session = sessions.begin()
        scope = scopes.shopping_list(ids.new_id())
        verbs = _verbs(scopes.parse(scope).id, each, chance)
        yield Visit(session, [_op(identity, session, scope, next(orders), verb) for verb in verbs])


def _verbs(list_id: str, count: int, chance: random.Random) -> Iterator[list_verbs.Verb]:
    yield list_verbs.CreateList(language="it", store="milano")
    variants = [f"LRC-{chance.randrange(100_000):05}" for _ in range(PRODUCTS)]
    lines = [ids.line_id(list_id, variant, {}) for variant in variants]
    for number in range(count - 1):
        if number < PRODUCTS:
            yield list_verbs.AddLine(product="larch-sofa", variant=variants[number])
        else:
            yield list_verbs.AdjustLine(chance.choice(lines), chance.choice((1, 1, -1)))


def _op(
    identity: Identity, session: sessions.NewSession, scope: str, order: int, verb: list_verbs.Verb
) -> Op:
    return Op(
        id=ids.new_op_id(),
        device=identity.device,
        incarnation=identity.incarnation,
        order=order,
        principal=session.principal,
        scope=scope,
        at="2026-11-22T10:00:00.000+00:00",
        args=msgspec.to_builtins(verb),
    )
