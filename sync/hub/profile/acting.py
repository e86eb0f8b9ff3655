"""How a server acts: its requests become operations like a tablet's, under its own name."""

from typing import Any

import msgspec

from sync.hub.endpoint import Call
from sync.protocol.actors import Actor
from sync.protocol.envelope import Op

CLIENT = "client"
INCARNATION = "api"


def principal(call: Call) -> str:
    """Return who a client itself acts as."""
    return f"{CLIENT}:{call.client.id}"


def actor(call: Call) -> Actor:
    """Return who a client is shown as on a list."""
    return Actor(id=principal(call), kind="shop", name=call.client.name)


def operation(call: Call, scope: str, acts_as: str, identifier: str, verb: msgspec.Struct, **more: Any) -> Op:
    """Return the operation that a client's wish stands for; `acts_as` is the principal.

    `more` may hold `at` and `base`. Without a time of the client's the hub's own stands in.
    """
    return Op(
        id=identifier,
        device=principal(call),
        incarnation=INCARNATION,
        order=0,
        principal=acts_as,
        scope=scope,
        args=msgspec.to_builtins(verb),
        **{"at": "", **more},
    )
