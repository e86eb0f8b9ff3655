"""What a tablet does with a code: it claims the lists that wait under it."""

from sync.hub import access
from sync.hub.endpoint import Call
from sync.hub.parking import claiming
from sync.hub.problems import HttpProblem, brake
from sync.protocol import parking, sessions
from sync.protocol.parking import Claimed, ClaimList


async def claim_lists(call: Call) -> Claimed:
    """`POST /v1/claims`: from now on the visit goes on with the lists that wait under a code.

    Sent again by the same visit it gets the same answer. A code that is unknown, used or over is all one.
    """
    hub, sent = call.hub, call.body
    assert isinstance(sent, ClaimList)
    # By tablet alone: who tries codes on a phone in the shop's Wi-Fi shall not stop its tablets.
    brake(hub.throttles.claimed_lists, call.device.id)
    visit = await access.visit(hub, call.device, sessions.session_id(sent.proof))
    if visit.associate or visit.ended or not call.device.made(visit.device):
        raise HttpProblem(409, "no_visit", "it is over, or not of this device")
    found = await claiming.go_on(hub, parking.clean(sent.code), sessions.principal_of(sent.proof))
    if not found:
        hub.throttles.claimed_lists.count(call.device.id)
        raise HttpProblem(404, "no_claim")
    return Claimed(found)
