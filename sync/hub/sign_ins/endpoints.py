"""The calls by which a tablet lets its shopper sign in, in one table."""

from typing import Annotated

import msgspec

from sync.hub.endpoint import Endpoint, Parameter
from sync.hub.sign_ins import calls
from sync.hub.sign_ins.examples import SIGN_IN
from sync.protocol.sign_ins import (
    AbortSignIn,
    AcceptSignIn,
    AskSignIn,
    BeginSignIn,
    SignedInShopper,
    SignInBegun,
    SignInState,
)

ID = Parameter(
    "id",
    "path",
    Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")],
    "The sign-in, by the id that the hub gave.",
    SIGN_IN,
)

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/sign-ins",
        calls.begin,
        "Let a shopper sign in",
        request=BeginSignIn,
        answer=SignInBegun,
        problems=("no_visit", "no_address", "no_mail", "too_many"),
    ),
    Endpoint(
        "POST",
        "/v1/sign-ins/{id}",
        calls.ask,
        "Ask how a sign-in stands, or try the code that was mailed",
        request=AskSignIn,
        answer=SignInState,
        parameters=(ID,),
        problems=("not_found", "wrong_code", "slow_down"),
    ),
    Endpoint(
        "POST",
        "/v1/sign-ins/{id}/accept",
        calls.accept,
        "Make the visit the customer's",
        request=AcceptSignIn,
        answer=SignedInShopper,
        parameters=(ID,),
        problems=("not_found", "not_confirmed"),
    ),
    Endpoint(
        "POST",
        "/v1/sign-ins/{id}/abort",
        calls.abort,
        "End a sign-in",
        request=AbortSignIn,
        answer=SignInState,
        parameters=(ID,),
        problems=("not_found",),
    ),
)
