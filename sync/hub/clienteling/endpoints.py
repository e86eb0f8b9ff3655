"""The calls about customers that desks and message systems make, in one table."""

from sync.hub.clienteling import interactions, look_ups
from sync.hub.clienteling.interactions import NewInteraction, Noted
from sync.hub.endpoint import Endpoint
from sync.hub.profile.door import client_with
from sync.hub.staff import door
from sync.protocol.clients import Right
from sync.protocol.staff import LookedUp, LookUp

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/staff/look-ups",
        look_ups.look_up,
        "Find a customer, a list, an order or a receipt",
        request=LookUp,
        answer=LookedUp,
        problems=(*door.PROBLEMS, "forbidden", "too_many"),
    ),
    Endpoint(
        "POST",
        "/v1/interactions",
        interactions.note,
        "Write on a customer's timeline",
        request=NewInteraction,
        answer=Noted,
        problems=("no_customer", "id_taken"),
        auth=client_with(Right.INTERACTIONS_WRITE),
        signed=True,
    ),
)
