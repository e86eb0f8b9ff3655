"""What a route is: one table entry that Starlette serves and the OpenAPI document describes."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub import signatures
from sync.hub.access import Caller, caller_of, reader_of
from sync.hub.bodies import JSON, decode, pack, read_body, reader
from sync.hub.context import Hub
from sync.hub.problems import HttpProblem
from sync.hub.throttle import sender_of
from sync.protocol import plain
from sync.protocol.clients import Client
from sync.protocol.devices import ACTIVE, Device
from sync.shapes import ready


@dataclass(frozen=True)
class Auth:
    """A way for a sender to say who it is, by a bearer token.

    `name` is the security scheme in the published document, `description` tells how to get a token;
    `identify` returns the sender's record or raises `HttpProblem` with one of the codes in `problems`;
    `rights` are those that it asks for. `knows` says whether a request comes this way, where there are two.
    """

    name: str
    description: str
    identify: Callable[[Hub, Request], Awaitable[msgspec.Struct]]
    problems: tuple[str, ...] = ("token_refused",)
    rights: tuple[str, ...] = ()
    knows: Callable[[Request], bool] = bool


_TOKEN = "The token that `POST /v1/devices/token` gives to an enrolled tablet."  # noqa: S105 - a description

_GONE = ("token_refused", "device_lost", "device_retired")

DEVICE = Auth("device", _TOKEN, reader_of, (*_GONE, "device_unconfirmed"))
DELIVERER = Auth("device", _TOKEN, caller_of, _GONE)
"""Lets in devices too that may bring what they hold and read nothing."""


@dataclass(frozen=True)
class Parameter:
    """A part of the address, or a header, that an endpoint reads.

    `kind` is its type with its bounds. What stands in the address is checked against it before the handler is
    asked, so that what is published is what holds; a header that makes no sense is left to its own rule.
    """

    name: str
    place: Literal["path", "query", "header"]
    kind: Any
    text: str
    example: str
    required: bool = True


@dataclass(frozen=True)
class Reply:
    """A JSON answer other than the usual one and other than a problem."""

    status: int
    text: str
    kind: type[msgspec.Struct]


@dataclass(frozen=True)
class Link:
    """What an answer is good for next: a parameter of another operation, filled from the answer's body.

    `field` is where it stands, as a JSON pointer (RFC 6901).
    """

    operation: str
    parameter: str
    field: str


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
    def incarnation(self) -> str:
        """The life of the device that speaks, '' where it names none."""
        return self._caller.incarnation

    @property
    def client(self) -> Client:
        """The server whose key the request carried."""
        assert isinstance(self.sender, Client), "this endpoint asks for no client"
        return self.sender

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
        """Whom the request is counted for."""
        return sender_of(self.http)


Handler = Callable[[Call], Awaitable[Response | msgspec.Struct]]
Serve = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Endpoint:
    """One route. `request` and `answer` are the Structs of its JSON bodies, None where it has none.

    `auth` says who may call it, None for anybody; `also` is another way in. `decode` replaces the strict
    reading of the body; `media_types` are the answer's where it is not JSON. `problems` are the codes
    (`problems.MEANINGS`) that the handler itself answers with, beside those of every call. `has_etag` says
    that answers name their version and that If-None-Match is heard; `has_ranges`, that parts can be asked
    for. `takes` are the names a body may go by. `signed` says that the client has to sign the body.
    """

    method: str
    path: str
    handle: Handler
    summary: str
    request: type[msgspec.Struct] | None = None
    answer: type[msgspec.Struct] | None = None
    media_types: tuple[str, ...] = (JSON,)
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    links: tuple[Link, ...] = ()
    has_etag: bool = False
    has_ranges: bool = False
    takes: tuple[str, ...] = (JSON,)
    auth: Auth | None = DEVICE
    also: Auth | None = None
    decode: Callable[[bytes], Any] | None = None
    signed: bool = False

    @property
    def ways_in(self) -> tuple[Auth, ...]:
        """Who may call it; nobody has to say who they are where there is none."""
        return tuple(auth for auth in (self.auth, self.also) if auth)


def routes(hub: Hub, endpoints: Iterable[Endpoint]) -> list[Route]:
    """Return the Starlette routes that serve endpoints: one for each path, so that it knows its methods."""
    by_path: dict[str, dict[str, Serve]] = {}
    for endpoint in endpoints:
        by_path.setdefault(endpoint.path, {})[endpoint.method] = _server(hub, endpoint)
    return [Route(path, _dispatcher(servers), methods=[*servers]) for path, servers in by_path.items()]


def _dispatcher(servers: Mapping[str, Serve]) -> Serve:
    async def serve(http: Request) -> Response:
        # Starlette lets HEAD in wherever GET is.
        return await servers["GET" if http.method == "HEAD" else http.method](http)

    return serve


def _server(hub: Hub, endpoint: Endpoint) -> Serve:
    read = endpoint.decode or reader(endpoint.request or Any)

    async def serve(http: Request) -> Response:
        auth = endpoint.also if endpoint.also and endpoint.also.knows(http) else endpoint.auth
        sender = await auth.identify(hub, http) if auth else None
        for parameter in endpoint.parameters:
            _check(parameter, http)
        raw = await read_body(http) if endpoint.request or endpoint.signed else b""
        if endpoint.signed:
            assert isinstance(sender, Client), "clients alone sign"
            signatures.require(sender, http, raw)
        body = decode(read, raw) if endpoint.request else None
        answer = await endpoint.handle(Call(hub, http, body, sender))
        if isinstance(answer, Response):
            return answer
        return json_response(http, answer)

    return serve


def _check(parameter: Parameter, http: Request) -> None:
    """Check a part of the address; a path that cannot be is a path that is not there.

    Raises:
        HttpProblem: 404 or 422.
    """
    if parameter.place == "header":
        return
    sent = http.path_params if parameter.place == "path" else http.query_params
    if not parameter.required and parameter.name not in sent:
        return
    try:
        msgspec.convert(sent.get(parameter.name), ready(parameter.kind), strict=False)
    except msgspec.ValidationError as error:
        if parameter.place == "path":
            raise HttpProblem(404, "not_found") from None
        raise HttpProblem(422, "invalid", f"`{parameter.name}`: {plain.in_words(str(error))}") from None


def json_response(http: Request, answer: msgspec.Struct) -> Response:
    """Return a Struct as a JSON response, packed where the reader accepts it."""
    body, headers = pack(msgspec.json.encode(answer), http.headers.get("accept-encoding", ""))
    return Response(body, headers=headers, media_type=JSON)
