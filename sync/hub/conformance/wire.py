"""The form of the wire: problems, limits, packing; and the brake on guessing."""

import gzip
from collections.abc import Callable

import httpx
import msgspec
import zstandard

from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import Tablet, read, told
from sync.protocol.envelope import MAX_OPS, SyncAnswer
from sync.protocol.errors import PROBLEM_TYPE, Problem
from sync.protocol.list_verbs import RenameList
from sync.shapes import ready

RULE = "wire"
TOO_LARGE, TOO_MANY = 413, 429
REFUSED = range(400, 500)
GUESSES = 100
DEEP = 200_000
MANY_BYTES = 64 << 20
BOMB_BYTES = 256 << 20

PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "zstd": zstandard.compress}


def _require_problem(
    response: httpx.Response, what: str, statuses: range | tuple[int, ...] = REFUSED
) -> None:
    require(response.status_code in statuses, f"{what} got {told(response)}")
    kind = response.headers.get("content-type", "").partition(";")[0]
    require(kind == PROBLEM_TYPE, f"{what} is answered with {kind or 'no type'}")
    try:
        problem = msgspec.json.decode(response.content, type=ready(Problem))
    except msgspec.DecodeError as error:
        require(holds=False, seen=f"{what} is answered with no problem: {error}")
    else:
        require(
            problem.status == response.status_code, f"{what}: {problem.status} inside {response.status_code}"
        )
        require(problem.code and problem.title, f"{what}: no code or no title")


async def _problems(stage: Stage) -> None:
    http = stage.tablet.http
    _require_problem(await http.get("/v1/no/such/path"), "a path that is not there", (404,))
    _require_problem(await http.put("/v1/sync"), "a method that is not there", (405,))
    _require_problem(await stage.stranger.get("/v1/catalogue"), "no token", (401,))
    _require_problem(await http.get("/v1/catalogue/changes", params={"after": "-1"}), "a cursor below zero")
    _require_problem(await http.get("/v1/catalogue/changes", params={"after": "9" * 40}), "an endless cursor")
    _require_problem(await http.get("/v1/events", params={"scopes": "hub"}), "listening to the hub itself")


async def _hostile_json(stage: Stage) -> None:
    tablet = stage.tablet
    start = msgspec.json.encode({"device": tablet.device, "incarnation": tablet.incarnation})[:-1]
    for what, body in {
        "nothing": b"",
        "half a body": start,
        "no JSON": b"\xff\xfe\x00",
        "null": b"null",
        "a list": b"[]",
        "invalid UTF-8 in a text": start + b', "epoch": "\xc3\x28"}',
        "NaN": start + b', "cursors": {"catalogue": NaN}}',
        "a huge number": start + b', "cursors": {"catalogue": 1' + b"0" * 5_000 + b"}}",
        "a number with a huge exponent": start + b', "cursors": {"catalogue": 1e999999}}',
        "deep lists": start + b', "ops": ' + b"[" * DEEP,
        "deep objects": start + b', "ops": [{"args": ' + b'{"a":' * DEEP,
        "a lone surrogate": start + b', "epoch": "\\ud800"}',
        "wrong types": start + b', "ops": {"0": []}, "cursors": []}',
    }.items():
        _require_problem(await tablet.post(body), what)
    await tablet.sync()


async def _limits(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    many = [tablet.op(scope, RenameList(title="x")) for _ in range(MAX_OPS + 1)]
    _require_problem(await tablet.post(tablet.request(*many)), f"{MAX_OPS + 1} operations")
    _require_problem(await tablet.post(b" " * MANY_BYTES), f"{MANY_BYTES >> 20} MiB", (TOO_LARGE,))


async def _packing(stage: Stage) -> None:
    tablet = stage.tablet
    for name, pack in PACKERS.items():
        read(await tablet.post(pack(tablet.request()), Content_Encoding=name), SyncAnswer)
        bomb = pack(b" " * BOMB_BYTES)
        _require_problem(await tablet.post(bomb, Content_Encoding=name), f"a {name} bomb", (TOO_LARGE,))
        _require_problem(await tablet.post(b"no archive", Content_Encoding=name), f"a broken {name}")
    _require_problem(await tablet.post(tablet.request(), Content_Encoding="br"), "an unknown packing", (415,))


async def _guessing(stage: Stage) -> None:
    for guess in range(GUESSES):
        response = await Tablet(stage.stranger).enrol(f"GUESS-{guess:04}")
        if response.status_code == TOO_MANY:
            wait = response.headers.get("retry-after", "")
            require(wait.isdecimal() and int(wait) > 0, f"Retry-After says {wait or 'nothing'}")
            return
    require(holds=False, seen=f"{GUESSES} wrong codes in a row were answered one by one")


CHECKS = (
    Check(RULE, "every refusal is a problem with a code (RFC 9457)", _problems),
    Check(RULE, "hostile JSON is refused, and the next request served", _hostile_json),
    Check(RULE, "too much is refused", _limits),
    Check(RULE, "packed bodies are read, bombs are not", _packing),
)

LAST = (Check(RULE, "guessing codes is slowed down with Retry-After", _guessing),)
"""Afterwards this address is braked."""
