"""What stands on a timeline: what was there first, dated by whoever was there."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import interactions, moments
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.interactions import Interaction, NoteInteraction

LAURA = Actor("associate:l", "associate", "Laura", "Milano")
NOW = "2026-11-22T12:00:00.000Z"

channels = st.sampled_from(["store", "kiosk", "phone", "chat", "call", "message", "email", "online", "note"])
topics = st.sampled_from(["visit", "question", "order", "purchase", "return", "message", "note", "other"])
when = st.sampled_from(["", "yesterday", "2026-11-21T09:30:00+01:00", "2026-11-22T08:00:00Z"])
verbs = st.builds(
    NoteInteraction,
    st.just("i"),
    channels,
    topics,
    st.text(min_size=1, max_size=20),
    st.text(max_size=50),
    when,
)


def put(document: Interaction | None, verb: NoteInteraction, at: str = "") -> Interaction:
    return interactions.apply(document, Act("op", LAURA, "staff:x", at, NOW, verb), interaction_id="i")


@given(verbs, verbs, when)
def test_what_was_there_first_stays(one: NoteInteraction, other: NoteInteraction, at: str) -> None:
    first = put(None, one, at)
    assert put(first, other, at) is first
    assert first.by == LAURA
    assert (first.channel, first.topic, first.title, first.text) == (
        one.channel,
        one.topic,
        one.title,
        one.text,
    )
    assert msgspec.json.decode(msgspec.json.encode(first), type=Interaction) == first


@given(verbs, when)
def test_it_is_dated_by_who_was_there_and_always_with_a_moment(verb: NoteInteraction, at: str) -> None:
    dated = put(None, verb, at).at
    assert moments.is_real(dated)
    told = [moment for moment in (verb.at, at, NOW) if moments.is_real(moment)]
    assert moments.parse(dated) == moments.parse(told[0])
    assert dated.endswith("Z")
