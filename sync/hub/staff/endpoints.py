"""The calls of the people of a store, in one table."""

from sync.hub.endpoint import Endpoint
from sync.hub.staff import colleagues, door, sign_in
from sync.protocol.staff import Associate, Colleagues, ShowColleagues, SignedIn, SignIn, Unlock

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
        "/v1/staff/colleagues",
        colleagues.show_colleagues,
        "Show who of the store may sign in, waits, or is locked out",
        request=ShowColleagues,
        answer=Colleagues,
        problems=(*door.PROBLEMS, "forbidden"),
    ),
    Endpoint(
        "POST",
        "/v1/staff/unlocks",
        colleagues.unlock,
        "Let a colleague try again after wrong PINs",
        request=Unlock,
        answer=Associate,
        problems=(*door.PROBLEMS, "forbidden", "not_found"),
    ),
)
