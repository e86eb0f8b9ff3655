"""The catalogue and its pictures over HTTP, on files as the publisher leaves them."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from starlette.requests import Request

from sync.hub.catalogue import manifest
from sync.hub.context import Config, open_hub, open_storage
from sync.hub.endpoint import Call
from sync.hub.publish import publish
from sync.hub.removals import allow
from sync.hub.storage.port import Decision, Write
from sync.protocol.catalogue import CatalogueChanges, Manifest, SnapshotFile
from sync.protocol.scopes import CATALOGUE

SNAPSHOT = b"a compressed catalogue" * 100
SHA256 = hashlib.sha256(SNAPSHOT).hexdigest()
PICTURE = hashlib.sha256(b"picture").hexdigest()


@pytest.fixture
def published(hub: Any) -> Any:
    """A catalogue with three rows and a picture."""
    files = hub.data / "catalogue" / "files"
    files.mkdir(parents=True, exist_ok=True)
    (files / f"{SHA256}.zst").write_bytes(SNAPSHOT)
    manifest = Manifest(2, 2, SnapshotFile(SHA256, len(SNAPSHOT), "0" * 64, 1))
    (hub.data / "catalogue" / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    pictures = hub.data / "media" / PICTURE[:2]
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / f"{PICTURE}-400.jpg").write_bytes(b"jpeg")
    (pictures / f"{PICTURE}-full.png").write_bytes(b"png")
    asyncio.run(write_rows(hub))
    return manifest


async def write_rows(hub: Any) -> None:
    storage = open_storage(hub.data)
    if (await storage.heads([CATALOGUE]))[CATALOGUE].seq == 0:
        writes = [Write("product", "lamp", b'{"id":"lamp"}'), Write("store", "milano", b"{}")]
        await storage.commit(CATALOGUE, [], [], lambda _: Decision(writes))
        await storage.commit(CATALOGUE, [], [], lambda _: Decision([Write("product", "lamp", None)]))
    await storage.close()


def test_the_manifest_tells_how_far_the_changes_reach(tablet: Any, published: Manifest) -> None:
    answer = tablet.http.get("/v1/catalogue")
    manifest = msgspec.json.decode(answer.content, type=Manifest)
    assert (manifest.version, manifest.head, manifest.file) == (2, 3, published.file)
    again = tablet.http.get("/v1/catalogue", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_snapshot_is_resumed_by_range(tablet: Any, published: Manifest) -> None:
    path = f"/v1/catalogue/files/{SHA256}"
    whole = tablet.http.get(path)
    assert (whole.content, whole.headers["etag"]) == (SNAPSHOT, f'"{SHA256}"')
    assert "immutable" in whole.headers["cache-control"]
    headers = {"Range": "bytes=100-", "If-Range": whole.headers["etag"]}
    rest = tablet.http.get(path, headers=headers)
    assert (rest.status_code, rest.content) == (206, SNAPSHOT[100:])
    other = tablet.http.get(path, headers={**headers, "If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, SNAPSHOT)
    beyond = tablet.http.get(path, headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416


def test_changes_follow_a_cursor(tablet: Any, published: Manifest) -> None:
    answer = tablet.http.get("/v1/catalogue/changes", params={"after": 1})
    changes = msgspec.json.decode(answer.content, type=CatalogueChanges)
    assert (changes.head, changes.more) == (3, False)
    store, lamp = changes.rows
    assert (store.id, store.seq, store.body) == ("milano", 2, msgspec.Raw(b"{}"))
    assert (lamp.id, lamp.seq, lamp.body) == ("lamp", 3, msgspec.UNSET)


def test_rule_09_who_is_older_than_the_kept_removals_is_sent_to_the_snapshot(
    tablet: Any, published: Manifest, hub: Any
) -> None:
    async def prune() -> None:
        storage = open_storage(hub.data)
        await storage.prune(CATALOGUE, 4)
        await storage.close()

    def status(after: int) -> int:
        return tablet.http.get("/v1/catalogue/changes", params={"after": after}).status_code

    assert [status(after) for after in (0, 2, 3)] == [200, 200, 200]
    asyncio.run(prune())
    assert [status(after) for after in (0, 2, 3)] == [200, 410, 200]
    assert status(4) == 410, "and so is who knows more than this hub ever said"


async def told_of_removals(data: Path, *, allowed: bool) -> Manifest:
    """Ask a hub of one product, whose staff have allowed removals or not, for its manifest."""
    storage = open_storage(data)
    await storage.commit(CATALOGUE, [], [], lambda _: Decision([Write("product", "lamp", b'{"id":"lamp"}')]))
    await publish(storage, data)
    if allowed:
        await allow(storage, CATALOGUE)
    await storage.close()
    running = await open_hub(Config(data, "http://hub.invalid"))
    request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []})
    answer = await manifest(Call(running, request))
    await running.close()
    return msgspec.json.decode(bytes(answer.body), type=Manifest)


def test_rule_08_the_manifest_tells_which_removals_were_meant(tmp_path: Path) -> None:
    refused = asyncio.run(told_of_removals(tmp_path / "one", allowed=False))
    allowed = asyncio.run(told_of_removals(tmp_path / "two", allowed=True))
    assert (refused.meant, allowed.meant) == (0, 1)


def test_files_are_for_every_cache_and_the_manifest_for_none(tablet: Any, published: Manifest) -> None:
    for path, size in ((f"/v1/catalogue/files/{SHA256}", len(SNAPSHOT)), (f"/v1/media/{PICTURE}/400", 4)):
        answer = tablet.http.get(path)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "vary" not in answer.headers, "one copy for all readers"
        head = tablet.http.head(path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "cache-control", "accept-ranges", "content-length"):
            assert head.headers[name] == answer.headers[name]
        assert (head.headers["accept-ranges"], int(head.headers["content-length"])) == ("bytes", size)
        fresh = tablet.http.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert (fresh.status_code, fresh.content) == (304, b"")
        assert fresh.headers["cache-control"] == answer.headers["cache-control"]
        stranger = httpx.get(str(answer.url))
        assert stranger.status_code == 401, "a cache may give it to others, the hub does not"
        assert stranger.headers["cache-control"] == "no-store"
    manifest = tablet.http.get("/v1/catalogue").headers
    assert manifest["cache-control"] == "private, no-cache"
    assert "Accept-Encoding" in manifest["vary"]


def test_a_picture_under_a_name_that_is_not_there_is_never_fresh(tablet: Any, published: Manifest) -> None:
    missing = "0" * 64
    known = {"If-None-Match": f'"{missing}"'}
    assert tablet.http.get(f"/v1/catalogue/files/{missing}", headers=known).status_code == 404


@pytest.mark.parametrize("after", ["", "-1", "x", "9" * 30, "1.5", "\u0661"])
def test_a_cursor_is_a_number(tablet: Any, after: str) -> None:
    assert tablet.http.get("/v1/catalogue/changes", params={"after": after}).status_code == 422


def test_pictures_come_by_hash_and_size(tablet: Any, published: Manifest) -> None:
    answer = tablet.http.get(f"/v1/media/{PICTURE}/400")
    assert (answer.content, answer.headers["content-type"]) == (b"jpeg", "image/jpeg")
    assert "immutable" in answer.headers["cache-control"]
    drawing = tablet.http.get(f"/v1/media/{PICTURE}/full")
    assert (drawing.content, drawing.headers["content-type"]) == (b"png", "image/png")
    known = {"If-None-Match": f'W/{answer.headers["etag"]}, "other"'}
    assert tablet.http.get(f"/v1/media/{PICTURE}/400", headers=known).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        f"/v1/media/{PICTURE}/240",
        f"/v1/media/{PICTURE}/9000",
        f"/v1/media/{'0' * 64}/400",
        "/v1/media/..%2F..%2Fhub.db/400",
        f"/v1/media/{PICTURE}/400%00",
        "/v1/catalogue/files/current.json",
        "/v1/catalogue/files/..%2f..%2fhub",
        f"/v1/catalogue/files/{'0' * 64}",
    ],
)
def test_what_is_not_there_is_not_found(tablet: Any, published: Manifest, path: str) -> None:
    assert tablet.http.get(path).status_code == 404
