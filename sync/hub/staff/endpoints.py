"""The calls of the people of a store, in one table."""

from sync.hub.endpoint import Endpoint
from sync.hub.staff import door, sign_in
from sync.protocol.staff import Associate, SignedIn, SignIn, Unlock

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/staff/sign-ins",
        sign_in.sign_in,
        "Sign an associate in",
        request=SignIn,
        answer=SignedIn,
        problems=("sign_in_refused", "sign_in_waits", "sign_in_locked", "session_used", "too_many"),
    ),
    Endpoint(
        "POST",
        "/v1/staff/unlocks",
        sign_in.unlock,
        "Let a colleague try again after wrong PINs",
        request=Unlock,
        answer=Associate,
        problems=(*door.PROBLEMS, "forbidden", "not_found"),
    ),
)
