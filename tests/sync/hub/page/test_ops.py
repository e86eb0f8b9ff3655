import json
from typing import Any

import msgspec
import pytest

from sync.hub.page.ops import actor, actor_id, clean_name, decode, operation
from sync.protocol.errors import Malformed

VISITOR = "a" * 32
SENT: dict[str, Any] = {
    "id": "019ab000-0000-7000-8000-000000000001",
    "visitor": VISITOR,
    "at": "2026-11-22T10:00:00.000Z",
    "args": {"verb": "AdjustLine", "line": "l1", "delta": 1},
}


def sent(**changed: Any) -> bytes:
    return json.dumps({**SENT, **changed}).encode()


def test_a_change_becomes_an_operation_of_this_phone_on_this_list() -> None:
    op = operation(decode(sent(base=7)), "the-list", "0" * 64)
    assert (op.scope, op.base, op.args) == (
        "list:the-list",
        7,
        {"verb": "AdjustLine", "line": "l1", "delta": 1},
    )
    assert op.principal == actor_id(VISITOR, "the-list")
    assert VISITOR not in op.principal


def test_one_phone_is_another_actor_on_another_list() -> None:
    assert actor_id(VISITOR, "one") != actor_id(VISITOR, "two")


def test_closing_names_the_link_the_page_came_by() -> None:
    op = operation(decode(sent(args={"verb": "CloseLink"})), "the-list", "f" * 64)
    assert op.args == {"verb": "RevokeShare", "share": "f" * 64}


@pytest.mark.parametrize(
    "changed",
    [
        {"args": {"verb": "ShareList", "share": "0" * 64}},
        {"args": {"verb": "CreateList", "title": "x"}},
        {"args": {"verb": "SetNote", "line": "l1", "note": "x" * 501}},
        {"args": {"verb": "AdjustLine", "line": "l1", "delta": 1000}},
        {"id": "1"},
        {"visitor": "short"},
        {"visitor": "with blank " * 3},
        {"at": "yesterday"},
        {"at": "2026-99-99T10:00:00Z"},
        {"at": "0000-01-01T10:00:00Z"},
        {"base": -1},
        {"name": "x" * 41},
    ],
)
def test_what_a_phone_may_not_send_is_malformed(changed: dict[str, Any]) -> None:
    with pytest.raises((Malformed, msgspec.ValidationError)):
        decode(sent(**changed))


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff\xfe"])
def test_what_is_no_change_is_not_read(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(body)


def test_a_name_loses_what_nobody_sees() -> None:
    assert clean_name("  An\u202ena \x00  Rossi\u200b ") == "Anna Rossi"
    assert actor(decode(sent(name="佐藤")), "the-list").name == "佐藤"
