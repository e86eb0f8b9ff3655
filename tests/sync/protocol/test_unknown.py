import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.actors import Actor
from sync.protocol.list_rules import Act, apply
from sync.protocol.list_verbs import AddLine, AdjustLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.unknown import encode_over

KIOSK = Actor("device:1", "kiosk", "Kiosk 1")


def acted(document: ShoppingList | None, verb: object, op: str) -> ShoppingList:
    return apply(document, Act(op, KIOSK, "2026-05-04T12:00:00Z", verb), list_id="one", owner="guest:x")


LIST = acted(acted(acted(None, CreateList("Kitchen"), "1"), AddLine("p", "a"), "2"), AddLine("p", "b"), "3")
LATER = acted(LIST, AddLine("p", "c"), "4")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
UNKNOWN = st.dictionaries(st.text("xyz", min_size=1, max_size=3), JSON, max_size=3)


@given(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
def test_rule_13_what_a_newer_side_wrote_survives_an_older_ones_change(on_list, on_line, on_actor, on_entry):
    newer = msgspec.to_builtins(LIST)
    newer.update(on_list)
    newer["lines"][0].update(on_line)
    newer["actors"][KIOSK.id].update(on_actor)
    newer["history"][1].update(on_entry)
    raw = msgspec.json.encode(newer)
    before = msgspec.json.decode(raw, type=ShoppingList)
    after = acted(before, AddLine("p", "c"), "4")
    written = encode_over(raw, before, after)
    assert msgspec.json.decode(written, type=ShoppingList) == after
    plain = msgspec.json.decode(written)
    assert on_list.items() <= plain.items()
    assert on_line.items() <= plain["lines"][0].items()
    assert on_actor.items() <= plain["actors"][KIOSK.id].items()
    assert on_entry.items() <= plain["history"][1].items()


def test_what_is_taken_out_stays_out():
    raw = msgspec.json.encode({**msgspec.to_builtins(LIST), "mood": "good"})
    shorter = msgspec.structs.replace(LIST, title="", lines=LIST.lines[1:])
    plain = msgspec.json.decode(encode_over(raw, LIST, shorter))
    assert "title" not in plain
    assert [line["variant"] for line in plain["lines"]] == ["b"]
    assert plain["mood"] == "good"


def test_a_line_that_moves_takes_its_fields_along():
    newer = msgspec.to_builtins(LIST)
    newer["lines"][1]["gift"] = True
    turned = msgspec.structs.replace(LIST, lines=LIST.lines[::-1])
    plain = msgspec.json.decode(encode_over(msgspec.json.encode(newer), LIST, turned))
    assert [line.get("gift") for line in plain["lines"]] == [True, None]


def test_without_unknown_fields_it_is_plain_encoding():
    assert encode_over(msgspec.json.encode(LIST), LIST, LATER) == msgspec.json.encode(LATER)


def test_a_quantity_that_went_to_its_default_is_the_new_one():
    gone = acted(LATER, AdjustLine(LATER.lines[0].id, -1), "5")
    raw = msgspec.json.encode({**msgspec.to_builtins(LATER), "mood": "good"})
    written = encode_over(raw, LATER, gone)
    assert msgspec.json.decode(written, type=ShoppingList) == gone
