"""The least that speaks the protocol: a key, a token, a visit, operations."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
import msgspec
from joserfc import jwt
from joserfc.jwk import OKPKey
from nacl.signing import SigningKey

from sync.hub.conformance.finding import ViolationError, require
from sync.protocol import envelope, ids, moments, scopes, sessions
from sync.protocol.devices import ASSERTION_ALGORITHM, AUDIENCE, EnrolAnswer, TokenAnswer
from sync.protocol.envelope import Change, Op, Result, SealedOp, SyncAnswer
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.shapes import ready

ASSERTION_SECONDS = 60
OK = 200

Verb = msgspec.Struct | dict[str, Any]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Tablet:
    """One enrolled device with one visit. `http` carries its token."""

    http: httpx.AsyncClient
    key: SigningKey = field(default_factory=SigningKey.generate)
    device: str = ""
    store: str = ""
    hub_key: bytes = b""
    settings_key: str = ""
    incarnation: str = field(default_factory=lambda: secrets.token_hex(8))
    runs: list[str] = field(default_factory=lambda: [secrets.token_hex(8)])
    visit: sessions.NewSession = field(default_factory=sessions.begin)
    order: int = 0

    @property
    def public_key(self) -> str:
        """The public half of the tablet's key, base64url."""
        return _text(bytes(self.key.verify_key))

    async def enrol(self, code: str) -> httpx.Response:
        """Use an enrolment code; the answer may be a refusal."""
        body = {"code": code, "public_key": self.public_key, "name": "Conformance"}
        response = await self.http.post("/v1/devices/enrol", json=body)
        if response.status_code == OK:
            answer = read(response, EnrolAnswer)
            self.device, self.store = answer.device, answer.store
            self.hub_key = base64.b64decode(answer.hub_key)
            self.settings_key = answer.settings_key
        return response

    def assertion(self, **claims: Any) -> str:
        """Return a signed assertion; `claims` replace the right ones."""
        key = OKPKey.import_key(
            {"kty": "OKP", "crv": "Ed25519", "x": self.public_key, "d": _text(bytes(self.key))}
        )
        soon = int((datetime.now(UTC) + timedelta(seconds=ASSERTION_SECONDS)).timestamp())
        whole = {"iss": self.device, "sub": self.device, "aud": AUDIENCE, "exp": soon, **claims}
        return jwt.encode({"alg": ASSERTION_ALGORITHM}, whole, key, algorithms=[ASSERTION_ALGORITHM])

    async def ask_for_token(self, **claims: Any) -> httpx.Response:
        """Send an assertion; `claims` replace the right ones."""
        body = {
            "device": self.device,
            "assertion": self.assertion(**claims),
            "incarnation": self.incarnation,
            "runs": self.runs,
        }
        return await self.http.post("/v1/devices/token", json=body)

    async def sign_in(self) -> TokenAnswer:
        """Get a token and use it from now on."""
        answer = read(await self.ask_for_token(), TokenAnswer)
        self.incarnation = answer.incarnation or self.incarnation
        self.http.headers["Authorization"] = f"Bearer {answer.token}"
        return answer

    def op(self, scope: str, verb: Verb, **changed: Any) -> Op:
        """Return a new operation of the visit; `changed` replaces its fields."""
        self.order += 1
        whole: dict[str, Any] = {
            "id": ids.new_op_id(),
            "device": self.device,
            "incarnation": self.incarnation,
            "order": self.order,
            "principal": self.visit.principal,
            "scope": scope,
            "at": moments.write(datetime.now(UTC)),
            "args": msgspec.to_builtins(verb),
        }
        return Op(**{**whole, **changed})

    def seal(self, op: Op) -> SealedOp:
        """Return the sealed copy of an operation."""
        return envelope.seal(op, self.visit.secret, self.hub_key)

    def request(self, *ops: Op, **parts: Any) -> bytes:
        """Return the body of an exchange; `parts` replace its fields."""
        whole = {
            "device": self.device,
            "incarnation": self.incarnation,
            "ops": list(ops),
            "proofs": [self.visit.secret],
            **parts,
        }
        return msgspec.json.encode({name: part for name, part in whole.items() if part is not None})

    async def post(self, body: bytes, **headers: str) -> httpx.Response:
        """Send a body to `/v1/sync` as it is."""
        sent = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return await self.http.post("/v1/sync", content=body, headers=sent)

    async def sync(self, *ops: Op, **parts: Any) -> SyncAnswer:
        """Do one exchange."""
        return read(await self.post(self.request(*ops, **parts)), SyncAnswer)

    async def result(self, op: Op, **parts: Any) -> Result:
        """Send one operation; return what became of it."""
        results = (await self.sync(op, **parts)).results
        require([one.id for one in results] == [op.id], f"{len(results)} results for one operation")
        return results[0]

    async def apply(self, scope: str, verb: Verb, **changed: Any) -> Op:
        """Send one operation that must be applied; return it."""
        op = self.op(scope, verb, **changed)
        result = await self.result(op)
        require(
            result.status == "applied",
            f"{op.args.get('verb')} was {result.status} ({result.reason or 'no reason'})",
        )
        return op

    async def read_list(self, scope: str) -> ShoppingList:
        """Return the list as it stands at the hub."""
        change = await self.read_change(scope)
        require(isinstance(change.body, msgspec.Raw), f"{scope} has no body")
        assert isinstance(change.body, msgspec.Raw)
        try:
            return msgspec.json.decode(change.body, type=ready(ShoppingList))
        except msgspec.ValidationError as error:
            raise ViolationError(f"the list is none: {error}") from error

    async def read_change(self, scope: str) -> Change:
        """Return the one document of a list's scope, read from nothing."""
        answer = await self.sync(cursors={scope: 0})
        found = [change for change in answer.changes if change.scope == scope and change.kind == "list"]
        require(len(found) == 1, f"{len(found)} lists in one list's scope (closed: {answer.closed})")
        return found[0]

    async def new_list(self, *, lines: int = 0) -> str:
        """Make a list with some lines; return its scope."""
        scope = scopes.shopping_list(ids.new_id())
        adds = [AddLine(product=f"p{number}", variant=f"v{number}") for number in range(lines)]
        ops = [self.op(scope, verb) for verb in (CreateList(title="Conformance", store=self.store), *adds)]
        for result in (await self.sync(*ops)).results:
            require(result.status == "applied", f"a new list's operation was {result.status} {result.reason}")
        return scope


T = TypeVar("T")


def read(response: httpx.Response, kind: type[T]) -> T:
    """Return the body of a successful answer.

    Raises:
        ViolationError: It is an error, or another body.
    """
    require(response.status_code == OK, f"{response.request.url.path} answered {told(response)}")
    try:
        return msgspec.json.decode(response.content, type=ready(kind))
    except msgspec.DecodeError as error:
        raise ViolationError(f"{response.request.url.path} answered another body: {error}") from error


def told(response: httpx.Response) -> str:
    """Return an answer's status, and its code when it is a problem."""
    try:
        code = msgspec.json.decode(response.content, type=ready(dict[str, Any])).get("code", "")
    except msgspec.DecodeError:
        code = ""
    return f"{response.status_code} {code}".strip()
