"""The call by which a tablet goes on with lists that wait."""

from sync.hub.endpoint import Endpoint
from sync.hub.parking import calls
from sync.protocol.parking import Claimed, ClaimList

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/claims",
        calls.claim_lists,
        "Go on with lists that wait under a code",
        request=ClaimList,
        answer=Claimed,
        problems=("no_visit", "no_claim", "too_many"),
    ),
)
