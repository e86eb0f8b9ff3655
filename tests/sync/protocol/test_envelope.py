import base64

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from sync.protocol import envelope, sessions
from sync.protocol.envelope import Change, Op, SyncAnswer, SyncRequest, fill_in, fingerprint, seal, unseal
from sync.protocol.errors import Malformed
from sync.protocol.ids import new_op_id
from sync.protocol.list_verbs import AddLine

HUB = PrivateKey.generate()
PUBLIC = bytes(HUB.public_key)
VISIT = sessions.begin()


def op(**changed: object) -> Op:
    whole: dict[str, object] = {
        "id": "op-1",
        "device": "tablet",
        "incarnation": "one",
        "order": 1,
        "principal": VISIT.principal,
        "scope": "list:x",
        "at": "2026-11-22T10:00:00Z",
        "args": {"verb": "AddLine", "product": "p", "variant": "v", "options": {"b": "2", "a": "1"}},
    }
    return Op(**{**whole, **changed})  # type: ignore[arg-type]


def test_only_the_hub_opens_a_seal() -> None:
    sealed = seal(op(), VISIT.secret, PUBLIC)
    opened = unseal(sealed, bytes(HUB))
    assert (opened.op, opened.proof) == (op(), VISIT.secret)
    with pytest.raises(Malformed):
        unseal(sealed, bytes(PrivateKey.generate()))


def test_a_seal_shows_nothing_of_its_content() -> None:
    raw = base64.b64decode(seal(op(), VISIT.secret, PUBLIC).sealed)
    for secret in (VISIT.secret, VISIT.principal, "AddLine", "list:x"):
        assert secret.encode() not in raw


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_seal_that_was_touched_does_not_open(place: int, flip: int) -> None:
    sealed = seal(op(), VISIT.secret, PUBLIC)
    raw = bytearray(base64.b64decode(sealed.sealed))
    raw[place % len(raw)] ^= flip
    touched = msgspec.structs.replace(sealed, sealed=base64.b64encode(raw).decode())
    with pytest.raises(Malformed):
        unseal(touched, bytes(HUB))


def test_a_seal_says_what_is_inside() -> None:
    sealed = msgspec.structs.replace(seal(op(), VISIT.secret, PUBLIC), id="other")
    with pytest.raises(Malformed):
        unseal(sealed, bytes(HUB))


@pytest.mark.parametrize("text", ["", "no base64!", "AAAA"])
def test_nonsense_is_no_seal(text: str) -> None:
    with pytest.raises(Malformed):
        unseal(envelope.SealedOp("op-1", "tablet", text), bytes(HUB))


def test_the_fingerprint_is_the_same_however_it_travelled() -> None:
    request = SyncRequest(device="tablet", incarnation="one")
    short = fill_in(op(device="", incarnation=""), request)
    opened = unseal(seal(op(), VISIT.secret, PUBLIC), bytes(HUB)).op
    shuffled = msgspec.json.decode(msgspec.json.encode(op(), order="sorted"), type=Op)
    assert fingerprint(op()) == fingerprint(short) == fingerprint(opened) == fingerprint(shuffled)


@pytest.mark.parametrize(
    "changed", [{"args": {}}, {"order": 2}, {"scope": "list:y"}, {"at": ""}, {"base": 9}, {"schema": 0}]
)
def test_the_fingerprint_covers_everything(changed: dict[str, object]) -> None:
    assert fingerprint(op(**changed)) != fingerprint(op())


def test_what_an_operation_says_itself_stays() -> None:
    request = SyncRequest(device="other", incarnation="two")
    assert fill_in(op(), request) == op()
    assert fill_in(op(incarnation=""), request) == op(incarnation="two")


def test_one_change_of_a_field_is_small_on_the_wire() -> None:
    args = msgspec.to_builtins(
        AddLine("dining-table-ester", "ester-oak-180", {"colour": "oak", "width": "180"})
    )
    one = op(id=new_op_id(), device="", incarnation="", args=args)
    request = SyncRequest(
        device="0" * 32,
        incarnation="0" * 36,
        epoch="0" * 36,
        ops=[one],
        proofs=[VISIT.secret],
        cursors={"catalogue": 1},
    )
    assert len(msgspec.json.encode(request)) <= 700


def test_a_deleted_document_has_no_body() -> None:
    gone, empty = Change("list:x", "list", "x", 1), Change("list:x", "list", "x", 1, msgspec.Raw(b"{}"))
    for change in (gone, empty):
        assert msgspec.json.decode(msgspec.json.encode(change), type=Change) == change
    assert gone.body is msgspec.UNSET


def test_what_is_new_on_the_wire_is_left_out_until_there_is_something_to_say():
    assert msgspec.json.encode(SyncRequest("d", "one")) == b'{"device":"d","incarnation":"one"}'
    assert msgspec.json.encode(SyncAnswer("e", "now")) == b'{"epoch":"e","server_time":"now"}'


def test_what_a_newer_side_says_beyond_that_is_read_past():
    answer = msgspec.json.decode(b'{"epoch":"e","server_time":"now","moods":["good"]}', type=SyncAnswer)
    assert answer == SyncAnswer("e", "now")
