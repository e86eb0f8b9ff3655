"""The suite passes our hub whole, and finds each hub that is broken on purpose at the rule it breaks."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.hub.app import application
from sync.hub.conformance import (
    access,
    counter,
    fleet,
    isolation,
    merging,
    once,
    order,
    people,
    shoppers,
    wire,
)
from sync.hub.conformance.finding import Check, Finding
from sync.hub.conformance.report import RULES, in_words
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.suite import CHECKS, ELSEWHERE, attempt
from sync.hub.context import Config, Hub, open_hub
from sync.hub.enrolment import hand_out
from sync.hub.fleet import remote
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.protocol.heartbeat import PATH as HEARTBEAT
from sync.protocol.staff import Role
from tests import forks
from tests.sync.hub.conftest import RunningHub, start_hub


def conformance(*arguments: str) -> subprocess.CompletedProcess[str]:
    return forks.run(forks.HUB, "sync.hub", "conformance", *arguments)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """A hub that may mail codes, to a server that never answers: whether they come is not tried."""
    running = start_hub(tmp_path_factory.mktemp("hub") / "data", "--smtp", "smtp://localhost:9")
    yield running
    assert running.stop() == 0


def test_nobody_there_is_said() -> None:
    done = conformance("http://127.0.0.1:1", "--code", "AAAA-AAAA")
    assert done.returncode == 2
    assert "nothing could be tried" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_code_that_is_refused_is_said(hub: Any) -> None:
    done = conformance(hub.url, "--code", "NO-SUCH-CODE")
    assert done.returncode == 2
    assert "code_refused" in done.stderr


def test_codes_for_a_hub_on_a_database_are_made_there(tmp_path: Path) -> None:
    url = "postgresql://vetrina@127.0.0.1:1/vetrina"
    done = conformance("http://127.0.0.1:1", "--data", str(tmp_path), "--database-url", url)
    assert done.returncode == 1
    assert "the database is out of reach" in done.stderr
    assert not list(tmp_path.iterdir()), "and no store of its own beside it"


def test_our_hub_passes_whole(hub: Any, shop: Any) -> None:
    done = conformance(hub.url, "--data", str(hub.data), "--store", "milano", "--json")
    report = json.loads(done.stdout)
    left = [one for one in report["findings"] if one["state"] != "ok" and one["promise"]]
    assert left == []
    assert (report["passed"], done.returncode) == (True, 0)
    assert {one["rule"] for one in report["findings"]} == set(RULES)
    assert len(report["findings"]) == len(CHECKS) + len(ELSEWHERE)


def test_the_report_is_grouped_by_rule_and_says_why() -> None:
    words = in_words(
        [
            Finding("wire", "bombs are not read", "ok"),
            Finding("2", "again is again", "failed", "first 1, then 2"),
            Finding("1", "", "not applicable", "needs the machine to be killed"),
        ]
    )
    assert words.splitlines() == [
        "1. What is acknowledged survives",
        "  -      needs the machine to be killed",
        "",
        "2. Once and only once",
        "  FAILED again is again",
        "         first 1, then 2",
        "",
        "The wire",
        "  ok     bombs are not read",
        "",
        "1 ok, 1 failed, 1 not applicable.",
    ]


Json = dict[str, Any]


def written(value: Json) -> bytes:
    """JSON as the hub writes it: a checksum counts every byte of a document."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Broken:
    """A hub whose exchanges are bent on the way in and out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != "/v1/sync":
            await self._app(scope, receive, send)
            return
        request = await self._read(receive)
        try:
            asked = json.loads(request)
        except ValueError:
            asked = {}
        if isinstance(asked, dict) and asked:
            request = written(self.bend_request(asked))
        status, headers, body = await self._ask(scope, request)
        if status == 200:
            body = written(self.bend_answer(asked, json.loads(body)))
        headers = [(b"content-type", dict(headers)[b"content-type"]), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def bend_request(self, asked: Json) -> Json:
        return asked

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        return answer

    async def _read(self, receive: Receive) -> bytes:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                return body

    async def _ask(self, scope: Scope, request: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": request}

        async def send(message: Message) -> None:
            sent.append(message)

        bent = [pair for pair in scope["headers"] if pair[0] not in {b"content-length", b"accept-encoding"}]
        await self._app({**scope, "headers": bent}, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return sent[0]["status"], sent[0]["headers"], body


class ForgetsResults(Broken):
    """Takes an operation that comes again for a new one."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self._times = 0

    def bend_request(self, asked: Json) -> Json:
        self._times += 1
        ops = asked.get("ops", ())
        for op in ops:
            if isinstance(op, dict) and "id" in op:
                op["id"] = f"{op['id']} {self._times}"
        return asked

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        for result in answer.get("results", ()):
            result["id"] = result["id"].split(" ")[0]
        return answer


class CallsItDone(Broken):
    """Answers an operation that is in flight with "applied"."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self._seen: set[str] = set()

    def bend_request(self, asked: Json) -> Json:
        fresh = [
            op for op in asked.get("ops", ()) if not (isinstance(op, dict) and op.get("id") in self._seen)
        ]
        self._seen |= {op["id"] for op in fresh if isinstance(op, dict) and isinstance(op.get("id"), str)}
        return {**asked, "ops": fresh}

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        known = {result["id"] for result in answer.get("results", ())}
        done = [
            {"id": op["id"], "status": "applied", "seq": 1}
            for op in asked.get("ops", ())
            if op["id"] not in known
        ]
        return {**answer, "results": [*answer.get("results", ()), *done]}


class IgnoresFingerprints(Broken):
    """Takes other content under a known id for the same operation."""

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        for result in answer.get("results", ()):
            if result["status"] == "conflict":
                result["status"] = "applied"
        return answer


class SkipsNumbers(Broken):
    """Counts by two."""

    def bend_request(self, asked: Json) -> Json:
        cursors = asked.get("cursors", {})
        halved = {scope: (n + 1) // 2 if isinstance(n, int) else n for scope, n in dict(cursors).items()}
        return {**asked, "cursors": halved}

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        for one in (*answer.get("results", ()), *answer.get("changes", ())):
            one["seq"] = one.get("seq", 0) * 2
        return {**answer, "heads": {scope: seq * 2 for scope, seq in answer.get("heads", {}).items()}}


class LosesRows(Broken):
    """Moves a cursor past changes that it did not send."""

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        return {**answer, "changes": []} if any(asked.get("cursors", {}).values()) else answer


class IgnoresEpochs(Broken):
    """Goes on where a tablet of another history stood."""

    def bend_request(self, asked: Json) -> Json:
        return {**asked, "epoch": ""}


class WrongChecksum(Broken):
    """Says another checksum than what it sent makes."""

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        return {**answer, "checksums": dict.fromkeys(answer.get("checksums", {}), "0" * 16)}


class NeverRebases(Broken):
    """Answers a cursor ahead of the head with nothing."""

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        return {**answer, "changes": [], "rebase": []} if answer.get("rebase") else answer


class LeaksScopes(Broken):
    """Lets whoever asks read every list, by remembering each one's secret."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self._lists: dict[str, Json] = {}

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        for change in answer.get("changes", ()):
            self._lists[change["scope"]] = change
        leaked = [self._lists[scope] for scope in answer.get("closed", ()) if scope in self._lists]
        return {**answer, "changes": [*answer.get("changes", ()), *leaked]}


class AsksNobody(Broken):
    """Lets whoever is at a tablet work on the store's orders."""

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        orders = {op["id"] for op in asked.get("ops", ()) if op.get("scope", "").startswith("orders:")}
        results = [
            {**one, "status": "applied"} if one["id"] in orders else one for one in answer.get("results", ())
        ]
        return {**answer, "results": results}


class SellsTwice(Broken):
    """Tells everybody who wants the last piece, or the same order, that they have it."""

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        for result in answer.get("results", ()):
            if result.get("reason") in {"not_available", "taken"}:
                result["status"] = "applied"
        return answer


class StopsAtTheFirst(Broken):
    """Refuses all operations of a request once one of them is bad."""

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        results = answer.get("results", [])
        if any(result["status"] == "rejected" for result in results):
            results = [{**result, "status": "rejected", "reason": "neighbour"} for result in results]
        return {**answer, "results": results}


class TellsTwice(Broken):
    """Trusts the clock of whoever renames: a year in the past never wins."""

    def bend_request(self, asked: Json) -> Json:
        ops = asked.get("ops", ())
        late = [op for op in ops if not (isinstance(op, dict) and str(op.get("at", "")).startswith("1970"))]
        return {**asked, "ops": late}

    def bend_answer(self, asked: Json, answer: Json) -> Json:
        known = {result["id"] for result in answer.get("results", ())}
        lost = [
            op
            for op in asked.get("ops", ())
            if isinstance(op, dict) and str(op.get("at", "")).startswith("1970")
        ]
        done = [{"id": op["id"], "status": "applied", "seq": 1} for op in lost if op["id"] not in known]
        return {**answer, "results": [*answer.get("results", ()), *done]}


class KnowsTomorrow(Broken):
    """Applies operations of a schema that it cannot know."""

    def bend_request(self, asked: Json) -> Json:
        for op in asked.get("ops", ()):
            if isinstance(op, dict):
                op.pop("schema", None)
        return asked


class SignsNothing(Broken):
    """Gives a tablet other settings than those that it signed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != HEARTBEAT:
            await super().__call__(scope, receive, send)
            return
        status, _, body = await self._ask(scope, await self._read(receive))
        answer = json.loads(body)
        if "settings" in answer:
            answer["settings"]["text"] = answer["settings"]["text"].replace(":40", ":41")
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": written(answer)})


class AsksNoVisit(Broken):
    """Lets whoever knows a shopper's sign-in go on with it."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self._proofs: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start, _, path = scope["path"].partition("/v1/sign-ins")
        if start or (not path and scope["path"] != "/v1/sign-ins"):
            await super().__call__(scope, receive, send)
            return
        asked = json.loads(await self._read(receive))
        identifier = path.split("/")[1] if path else ""
        asked["proof"] = self._proofs.get(identifier, asked["proof"])
        status, headers, body = await self._ask(scope, written(asked))
        if not path and status == 200:
            self._proofs[json.loads(body)["id"]] = asked["proof"]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def stage(data: Path, break_it: Callable[[ASGIApp], ASGIApp]) -> AsyncIterator[Stage]:
    hub = await open_hub(Config(data, "http://hub"))
    codes = [await _code(hub), await _code(hub)]
    people = {role: (f"conformance {role}", roster.draw_pin()) for role in Role}
    for role, (name, pin) in people.items():
        await roster.add(hub.storage, NewAssociate("milano", name, role), pin, roster.stamp(hub.clock()))
    transport = httpx.ASGITransport(break_it(application(hub)))

    async def give(device: str, name: str, value: Any) -> None:
        said = remote.change_by("test", name, "", hub.clock())
        await remote.put(hub.storage, remote.of_device(device), name, value, said)

    try:
        async with Stage(
            "http://hub",
            lambda: codes.pop() if codes else "",
            transport=transport,
            people=people,
            give=give,
        ) as open_stage:
            yield open_stage
    finally:
        await hub.close()


async def _code(hub: Hub) -> str:
    return (await hand_out(hub.storage, "milano", "", hub.clock()))[0]


def findings(
    data: Path, break_it: Callable[[ASGIApp], ASGIApp], checks: Sequence[Check[Stage]]
) -> list[Finding]:
    async def try_all() -> list[Finding]:
        async with stage(data, break_it) as open_stage:
            return [await attempt(check, open_stage) for check in checks]

    return asyncio.run(try_all())


@pytest.mark.parametrize(
    ("break_it", "rule", "checks"),
    [
        (ForgetsResults, "2", once.CHECKS),
        (CallsItDone, "2", once.CHECKS),
        (IgnoresFingerprints, "2", once.CHECKS),
        (SkipsNumbers, "4", order.CHECKS[:2]),
        (LosesRows, "4", order.CHECKS[:2]),
        (NeverRebases, "9", order.CHECKS),
        (IgnoresEpochs, "10", order.CHECKS),
        (WrongChecksum, "11", order.CHECKS),
        (StopsAtTheFirst, "5", isolation.CHECKS),
        (KnowsTomorrow, "13", isolation.CHECKS),
        (LeaksScopes, "12", access.CHECKS),
        (AsksNobody, "12", people.CHECKS),
        (AsksNoVisit, "12", shoppers.CHECKS),
        (SellsTwice, "stock", counter.CHECKS),
        (ForgetsResults, "stock", counter.CHECKS[3:]),
        (TellsTwice, "merging", merging.CHECKS),
        (SignsNothing, "fleet", fleet.CHECKS),
    ],
)
def test_a_broken_hub_fails_at_its_rule(
    tmp_path: Path, break_it: type[Broken], rule: str, checks: Sequence[Check[Stage]]
) -> None:
    failed = {finding.rule for finding in findings(tmp_path, break_it, checks) if finding.state == "failed"}
    assert failed == {rule}


def test_a_hub_that_signs_what_no_tablet_can_use_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_check", lambda *_: None)
    monkeypatch.setattr(fleet, "GIVEN", ("sound.volume", 400))
    (failed,) = [one for one in findings(tmp_path, Broken, fleet.CHECKS) if one.state == "failed"]
    assert failed.why == "Expected `int` <= 100"


def test_the_bending_itself_breaks_nothing(tmp_path: Path) -> None:
    checks = (
        *once.CHECKS,
        *order.CHECKS,
        *isolation.CHECKS,
        *people.CHECKS,
        *counter.CHECKS,
        *shoppers.CHECKS,
    )
    assert [one for one in findings(tmp_path, Broken, checks) if one.state == "failed"] == []


def test_a_hub_that_never_brakes_fails(tmp_path: Path) -> None:
    class NeverTires:
        """Takes every request for one from another address."""

        def __init__(self, app: ASGIApp) -> None:
            self._app = app
            self._times = 0

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            self._times += 1
            await self._app({**scope, "client": (f"192.0.2.{self._times % 250}", 1)}, receive, send)

    failed = findings(tmp_path, NeverTires, wire.LAST)
    assert [(one.rule, one.state) for one in failed] == [("wire", "failed")]
