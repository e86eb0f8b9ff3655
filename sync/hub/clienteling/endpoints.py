"""The calls about customers that desks and message systems make, in one table."""

from sync.hub.clienteling import look_ups
from sync.hub.endpoint import Endpoint
from sync.hub.staff import door
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
)
