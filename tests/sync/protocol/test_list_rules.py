import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import list_rules
from sync.protocol.actors import Actor
from sync.protocol.errors import Rejected
from sync.protocol.ids import line_id
from sync.protocol.list_rules import Act
from sync.protocol.list_verbs import (
    AddLine,
    AdjustLine,
    AttachList,
    CreateList,
    RenameList,
    RevokeShare,
    SetNote,
    SetPriority,
    ShareList,
    Undo,
    Verb,
)
from sync.protocol.lists import MAX_ACTORS, MAX_HISTORY, MAX_LINES, MAX_QUANTITY, ShoppingList
from sync.protocol.verbs import read

KIOSK = Actor(id="device:k", kind="kiosk", name="Kiosk 1", place="Milano")
OWNER = "guest:visit"
LIST = "the-list"
SHARE = "a" * 64


def line(variant: str) -> str:
    return line_id(LIST, variant, {})


def apply(document: ShoppingList | None, *verbs: Verb, actor: Actor = KIOSK) -> ShoppingList:
    for verb in verbs:
        number = len(document.history) if document else 0
        act = Act(op=f"op-{number}-{id(verb)}", actor=actor, at="2026-11-22T10:00:00Z", verb=verb)
        document = list_rules.apply(document, act, list_id=LIST, owner=OWNER)
    assert document is not None
    return document


def new() -> ShoppingList:
    return apply(None, CreateList(title="Sofas", language="it", store="milano"))


def add(variant: str = "v", quantity: int = 1) -> AddLine:
    return AddLine(product="p", variant=variant, quantity=quantity)


variants = st.sampled_from(["a", "b", "c"])
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=8)
titles = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
former = st.text(max_size=8)
adds = st.builds(add, variants, st.integers(1, MAX_QUANTITY))
deltas = st.integers(-MAX_QUANTITY, MAX_QUANTITY)
verbs = st.one_of(
    adds,
    st.builds(AdjustLine, variants.map(line), deltas),
    st.builds(SetNote, variants.map(line), texts, former),
    st.builds(RenameList, titles, former),
    st.builds(CreateList, titles),
    st.builds(Undo, st.sampled_from(["op-1", "op-3", "op-5", "nothing"])),
    st.builds(ShareList, st.just(SHARE)),
    st.builds(RevokeShare, st.just(SHARE)),
)


def play(plays: list[Verb]) -> list[ShoppingList]:
    """Apply what is possible, in order; return the document after each step."""
    document, states = new(), []
    for number, verb in enumerate(plays):
        act = Act(f"op-{number}", KIOSK, "2026-11-22T10:00:00Z", verb)
        with contextlib.suppress(Rejected):
            document = list_rules.apply(document, act, list_id=LIST, owner=OWNER)
        states.append(document)
    return states


@given(st.lists(verbs, max_size=30))
def test_whatever_happens_the_list_stays_sound(plays: list[Verb]) -> None:
    for document in play(plays):
        assert all(0 <= one.quantity <= MAX_QUANTITY for one in document.lines)
        assert len({one.id for one in document.lines}) == len(document.lines)
        assert document.pieces == sum(one.quantity for one in document.present)
        for one in document.lines:
            deltas_of_line = (entry.delta for entry in document.history if entry.line == one.id)
            assert one.quantity == sum(deltas_of_line)


@given(st.lists(verbs, max_size=20))
def test_tablet_and_hub_come_to_the_same(plays: list[Verb]) -> None:
    def travelled(verb: Verb) -> Verb:
        return msgspec.json.decode(msgspec.json.encode(verb), type=Verb)

    assert play(plays) == play([travelled(verb) for verb in plays])


@given(st.lists(verbs, max_size=20))
def test_a_document_survives_its_travel(plays: list[Verb]) -> None:
    for document in play(plays)[-1:]:
        assert msgspec.json.decode(msgspec.json.encode(document), type=ShoppingList) == document


@given(st.lists(adds, max_size=12).flatmap(lambda plays: st.tuples(st.just(plays), st.permutations(plays))))
def test_the_order_of_adds_does_not_matter_for_what_is_there(pair: tuple[list[Verb], list[Verb]]) -> None:
    first, second = (apply(new(), *plays) for plays in pair)
    assert {one.id: one.quantity for one in first.lines} == {one.id: one.quantity for one in second.lines}


@given(st.integers(0, MAX_QUANTITY), deltas)
def test_undo_takes_back_what_really_happened(before: int, delta: int) -> None:
    document = apply(new(), add(), AdjustLine(line("v"), before - 1))
    changed = apply(document, AdjustLine(line("v"), delta))
    back = apply(changed, Undo(changed.history[-1].op))
    assert back.lines[0].quantity == document.lines[0].quantity == before
    assert apply(back, Undo(back.history[-1].op)).lines[0].quantity == changed.lines[0].quantity


def test_creating_again_changes_nothing() -> None:
    document = new()
    assert apply(document, CreateList(title="Other")) is document


def test_two_adds_of_one_thing_are_one_line() -> None:
    document = apply(new(), add(quantity=2), add(), add("w"))
    assert [(one.variant, one.quantity) for one in document.lines] == [("v", 3), ("w", 1)]
    assert document.lines[0].by == KIOSK.id


def test_removing_what_was_seen_spares_what_was_not() -> None:
    document = apply(new(), add(quantity=2))
    seen = document.lines[0].quantity
    assert apply(document, add(), AdjustLine(line("v"), -seen)).lines[0].quantity == 1


def test_a_line_that_went_away_comes_back_as_whose_brings_it() -> None:
    phone = Actor(id="phone:1", kind="phone")
    gone = apply(new(), add(), AdjustLine(line("v"), -1))
    assert (gone.present, len(gone.lines)) == ([], 1)
    back = apply(gone, add(), actor=phone)
    assert (back.present[0].by, back.present[0].quantity) == (phone.id, 1)


def test_texts_keep_both_in_the_history() -> None:
    document = apply(new(), add(), SetNote(line("v"), "left"), SetNote(line("v"), "right", base="left"))
    assert document.lines[0].note == "right"
    assert [(entry.before, entry.after) for entry in document.history[-2:]] == [
        ("", "left"),
        ("left", "right"),
    ]


def test_how_much_a_line_is_wanted_is_said_and_undone_and_the_undoing_too():
    document = apply(new(), add("a"), SetPriority(line("a"), "must"))
    assert document.line(line("a")).priority == "must"
    document = apply(document, SetPriority(line("a"), "maybe", base="must"))
    document = apply(document, Undo(document.history[-1].op))
    assert document.line(line("a")).priority == "must"
    document = apply(document, Undo(document.history[-1].op))
    assert (document.line(line("a")).priority, document.line(line("a")).note) == ("maybe", "")


@pytest.mark.parametrize("priority", ["", "must", "nice", "maybe"])
def test_what_can_be_said_of_how_much_it_is_wanted(priority):
    assert read({"verb": "SetPriority", "line": "a", "priority": priority}, Verb).priority == priority
    with pytest.raises(msgspec.ValidationError):
        read({"verb": "SetPriority", "line": "a", "priority": f"{priority}!"}, Verb)


def test_texts_are_undone_and_the_undoing_too() -> None:
    document = apply(new(), RenameList("Chairs", base="Sofas"))
    document = apply(document, Undo(document.history[-1].op))
    assert document.title == "Sofas"
    assert apply(document, Undo(document.history[-1].op)).title == "Chairs"
    document = apply(document, add(), SetNote(line("v"), "left"))
    document = apply(document, Undo(document.history[-1].op))
    assert document.lines[0].note == ""
    assert apply(document, Undo(document.history[-1].op)).lines[0].note == "left"


def test_nothing_is_undone_twice() -> None:
    document = apply(new(), add())
    undone = apply(document, Undo(document.history[-1].op))
    with pytest.raises(Rejected, match="nothing_to_undo"):
        apply(undone, Undo(document.history[-1].op))


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        (AdjustLine("nowhere", 1), "no_line"),
        (SetNote("nowhere", "x"), "no_line"),
        (Undo("never"), "nothing_to_undo"),
        (RevokeShare(SHARE), "no_share"),
    ],
)
def test_what_cannot_be_is_rejected(verb: Verb, reason: str) -> None:
    with pytest.raises(Rejected) as refused:
        apply(new(), verb)
    assert refused.value.reason == reason


def test_without_a_list_there_is_nothing_to_change() -> None:
    with pytest.raises(Rejected, match="no_list"):
        apply(None, add())


def test_a_list_is_full_some_time() -> None:
    document = apply(new(), *(add(f"v{number}") for number in range(MAX_LINES)))
    with pytest.raises(Rejected, match="list_full"):
        apply(document, add("one more"))
    assert apply(document, add("v0")).lines[0].quantity == 2


def test_the_history_ends_some_time() -> None:
    document = apply(new(), add())
    for _ in range(MAX_HISTORY):
        document = apply(document, AdjustLine(line("v"), 0))
    assert len(document.history) == MAX_HISTORY
    assert document.history[0].verb == "AdjustLine"


def test_a_closed_link_stays_closed() -> None:
    document = apply(new(), ShareList(SHARE))
    assert document.shares == {SHARE: True}
    closed = apply(document, RevokeShare(SHARE))
    assert apply(closed, ShareList(SHARE)).shares == {SHARE: False}


def test_phones_are_numbered_as_they_come_and_keep_their_number() -> None:
    one, two = (Actor(id=f"phone:{name}", kind="phone") for name in "ab")
    document = apply(new(), add(), actor=one)
    document = apply(apply(document, add(), actor=two), add(), actor=one)
    named = apply(document, add(), actor=Actor(id=one.id, kind="phone", name="Ada"))
    numbers = {actor.id: (actor.number, actor.name) for actor in named.actors.values()}
    assert numbers == {KIOSK.id: (0, "Kiosk 1"), one.id: (1, "Ada"), two.id: (2, "")}


def test_who_left_no_trace_is_forgotten_some_time() -> None:
    keeper = Actor(id="phone:keeper", kind="phone", name="Ada")
    document = apply(apply(new(), add()), add("w"), actor=keeper)
    for number in range(3 * MAX_ACTORS):
        passer = Actor(id=f"phone:{number}", kind="phone")
        document = apply(document, CreateList(), actor=passer)
    assert len(document.actors) <= MAX_ACTORS
    assert document.actors[keeper.id].name == "Ada"
    numbers = [actor.number for actor in document.actors.values() if actor.kind == "phone"]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    "args",
    [
        {"verb": "AddLine", "product": "p", "variant": "v", "quantity": 0},
        {"verb": "AddLine", "product": "p", "variant": "v", "quantity": 1.5},
        {"verb": "AddLine", "product": "", "variant": "v"},
        {"verb": "AddLine", "product": "p", "variant": "v", "options": {str(n): "x" for n in range(13)}},
        {"verb": "AdjustLine", "line": "l", "delta": MAX_QUANTITY + 1},
        {"verb": "SetNote", "line": "l", "note": "x" * 501},
        {"verb": "ShareList", "share": "not a hash"},
        {"verb": "DropTable"},
        {},
    ],
)
def test_arguments_are_checked_where_they_enter(args: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(args, Verb)


def test_a_guests_list_is_given_to_one_customer_and_the_visit_stays_a_guest() -> None:
    document = apply(new(), AttachList("anna"))
    assert (document.owner, document.guests) == ("customer:anna", [OWNER])
    assert apply(document, AttachList("anna")) == document
    assert document.history == []
    with pytest.raises(Rejected, match="not_yours"):
        apply(document, AttachList("ben"))


@given(verbs)
def test_an_erased_list_takes_nothing(verb: Verb) -> None:
    with pytest.raises(Rejected, match="erased"):
        apply(ShoppingList(LIST, owner="", erased=True), verb)
