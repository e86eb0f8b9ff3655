"""The line of one enrolled tablet to its hub."""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from sync.client.arrival import Arrival
from sync.client.errors import Offline
from sync.client.identity import Identity
from sync.client.life import Life
from sync.client.store_cache import StoreCache
from sync.client.transport.access import Access
from sync.client.transport.answers import check, decode, media_type, parse
from sync.client.transport.downloads import goes_on, pour
from sync.client.transport.forgetful import Forgetful
from sync.client.transport.leaving import options
from sync.client.transport.requests import TIMEOUT, pack
from sync.client.way import STRAIGHT, Way
from sync.protocol.catalogue import CatalogueChanges, Manifest, SnapshotFile
from sync.protocol.envelope import Hint, SyncAnswer, SyncRequest

SILENCE = httpx.Timeout(10.0, read=45.0)
"""The hub's heartbeat comes every 15 s: three missed ones mean that the line is dead."""

JSON = "application/json"
EVENTS = "text/event-stream"
SNAPSHOT = "application/zstd"
PICTURE = "image/"

log = logging.getLogger(__name__)
T = TypeVar("T")


class Transport:
    """The line of one enrolled tablet. Use it in one asyncio loop."""

    def __init__(
        self,
        identity: Identity,
        network: httpx.AsyncBaseTransport | None = None,
        life: Life | None = None,
        cache: StoreCache | None = None,
        way: Way = STRAIGHT,
    ) -> None:
        """`network` replaces the real one in tests; `life` is told what the hub says of this tablet.

        Without a life the hub hears of no run, as from a tablet of the version before. `cache` is the
        store's own, for what never changes under its address; `way` is how the hub is reached.
        """
        self._cache = cache
        self._brought: set[str] = set()
        near = [urlsplit(cache.url).hostname or ""] if cache else []
        self._client = Forgetful(
            base_url=identity.hub, timeout=TIMEOUT, transport=network, **options(way, near)
        )
        self._access = Access(self._client, identity, life)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()

    async def sync(self, request: SyncRequest) -> SyncAnswer:
        """Send operations and cursors, get results and changes."""
        return decode(await self._post("/v1/sync", request), SyncAnswer)

    async def ask(self, path: str, body: msgspec.Struct, answer: type[T]) -> T:
        """Post what a person at the tablet waits for."""
        return decode(await self._post(path, body), answer)

    async def manifest(self) -> Manifest:
        """Ask which catalogue snapshot is the newest."""
        return decode(await self._get("/v1/catalogue"), Manifest)

    async def catalogue_changes(self, after: int) -> CatalogueChanges:
        """Ask for a page of catalogue rows after a version."""
        return decode(await self._get(f"/v1/catalogue/changes?after={after}"), CatalogueChanges)

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
                    yield parse(value.encode(), Hint)
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
            if not goes_on(response, arrival.have):
                arrival.restart()
            await pour(response.aiter_bytes(), arrival.write)

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
        content, headers = pack(msgspec.json.encode(body))
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
                self._access.forget()
                response = await self._authorised(request)
            try:
                await check(response)
                if not media_type(response).startswith(kind):
                    raise Offline("this was not the hub's answer: another kind of content")
                yield response
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise Offline(f"{type(error).__name__}: {error}") from error

    async def _authorised(self, request: httpx.Request) -> httpx.Response:
        request.headers["Authorization"] = f"Bearer {await self._access.token()}"
        return await self._client.send(request, stream=True)
