"""The application as a whole: its contract, its errors, and what it says to hostile requests."""

import gzip
from typing import Any

import httpx
import pytest
import zstandard

from sync.hub.bodies import MAX_BODY, MAX_DECODED
from sync.hub.guard import loggable
from sync.hub.storage.port import Write


def is_problem(response: httpx.Response, status: int) -> bool:
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) >= {"status", "code", "title"}
    return response.status_code == status == problem["status"]


def test_errors_are_problems(stranger: Any, tablet: Any) -> None:
    assert is_problem(stranger.http.get("/"), 404)
    assert is_problem(stranger.http.get("/v1/sync"), 405)
    assert is_problem(stranger.http.post("/v1/sync"), 401)
    assert is_problem(tablet.http.get("/v1/catalogue/changes", params={"after": "-1"}), 422)


def test_answers_carry_the_headers_that_protect(stranger: Any) -> None:
    for path in ("/", "/v1/openapi.json", "/v1/catalogue"):
        headers = stranger.http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "server" not in headers


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"ops": [{"args": {"deep": ' + b"[" * 100_000, 400),
        (b"null", 422),
        (b"[]", 422),
        (b'{"device": 7, "incarnation": "one"}', 422),
        (b'{"device": "x", "incarnation": "one", "cursors": {"catalogue": "0"}}', 422),
        (b'{"device": "x", "incarnation": "one", "ops": "many"}', 422),
        (b'{"device": "x", "incarnation": "one", "cursors": {"catalogue": 1e400}}', 422),
    ],
)
def test_bodies_that_are_none(tablet: Any, body: bytes, status: int) -> None:
    assert is_problem(tablet.http.post("/v1/sync", content=body), status)


def test_a_body_that_is_too_large_is_refused(tablet: Any) -> None:
    assert is_problem(tablet.http.post("/v1/sync", content=b" " * (MAX_BODY + 1)), 413)
    parts = (b" " * 65_536 for _ in range(MAX_BODY // 65_536 + 1))
    assert is_problem(tablet.http.post("/v1/sync", content=parts), 413)


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_a_packed_body_may_not_swell(tablet: Any, encoding: str) -> None:
    plain = b'{"device": "' + tablet.device.encode() + b'", "incarnation": "one"}'
    headers = {"Content-Encoding": encoding}
    pack = zstandard.compress if encoding == "zstd" else gzip.compress
    assert tablet.http.post("/v1/sync", content=pack(plain), headers=headers).status_code == 200
    bomb = pack(b" " * (MAX_DECODED * 8))
    assert len(bomb) < MAX_BODY
    assert is_problem(tablet.http.post("/v1/sync", content=bomb, headers=headers), 413)
    assert is_problem(tablet.http.post("/v1/sync", content=b"no archive", headers=headers), 422)


def test_an_encoding_nobody_knows_is_refused(tablet: Any) -> None:
    answer = tablet.http.post("/v1/sync", content=b"{}", headers={"Content-Encoding": "br"})
    assert is_problem(answer, 415)


def test_answers_come_packed_to_who_can_read_that(tablet: Any, write_beside: Any) -> None:
    rows = [Write("product", f"p{number}", b'{"name":"lamp"}') for number in range(50)]
    write_beside("catalogue", rows)
    path = f"/v1/catalogue/changes?after={'9' * 18}"
    assert "content-encoding" not in tablet.http.get(path).headers  # too small to pay
    path = "/v1/catalogue/changes?after=0"
    plain = tablet.http.get(path, headers={"Accept-Encoding": "identity"})
    packed = tablet.http.get(path, headers={"Accept-Encoding": "zstd"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "zstd"
    assert len(packed.json()["rows"]) == len(rows)
    assert packed.content == plain.content


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/l/secret", "/l"),
        ("/l/secret/media/x/400", "/l"),
        ("/v1/sync", "/v1/sync"),
        ("/v1/media/0123/400", "/v1/media"),
        ("/L/secret", "elsewhere"),
        ("/secret", "elsewhere"),
        ("/v1/secret", "elsewhere"),
    ],
)
def test_the_log_keeps_no_secret(path: str, logged: str) -> None:
    assert loggable(path, {"/v1/sync", "/v1/media"}) == logged
