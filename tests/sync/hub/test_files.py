import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub.files import immutable
from sync.hub.problems import HANDLERS

CONTENT = b"0123456789"


@pytest.fixture
def get(tmp_path: Path) -> Callable[..., httpx.Response]:
    path = tmp_path / "file"
    path.write_bytes(CONTENT)

    async def serve(request: Request) -> Response:
        return immutable(request, path, "name", "image/png")

    app = Starlette(routes=[Route("/", serve)], exception_handlers=HANDLERS)

    async def send(headers: dict[str, Any]) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as http:
            return await http.get("/", headers=headers)

    return lambda **headers: asyncio.run(
        send({name.replace("_", "-"): text for name, text in headers.items()})
    )


@pytest.mark.parametrize(
    ("wanted", "part"),
    [("bytes=2-4", b"234"), ("bytes=7-", b"789"), ("bytes=-2", b"89"), ("bytes=8-99", b"89")],
)
def test_one_part_is_served(get: Callable[..., httpx.Response], wanted: str, part: bytes) -> None:
    answer = get(Range=wanted, If_Range='"name"')
    assert (answer.status_code, answer.content) == (206, part)
    assert answer.headers["content-range"].endswith("/10")
    assert answer.headers["etag"] == '"name"'


@pytest.mark.parametrize(
    "wanted", ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=", "bytes=5-2", "bytes=a-b", "x", "bytes=٣-٤"]
)
def test_what_is_no_single_part_is_answered_with_the_whole(
    get: Callable[..., httpx.Response], wanted: str
) -> None:
    answer = get(Range=wanted.encode())
    assert (answer.status_code, answer.content) == (200, CONTENT)


def test_a_part_of_another_version_is_answered_with_the_whole(get: Callable[..., httpx.Response]) -> None:
    answer = get(Range="bytes=2-4", If_Range='"other"')
    assert (answer.status_code, answer.content) == (200, CONTENT)


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=10-12", "bytes=-0", f"bytes={'9' * 18}-"])
def test_a_part_behind_the_end_is_a_problem(get: Callable[..., httpx.Response], wanted: str) -> None:
    answer = get(Range=wanted)
    assert (answer.status_code, answer.json()["code"]) == (416, "range_beyond")
    assert answer.headers["content-range"] == "bytes */10"
