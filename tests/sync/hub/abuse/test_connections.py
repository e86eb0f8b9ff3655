"""Slow, endless, malformed and too many connections: refused in time, while others are served."""

import select
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

PLANTED = b"PlantedSecret"
HEAD = b"POST /v1/devices/enrol HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n"


def problem(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower(), answer
    told = httpx.Response(200, content=body).json()
    assert int(head.split(b" ")[1]) == told["status"]
    return told["status"], told["code"]


def test_who_never_ends_a_head_is_let_go(attacked: Any) -> None:
    line = attacked.connect()
    line.sendall(b"GET /v1/catalogue HTTP/1.1\r\nHost: hub\r\n")
    answer = attacked.drip(line, b"X-" + PLANTED + b": 1\r\n")
    assert problem(answer) == (408, "too_slow")
    assert attacked.answers()


def test_who_says_nothing_is_let_go_without_a_word(attacked: Any) -> None:
    assert attacked.connect().recv(10) == b""


def test_who_begins_a_second_request_and_never_ends_it_is_let_go(attacked: Any) -> None:
    line = attacked.connect()
    line.sendall(b"GET /nowhere HTTP/1.1\r\nHost: hub\r\n\r\nGET /again")
    answer = attacked.drip(line, b"x")
    assert answer.count(b"HTTP/1.1") == 2
    assert b"too_slow" in answer


def test_a_body_that_never_ends_is_refused_in_time(attacked: Any) -> None:
    line = attacked.connect()
    line.sendall(HEAD + b"Content-Length: 1000\r\n\r\n{")
    assert problem(attacked.drip(line, b" ")) == (408, "too_slow")


def test_a_body_nobody_asked_for_holds_the_line_for_seconds_only(attacked: Any) -> None:
    line = attacked.connect()
    line.sendall(b"GET /nowhere HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n")
    answer = attacked.drip(line, b"4\r\nspam\r\n")
    assert b"404" in answer.split(b"\r\n")[0]


def test_an_endless_chunked_body_is_refused_at_the_limit(attacked: Any) -> None:
    line = attacked.connect()
    line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    sent = 0
    while not select.select([line], [], [], 0)[0]:
        try:
            line.sendall(chunk)
        except (BrokenPipeError, ConnectionResetError):
            break
        sent += len(chunk)
        assert sent < 64 << 20
    assert problem(attacked.drip(line, chunk)) == (413, "too_large")


def test_a_declared_length_beyond_the_limit_is_refused_unread(attacked: Any) -> None:
    answer = attacked.tell(HEAD + b"Content-Length: 999999999999\r\n\r\n")
    assert problem(answer) == (413, "too_large")


def test_who_never_reads_is_let_go(attacked: Any) -> None:
    before = attacked.connections()
    line = attacked.connect()
    line.sendall(b"GET /v1/openapi.json HTTP/1.1\r\nHost: hub\r\n\r\n" * 200)
    wait_for(lambda: attacked.connections() > before)
    wait_for(lambda: attacked.connections() <= before)


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(100):
        if condition():
            return
        select.select([], [], [], 0.05)
    raise AssertionError("it did not happen")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: hub\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: xchunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: +5\r\n\r\nhello",
        b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length : 5\r\n\r\nhello",
        b"GET / HTTP/1.1\r\nHost: hub\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /" + PLANTED + b" \r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET  /  HTTP/1.1\r\nHost: hub\r\n\r\n",
        b"G\xc3\x8bT / HTTP/1.1\r\nHost: hub\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: hub\r\n\r\n",
    ],
)
def test_what_is_no_http_is_a_problem_too(attacked: Any, head: bytes) -> None:
    assert problem(attacked.tell(head)) == (400, "bad_request")


def test_a_made_up_method_is_a_problem_too(attacked: Any) -> None:
    answer = attacked.tell(PLANTED + b" /v1/sync HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n")
    assert problem(answer) == (405, "method_not_allowed")


def test_a_request_cannot_be_smuggled_in_a_body(attacked: Any) -> None:
    inner = b"GET /v1/openapi.json HTTP/1.1\r\nHost: hub\r\n\r\n"
    both = b"POST /nowhere HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Length: 4\r\n"
    both += b"Transfer-Encoding: chunked\r\n\r\n"
    answer = attacked.tell(both + b"%x\r\n" % len(inner) + inner + b"\r\n0\r\n\r\n")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"openapi" not in answer


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: hub\r\n" + b"".join(b"X-%d: %s\r\n" % (n, PLANTED) for n in range(4000)),
        b"GET / HTTP/1.1\r\nX: " + b"y" * 200_000,
        b"GET /v1/events?scopes=" + PLANTED * 20_000,
    ],
)
def test_a_flood_of_headers_is_refused_at_the_limit(attacked: Any, head: bytes) -> None:
    line = attacked.connect()
    sender = threading.Thread(target=send, args=(line, head))
    sender.start()
    answer = attacked.drip(line, b"")
    sender.join()
    assert answer == b"" or problem(answer) == (431, "head_too_large")
    assert problem(attacked.tell(head[:20_000])) == (431, "head_too_large")


def send(line: socket.socket, data: bytes) -> None:
    try:
        line.sendall(data)
    except OSError:
        return


@pytest.fixture(scope="module")
def crowded(serve: Callable[..., Any]) -> Iterator[Any]:
    """A hub that may open 640 files: 64 connections, besides its own and those just taken in."""
    hub = serve(before="ulimit -n 640", patient=True)
    yield hub
    while hub.sockets:
        hub.sockets.pop().close()


def test_who_waits_longest_makes_room(crowded: Any) -> None:
    first = crowded.connect()
    for _ in range(200):
        crowded.connect()
    assert first.recv(10) == b""
    assert crowded.answers()


def test_when_all_are_busy_a_new_one_is_told_when_to_come_again(crowded: Any) -> None:
    busy = []
    for _ in range(64):
        busy.append(crowded.connect())
        busy[-1].sendall(HEAD + b"Content-Length: 10\r\nExpect: 100-continue\r\n\r\n")
        assert b"100 Continue" in busy[-1].recv(100)
    answer = crowded.tell()
    assert problem(answer) == (503, "too_many_connections")
    assert b"retry-after: " in answer.lower()
    busy[0].sendall(b"{}        ")
    assert b"422" in busy[0].recv(100)
    assert crowded.answers()
