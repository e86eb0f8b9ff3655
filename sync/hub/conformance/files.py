"""Rules 16 and 18: files that never change under their name, resumed by Range, kept by any cache."""

import hashlib

import httpx
import msgspec

from sync.hub.conformance.finding import Check, NotApplicableError, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import OK, read, told
from sync.protocol.catalogue import CatalogueChanges, Manifest
from sync.protocol.products import Product
from sync.shapes import ready

PARTIAL, NOT_MODIFIED, NOT_FOUND, UNSATISFIABLE = 206, 304, 404, 416
MAX_PAGES = 20_000


async def _manifest(stage: Stage) -> Manifest:
    response = await stage.tablet.http.get("/v1/catalogue")
    if response.status_code == NOT_FOUND:
        raise NotApplicableError("no catalogue is published")
    return read(response, Manifest)


async def _snapshot(stage: Stage) -> tuple[str, httpx.Response]:
    manifest = await _manifest(stage)
    path = f"/v1/catalogue/files/{manifest.file.sha256}"
    whole = await stage.tablet.http.get(path, headers={"Accept-Encoding": "identity"})
    require(whole.status_code == OK, f"the file of the manifest answered {told(whole)}")
    return path, whole


async def _is_named_by_content(stage: Stage) -> None:
    path, whole = await _snapshot(stage)
    name = hashlib.sha256(whole.content).hexdigest()
    require(path.endswith(name), f"the file's content is {name}")
    size = (await _manifest(stage)).file.bytes
    require(len(whole.content) == size, f"{len(whole.content)} bytes, the manifest says {size}")


async def _resumes(stage: Stage) -> None:
    path, whole = await _snapshot(stage)
    await _check_parts(stage.tablet.http, path, whole)


async def _check_parts(http: httpx.AsyncClient, path: str, whole: httpx.Response) -> None:
    """Check that a file can be read in parts of one version."""
    etag, content = whole.headers.get("etag", ""), whole.content
    require(etag.startswith('"'), f"no strong ETag: {etag or 'none'}")
    middle = len(content) // 2
    rest = await http.get(path, headers={"Range": f"bytes={middle}-", "If-Range": etag})
    require(rest.status_code == PARTIAL, f"a part of the same version got {told(rest)}")
    require(content[:middle] + rest.content == content, "two parts do not make the whole")
    said = rest.headers.get("content-range")
    require(said == f"bytes {middle}-{len(content) - 1}/{len(content)}", f"Content-Range says {said}")
    other = await http.get(path, headers={"Range": f"bytes={middle}-", "If-Range": '"another"'})
    require(
        other.status_code == OK and other.content == content, f"a part of another version got {told(other)}"
    )
    beyond = await http.get(path, headers={"Range": f"bytes={len(content)}-"})
    require(beyond.status_code == UNSATISFIABLE, f"a part behind the end got {told(beyond)}")
    known = await http.get(path, headers={"If-None-Match": etag})
    require(
        known.status_code == NOT_MODIFIED and not known.content, f"what is known already got {told(known)}"
    )


async def _cached(stage: Stage) -> None:
    _, whole = await _snapshot(stage)
    _check_cache(whole)
    manifest = await stage.tablet.http.get("/v1/catalogue")
    kept = manifest.headers.get("cache-control", "")
    require("immutable" not in kept, f"the manifest is kept for good: {kept}")
    known = await stage.tablet.http.get(
        "/v1/catalogue", headers={"If-None-Match": manifest.headers.get("etag", "")}
    )
    require(known.status_code == NOT_MODIFIED, f"the manifest that is known already got {told(known)}")


def _check_cache(response: httpx.Response) -> None:
    kept = response.headers.get("cache-control", "")
    require(
        "immutable" in kept and "max-age=" in kept,
        f"an immutable file says Cache-Control: {kept or 'nothing'}",
    )


async def _changes(stage: Stage) -> None:
    manifest, cursor = await _manifest(stage), 0
    for _ in range(MAX_PAGES):
        query = {"after": str(cursor)}
        page = read(await stage.tablet.http.get("/v1/catalogue/changes", params=query), CatalogueChanges)
        seqs = [row.seq for row in page.rows]
        require(seqs == sorted(set(seqs)), "rows are out of order")
        require(not seqs or seqs[0] > cursor, f"a row at {seqs[:1]} behind the cursor {cursor}")
        require(seqs or not page.more, "more waits, and the page is empty")
        cursor = seqs[-1] if seqs else cursor
        if not page.more:
            break
    require(cursor >= manifest.head, f"the changes end at {cursor}, the manifest said {manifest.head}")


async def _media(stage: Stage) -> None:
    await _manifest(stage)
    page = read(await stage.tablet.http.get("/v1/catalogue/changes", params={"after": "0"}), CatalogueChanges)
    bodies = [row.body for row in page.rows if row.kind == "product" and isinstance(row.body, msgspec.Raw)]
    products = [msgspec.json.decode(body, type=ready(Product)) for body in bodies]
    name = next((picture.media for product in products for picture in product.pictures), "")
    if not name:
        raise NotApplicableError("no product on the first page has a picture")
    path = f"/v1/media/{name}/400"
    whole = await stage.tablet.http.get(path)
    require(whole.status_code == OK, f"a picture of the catalogue got {told(whole)}")
    require(
        whole.headers["content-type"].startswith("image/"), f"a picture is {whole.headers['content-type']}"
    )
    _check_cache(whole)
    await _check_parts(stage.tablet.http, path, whole)


async def _nothing_else(stage: Stage) -> None:
    for path in (
        f"/v1/catalogue/files/{'0' * 64}",
        "/v1/catalogue/files/..%2f..%2fhub.db",
        "/v1/catalogue/files/current.json",
        f"/v1/media/{'0' * 64}/400",
        f"/v1/media/{'0' * 64}/..%2f..",
        "/v1/media/%2e%2e/%2e%2e",
        "/v1/media/..%5c..%5chub.db/400",
        f"/v1/media/{'0' * 64}%00/400",
    ):
        response = await stage.tablet.http.get(path)
        require(response.status_code == NOT_FOUND, f"{path} answered {told(response)}")


CHECKS = (
    Check("16", "the catalogue's file is what its name says", _is_named_by_content),
    Check("16", "a download is resumed by Range, and never mixed from two versions", _resumes),
    Check("16", "changes lead gap-free to the head", _changes),
    Check("16", "pictures never change under their name", _media),
    Check("16", "there is nothing else behind the paths of files", _nothing_else),
    Check("18", "files may be kept for good, the manifest is asked for again", _cached),
)
