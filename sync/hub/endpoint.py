"""What a route is: one table entry that Starlette serves and the OpenAPI document describes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub.access import Caller, caller_of, reader_of
from sync.hub.bodies import JSON, decode, pack, read_body
from sync.hub.context import Hub
from sync.protocol.devices import ACTIVE, Device


@dataclass(frozen=True)
class Auth:
    """A way for a sender to say who it is, by a bearer token.

    `name` is the security scheme in the published document, `description` tells how to get a token;
    `identify` returns the sender's record or raises `HttpProblem`.
    """

    name: str
    description: str
    identify: Callable[[Hub, Request], Awaitable[msgspec.Struct]]


_TOKEN = "The token that `POST /v1/devices/token` gives to an enrolled tablet."  # noqa: S105 - a description

DEVICE = Auth("device", _TOKEN, reader_of)
DELIVERER = Auth("device", _TOKEN, caller_of)
"""Lets in devices too that may bring what they hold and read nothing."""


@dataclass(frozen=True)
class Call:
    """One request as a handler gets it: checked, decoded, with the record of who sent it."""

    hub: Hub
    http: Request
    body: Any = None
    sender: msgspec.Struct | None = None

    @property
    def device(self) -> Device:
        """The device whose token the request carried."""
        return self._caller.device

    @property
    def reads(self) -> bool:
        """Whether that device may read, and not only deliver."""
        return self._caller.standing == ACTIVE

    @property
    def _caller(self) -> Caller:
        assert isinstance(self.sender, Caller), "this endpoint asks for no device"
        return self.sender

    @property
    def address(self) -> str:
        """Where the request came from."""
        return self.http.client.host if self.http.client else ""


Handler = Callable[[Call], Awaitable[Response | msgspec.Struct]]


@dataclass(frozen=True)
class Endpoint:
    """One route. `request` and `answer` are the Structs of its JSON bodies, None where it has none.

    `auth` says who may call it, None for anybody. `decode` replaces the strict reading of the body;
    `media_type` is the answer's where it is not JSON.
    """

    method: str
    path: str
    handle: Handler
    summary: str
    request: type[msgspec.Struct] | None = None
    answer: type[msgspec.Struct] | None = None
    media_type: str = JSON
    query: tuple[str, ...] = ()
    auth: Auth | None = DEVICE
    decode: Callable[[bytes], Any] | None = None


def route(hub: Hub, endpoint: Endpoint) -> Route:
    """Return the Starlette route that serves an endpoint."""

    async def serve(http: Request) -> Response:
        sender = await endpoint.auth.identify(hub, http) if endpoint.auth else None
        body = decode(_reader(endpoint), await read_body(http)) if endpoint.request else None
        answer = await endpoint.handle(Call(hub, http, body, sender))
        if isinstance(answer, Response):
            return answer
        return json_response(http, answer)

    return Route(endpoint.path, serve, methods=[endpoint.method])


def _reader(endpoint: Endpoint) -> Callable[[bytes], Any]:
    return endpoint.decode or msgspec.json.Decoder(endpoint.request).decode


def json_response(http: Request, answer: msgspec.Struct) -> Response:
    """Return a Struct as a JSON response, packed where the reader accepts it."""
    body, headers = pack(msgspec.json.encode(answer), http.headers.get("accept-encoding", ""))
    return Response(body, headers=headers, media_type=JSON)
