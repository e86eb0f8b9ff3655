"""Speaking to the hub over HTTPS: the only place on the tablet that knows of HTTP.

Errors are `errors.HubError` and its children; what httpx raises never leaves this module.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar

import httpx
import msgspec
import zstandard
from joserfc import jwt
from joserfc.jwk import OKPKey

from sync.client.arrival import Arrival
from sync.client.errors import Faulty, Gone, HubError, IdentityError, Offline, Refused
from sync.client.identity import Identity, public_key
from sync.client.life import Life
from sync.client.store_cache import StoreCache
from sync.protocol.catalogue import CatalogueChanges, Manifest, SnapshotFile
from sync.protocol.devices import (
    ASSERTION_ALGORITHM,
    AUDIENCE,
    EnrolAnswer,
    EnrolRequest,
    TokenAnswer,
    TokenRequest,
)
from sync.protocol.envelope import Hint, SyncAnswer, SyncRequest
from sync.protocol.errors import PROBLEM_TYPE, UNREADABLE, Problem

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
SILENCE = httpx.Timeout(10.0, read=45.0)
"""The hub's heartbeat comes every 15 s: three missed ones mean that the line is dead."""

PACK_FROM = 1024
"""Request bodies from this size on are compressed."""

ASSERTION_SECONDS = 300
RENEW_SECONDS = 60
"""A token that ends sooner than this is renewed first."""

LONGEST_RETRY_AFTER = 300.0

MOST_WAITING = 4 << 20
"""Bytes of a download kept in memory while the disk is slower than the line."""

JSON = "application/json"
EVENTS = "text/event-stream"
SNAPSHOT = "application/zstd"
PICTURE = "image/"

log = logging.getLogger(__name__)
T = TypeVar("T")

# Every request with its address is too much for a log that shops keep.
logging.getLogger("httpx").setLevel(logging.WARNING)


class Transport:
    """The line of one enrolled tablet. Use it in one asyncio loop."""

    def __init__(
        self,
        identity: Identity,
        network: httpx.AsyncBaseTransport | None = None,
        life: Life | None = None,
        cache: StoreCache | None = None,
    ) -> None:
        """`network` replaces the real one in tests; `life` is told what the hub says of this tablet.

        Without a life the hub hears of no run, as from a tablet of the version before. `cache` is the
        store's own, for what never changes under its address.
        """
        self._identity = identity
        self._life = life
        self._cache = cache
        self._brought: set[str] = set()
        self._client = httpx.AsyncClient(base_url=identity.hub, timeout=TIMEOUT, transport=network)
        self._token = ""
        self._token_until = 0.0
        self._token_standing = ""
        self._skew = 0.0

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()

    async def sync(self, request: SyncRequest) -> SyncAnswer:
        """Send operations and cursors, get results and changes."""
        return _decode(await self._post("/v1/sync", request), SyncAnswer)

    async def ask(self, path: str, body: msgspec.Struct, answer: type[T]) -> T:
        """Post what a person at the tablet waits for."""
        return _decode(await self._post(path, body), answer)

    async def manifest(self) -> Manifest:
        """Ask which catalogue snapshot is the newest."""
        return _decode(await self._get("/v1/catalogue"), Manifest)

    async def catalogue_changes(self, after: int) -> CatalogueChanges:
        """Ask for a page of catalogue rows after a version."""
        return _decode(await self._get(f"/v1/catalogue/changes?after={after}"), CatalogueChanges)

    async def media(self, sha256: str, rendition: str) -> bytes:
        """Bring one rendition of a picture."""
        async with self._file(f"/v1/media/{sha256}/{rendition}", PICTURE) as response:
            return await response.aread()

    async def hints(self, scopes: Sequence[str]) -> AsyncIterator[Hint | None]:
        """Listen for what changes in some scopes; None says that the line stands."""
        request = self._client.build_request(
            "GET", "/v1/events", params={"scopes": ",".join(scopes)}, timeout=SILENCE
        )
        async with self._stream(request, EVENTS) as response:
            yield None
            async for line in response.aiter_lines():
                name, _, value = line.partition(":")
                if name == "data":
                    yield _parse(value.encode(), Hint)
        raise Offline("the hub ended the line of hints")

    async def download(self, file: SnapshotFile, arrival: Arrival) -> None:
        """Bring a snapshot's compressed bytes, going on after those that `arrival` has."""
        if arrival.have >= file.bytes:
            return
        # Bytes as they are on the hub's disk: ranges and hashes are counted on those.
        headers = {"Accept-Encoding": "identity"}
        if arrival.have:
            headers |= {"Range": f"bytes={arrival.have}-", "If-Range": f'"{file.sha256}"'}
        async with self._file(f"/v1/catalogue/files/{file.sha256}", SNAPSHOT, headers) as response:
            if not _goes_on(response, arrival.have):
                arrival.restart()
            await _pour(response.aiter_bytes(), arrival.write)

    @asynccontextmanager
    async def _file(
        self, path: str, kind: str, headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[httpx.Response]:
        """Ask for a file that never changes: the store's cache first, and the hub when that is of no use."""
        cache = self._cache if path not in self._brought else None
        async with AsyncExitStack() as stack:
            response = await self._from_cache(cache, stack, path, kind, headers) if cache else None
            if response is None:
                cache = None
                request = self._client.build_request("GET", path, headers=headers)
                response = await stack.enter_async_context(self._stream(request, kind))
            if cache and kind == SNAPSHOT:
                # Whoever asks for it once more found it wrong.
                self._brought.add(path)
            try:
                yield response
            except Offline:
                if cache:
                    self._brought.discard(path)
                    cache.rest()
                raise

    async def _from_cache(
        self,
        cache: StoreCache,
        stack: AsyncExitStack,
        path: str,
        kind: str,
        headers: Mapping[str, str] | None,
    ) -> httpx.Response | None:
        """Return the cache's answer; None when it is of no use. What the hub says through it stands."""
        if not cache.answers:
            return None
        request = self._client.build_request("GET", f"{cache.url}{path}", headers=headers)
        try:
            return await stack.enter_async_context(self._stream(request, kind))
        except Offline as error:
            if error.retry_after:
                raise
            log.info("the store's cache is left alone for a while: %s", error)
            cache.rest()
            return None

    async def _get(self, path: str, kind: str = JSON) -> httpx.Response:
        return await self._fetch(self._client.build_request("GET", path), kind)

    async def _post(self, path: str, body: msgspec.Struct) -> httpx.Response:
        content, headers = _pack(msgspec.json.encode(body))
        request = self._client.build_request("POST", path, content=content, headers=headers)
        return await self._fetch(request, JSON)

    async def _fetch(self, request: httpx.Request, kind: str) -> httpx.Response:
        async with self._stream(request, kind) as response:
            await response.aread()
            return response

    @asynccontextmanager
    async def _stream(self, request: httpx.Request, kind: str) -> AsyncIterator[httpx.Response]:
        """Send with a token, renewing it once when the hub no longer takes it; raise for an error answer.

        `kind` is how the media type of the hub's answer begins; what is of another is somebody else's page.
        """
        try:
            response = await self._authorised(request)
            if response.status_code == HTTPStatus.UNAUTHORIZED:
                await response.aclose()
                self._token = ""
                response = await self._authorised(request)
            try:
                await _check(response)
                if not _media_type(response).startswith(kind):
                    raise Offline("this was not the hub's answer: another kind of content")
                yield response
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise Offline(f"{type(error).__name__}: {error}") from error

    async def _authorised(self, request: httpx.Request) -> httpx.Response:
        if not self._token or time.monotonic() > self._token_until or self._stands_otherwise():
            await self._renew()
        request.headers["Authorization"] = f"Bearer {self._token}"
        return await self._client.send(request, stream=True)

    def _stands_otherwise(self) -> bool:
        """Say whether the hub refused this tablet since: only with a new token it says how it stands now."""
        return self._life is not None and self._life.identity.standing != self._token_standing

    async def _renew(self) -> None:
        """Earn a token with a signed assertion; a clock that is wrong is set right by the hub's `Date`."""
        response = await self._ask_token()
        if response.status_code == HTTPStatus.UNAUTHORIZED and self._learn_skew(response):
            response = await self._ask_token()
        await _check(response)
        answer = _decode(response, TokenAnswer)
        if self._life:
            self._life.settle(answer)
        self._token, self._token_standing = answer.token, answer.standing
        self._token_until = time.monotonic() + max(0, answer.expires_in - RENEW_SECONDS)

    async def _ask_token(self) -> httpx.Response:
        device = self._identity.device
        now = int(time.time() + self._skew)
        claims: dict[str, object] = {
            "iss": device,
            "sub": device,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + ASSERTION_SECONDS,
        }
        assertion = jwt.encode(
            {"alg": ASSERTION_ALGORITHM},
            claims,
            _signing_key(self._identity),
            algorithms=[ASSERTION_ALGORITHM],
        )
        incarnation, runs = self._speaking()
        request = TokenRequest(device=device, assertion=assertion, incarnation=incarnation, runs=runs)
        return await self._client.post(
            "/v1/devices/token",
            content=msgspec.json.encode(request),
            headers={"Content-Type": "application/json"},
        )

    def _speaking(self) -> tuple[str, list[str]]:
        """Return the incarnation and the runs to tell; what is not written down yet is not told."""
        if self._life is None:
            return "", []
        try:
            runs = self._life.begin()
        except IdentityError as error:
            raise Offline(f"the hub is not asked: {error}") from error
        return self._life.identity.incarnation, runs

    def _learn_skew(self, response: httpx.Response) -> bool:
        try:
            theirs = parsedate_to_datetime(response.headers["date"]).timestamp()
        except (KeyError, ValueError):
            return False
        skew = theirs - time.time()
        news = abs(skew - self._skew) > RENEW_SECONDS
        self._skew = skew
        return news


def enrol(hub: str, request: EnrolRequest) -> EnrolAnswer:
    """Register a device's key against a single-use code. Waits for the hub.

    Raises:
        HubError: As all calls; `Refused` when the code is unknown, used or too old.
    """
    content, headers = _pack(msgspec.json.encode(request))
    try:
        response = httpx.post(f"{hub}/v1/devices/enrol", content=content, headers=headers, timeout=TIMEOUT)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Offline(f"no hub answers at {hub} ({type(error).__name__}: {error})") from error
    try:
        _raise_for(response)
    except Offline as error:
        if error.retry_after:
            raise Offline(f"{error}; try again in {error.retry_after:.0f} s", error.retry_after) from error
        raise
    return _decode(response, EnrolAnswer)


def _pack(body: bytes) -> tuple[bytes, dict[str, str]]:
    headers = {"Content-Type": "application/json"}
    if len(body) < PACK_FROM:
        return body, headers
    return zstandard.ZstdCompressor().compress(body), {**headers, "Content-Encoding": "zstd"}


def _signing_key(identity: Identity) -> OKPKey:
    public = public_key(identity.private_key)
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public, "d": identity.private_key})


async def _check(response: httpx.Response) -> None:
    """Raise what an error answer means."""
    if not response.is_success:
        await response.aread()
    _raise_for(response)


def _raise_for(response: httpx.Response) -> None:
    if response.is_success:
        return
    problem = _problem(response)
    retry_after = _retry_after(response)
    if problem is None:
        raise Offline(f"status {response.status_code}, and not from the hub", retry_after)
    raise _meaning(problem, retry_after)


def _meaning(problem: Problem, retry_after: float) -> HubError:
    """Say whose turn it is."""
    status, text = problem.status, f"{problem.status} {problem.code} {problem.detail}".strip()
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return Refused(text, problem.code, retry_after)
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Gone(text, problem.code)
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
    }:
        return Faulty(text, problem.code)
    return Offline(text, retry_after, problem.code)


def _problem(response: httpx.Response) -> Problem | None:
    """Return the problem that the hub states; None for what a proxy or the page of a network answers.

    Only the hub's own word counts: a page of somebody else must neither end a visit nor hold back operations.
    """
    if _media_type(response) != PROBLEM_TYPE:
        return None
    try:
        return msgspec.json.decode(response.content, type=Problem)
    except UNREADABLE:
        return None


def _media_type(response: httpx.Response) -> str:
    text: str = response.headers.get("content-type", "")
    return text.partition(";")[0].strip().lower()


def _retry_after(response: httpx.Response) -> float:
    """Return for how many seconds we are sent away, 0 if for none (RFC 9110 section 10.2.3)."""
    text = response.headers.get("retry-after", "")
    seconds = float(text) if text.isdecimal() else _seconds_until(text, response.headers.get("date", ""))
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _seconds_until(moment: str, now: str) -> float:
    """Return the time between two dates of the hub's: our own clock may be wrong."""
    try:
        return (parsedate_to_datetime(moment) - parsedate_to_datetime(now)).total_seconds()
    except (ValueError, TypeError):
        return 0.0


def _decode(response: httpx.Response, struct: type[T]) -> T:
    return _parse(response.content, struct)


def _parse(content: bytes, struct: type[T]) -> T:
    """What is not as agreed comes from somebody else than the hub: a proxy, a captive page."""
    try:
        return msgspec.json.decode(content, type=struct)
    except UNREADABLE as error:
        raise Offline(f"this was not the hub's answer: {error}") from error


def _goes_on(response: httpx.Response, have: int) -> bool:
    """Say whether an answer begins after the bytes that are here, and not with the first."""
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        return have == 0
    if not response.headers.get("content-range", "").startswith(f"bytes {have}-"):
        raise Offline("another part of the file came than was asked for")
    return True


async def _pour(blocks: AsyncIterator[bytes], write: Callable[[bytes], None]) -> None:
    """Hand what comes to a worker thread, while more is on its way; what came stays when the line breaks."""
    waiting = bytearray()
    writing: asyncio.Task[None] | None = None
    try:
        async for block in blocks:
            waiting += block
            if writing and (writing.done() or len(waiting) >= MOST_WAITING):
                await writing
                writing = None
            if writing is None:
                writing = asyncio.create_task(asyncio.to_thread(write, bytes(waiting)))
                waiting.clear()
    finally:
        # Nobody may close the files before.
        if writing:
            await writing
        if waiting:
            await asyncio.to_thread(write, bytes(waiting))
