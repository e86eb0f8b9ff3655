"""The page's calls as a browser or a stranger makes them, without a browser."""

import hashlib
from typing import Any

import httpx
import pytest

from sync.hub.page import ops
from sync.hub.throttle import MAX_CHANGES
from sync.protocol import ids
from sync.protocol.list_verbs import RevokeShare

NOBODYS = "x" * 43
CALLS = ("", "/list", "/events", f"/media/{'0' * 64}/240")


def change(args: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": ids.new_op_id(), "visitor": "v" * 32, "at": "2026-11-22T10:00:00Z", "args": args, **more}


def post(shared: Any, sent: Any, **headers: str) -> httpx.Response:
    origin = shared.url.partition("/l/")[0]
    return httpx.post(f"{shared.url}/ops", json=sent, headers={"Origin": origin, **headers})


def line_of(shared: Any, name: str) -> dict[str, Any]:
    return next(line for line in httpx.get(f"{shared.url}/list").json()["lines"] if line["name"] == name)


@pytest.mark.parametrize("path", ["", "/list", "/page.js", "/brand.css", "/en.json", "/Inter-Regular.woff2"])
def test_every_answer_is_guarded(shared: Any, path: str) -> None:
    answer = httpx.get(shared.url + path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "noindex" in answer.headers["x-robots-tag"]


@pytest.mark.parametrize("path", ["", "/list"])
def test_page_and_data_are_never_stored(shared: Any, path: str) -> None:
    assert httpx.get(shared.url + path).headers["cache-control"] == "no-store"


def test_pictures_are_kept_by_the_phone_alone(shared: Any) -> None:
    answer = httpx.get(f"{shared.url}/{line_of(shared, 'Larch sofa')['picture']['small']}")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_files_are_asked_for_again_and_not_sent_again(shared: Any) -> None:
    first = httpx.get(f"{shared.url}/page.js")
    again = httpx.get(f"{shared.url}/page.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("call", CALLS)
def test_a_closed_link_answers_like_one_that_never_was(shared: Any, call: str) -> None:
    shared.do(RevokeShare(hashlib.sha256(shared.token.encode()).hexdigest()))
    closed = httpx.get(shared.url + call)
    unknown = httpx.get(shared.url.replace(shared.token, NOBODYS) + call)
    assert closed.status_code == unknown.status_code == 404
    assert closed.text.replace(shared.token, NOBODYS) == unknown.text
    assert dict(closed.headers, date="") == dict(unknown.headers, date="")


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("it-IT,it;q=0.9", "Questo link è chiuso"),
        ("ja", "このリンクは閉じられています"),
        ("fr", "This link is closed"),
    ],
)
def test_the_closed_page_speaks_the_browsers_language(shared: Any, accepted: str, words: str) -> None:
    url = shared.url.replace(shared.token, NOBODYS)
    assert words in httpx.get(url, headers={"Accept-Language": accepted}).text


def test_a_link_of_strange_letters_is_no_markup(shared: Any) -> None:
    url = shared.url.replace(shared.token, "%22%3E%3Cscript%3E")
    answer = httpx.get(url)
    assert answer.status_code == 404
    assert "<script" not in answer.text


def test_a_change_is_done_once_however_often_it_comes(shared: Any) -> None:
    line = line_of(shared, "Larch sofa")["id"]
    sent = change({"verb": "AdjustLine", "line": line, "delta": 1})
    first, again = post(shared, sent), post(shared, sent)
    assert first.json()["status"] == "applied"
    assert again.json() == first.json()
    assert line_of(shared, "Larch sofa")["quantity"] == 2
    other = {**sent, "args": {"verb": "AdjustLine", "line": line, "delta": 5}}
    assert post(shared, other).status_code == 422


def test_a_refusal_says_why(shared: Any) -> None:
    answer = post(shared, change({"verb": "AdjustLine", "line": "nowhere", "delta": 1}))
    assert (answer.status_code, answer.json()["status"], answer.json()["reason"]) == (
        200,
        "rejected",
        "no_line",
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
    ],
)
def test_a_change_from_elsewhere_is_refused(shared: Any, headers: dict[str, str]) -> None:
    title = {"verb": "RenameList", "title": "Stolen", "base": "Living room"}
    assert post(shared, change(title), **headers).status_code == 403
    assert httpx.get(f"{shared.url}/list").json()["title"] == "Living room"


def test_what_is_no_change_is_refused(shared: Any) -> None:
    assert post(shared, {"id": 1}).status_code == 422
    assert post(shared, change({"verb": "ShareList", "share": "0" * 64})).status_code == 422


def test_get_changes_nothing(shared: Any) -> None:
    before = httpx.get(f"{shared.url}/list").json()["seq"]
    assert httpx.get(f"{shared.url}/ops").status_code in {404, 405}
    for call in CALLS[:2]:
        httpx.get(shared.url + call)
    assert httpx.get(f"{shared.url}/list").json()["seq"] == before


def test_the_link_stands_in_no_log(shared: Any, shop: Any) -> None:
    httpx.get(shared.url)
    httpx.get(f"{shared.url}/list")
    log = (shop.data.parent / f"{shop.data.name}.log").read_text()
    assert "GET /l 200" in log
    assert shared.token not in log
    assert "Living room" not in log


def test_a_visitor_learns_which_changes_are_theirs_and_no_more(shared: Any) -> None:
    line = line_of(shared, "Larch sofa")["id"]
    post(shared, change({"verb": "AdjustLine", "line": line, "delta": 1}, name="Anna"))
    answer = httpx.get(f"{shared.url}/list", headers={"Vetrina-Visitor": "v" * 32})
    view = answer.json()
    assert view["changes"][-1]["by"] == view["me"]
    assert view["actors"][view["me"]]["name"] == "Anna"
    assert "v" * 32 not in answer.text
    assert httpx.get(f"{shared.url}/list").json()["me"] != view["me"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b'{"x":' + b"[" * 8000, 400), (b"{", 400), (b"[]", 422), (b" " * (ops.MAX_BYTES + 1), 413)],
)
def test_what_cannot_be_read_is_no_fault_of_the_hub(shared: Any, body: bytes, status: int) -> None:
    headers = {"Origin": shared.url.partition("/l/")[0], "Content-Type": "application/json"}
    assert httpx.post(f"{shared.url}/ops", content=body, headers=headers).status_code == status


def test_a_refusal_is_not_kept(shared: Any) -> None:
    refused = change({"verb": "AdjustLine", "line": "none", "delta": 1})
    assert post(shared, refused).json()["reason"] == "no_line"
    again = post(shared, {**refused, "args": {"verb": "AdjustLine", "line": "none", "delta": 2}})
    assert (again.status_code, again.json()["status"]) == (200, "rejected")


def test_a_link_takes_only_so_many_changes_a_minute(shared: Any) -> None:
    origin = {"Origin": shared.url.partition("/l/")[0]}
    with httpx.Client(headers=origin) as http:
        refused = change({"verb": "AdjustLine", "line": "none", "delta": 1})
        answers = [http.post(f"{shared.url}/ops", json=refused) for _ in range(MAX_CHANGES + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert httpx.get(f"{shared.url}/list").status_code == 200
