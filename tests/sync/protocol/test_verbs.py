import msgspec
import pytest

from sync.protocol import list_verbs, lists, verbs
from sync.protocol.list_verbs import AdjustLine
from sync.protocol.sessions import EndSession


def test_a_verb_is_read_by_its_name() -> None:
    assert verbs.read({"verb": "AdjustLine", "line": "a", "delta": -2}, list_verbs.Verb) == AdjustLine(
        "a", -2
    )


def test_a_single_kind_is_read_too() -> None:
    assert verbs.read({"verb": "EndSession", "why": "idle"}, EndSession) == EndSession("idle")


@pytest.mark.parametrize(
    "args",
    [
        {},
        {"verb": "BurnLine", "line": "a"},
        {"verb": "AdjustLine", "line": "a"},
        {"verb": "AdjustLine", "line": "a", "delta": "2"},
        {"verb": "AdjustLine", "line": "a", "delta": lists.MAX_QUANTITY + 1},
    ],
)
def test_what_is_no_verb_is_refused(args: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        verbs.read(args, list_verbs.Verb)
