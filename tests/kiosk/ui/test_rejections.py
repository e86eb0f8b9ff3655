"""What the hub refuses is told to the shopper whose tap it was, once, and as it is: nothing is guessed."""

import re
from pathlib import Path

import pytest

from sync.protocol import call_rules, list_rules, lists, mailing
from sync.protocol.envelope import Result, SyncAnswer
from sync.texts import Texts

ROOT = Path(__file__).parents[3]
RULE_SAYS = re.compile(r"Rejected\(\"([a-z_]+)\"")
OF_LINKS = {"link_closed"}
"""What the hub says before the rule of the list does, of what a shopper may do there."""

SOFA = "SOF-moss-2120"
ANSWERED = "2026-11-22T09:00:00+00:00"


def hub_refuses(kiosk, reason):
    """Have the hub refuse what was tapped last, as the engine takes it in and tells it."""
    replica = kiosk._replica
    last = replica.pending(10)[-1].op
    received = replica.receive(
        SyncAnswer("epoch", ANSWERED, results=[Result(last.id, "rejected", reason=reason)])
    )
    assert received.rejected == (last.id,)
    kiosk._news.listeners().on_rejected(tuple(replica.rejections()))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("list_full", "the list is full"),
        ("no_line", "not on the list any more"),
        ("of_a_newer_hub", "Please ask one of us"),
    ],
)
def test_a_refused_tap_is_told_in_words_and_then_forgotten(kiosk, robot, reason, words):
    kiosk.scan(SOFA)
    kiosk.product.add()
    hub_refuses(kiosk, reason)
    robot.wait(lambda: words in " ".join(robot.texts()), "the toast")
    assert kiosk._replica.rejections() == []


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_whatever_the_rule_of_a_list_says_is_said_exactly(language):
    texts = Texts.load(ROOT / "resources" / "i18n" / "kiosk", language)
    said = {
        code
        for rule in (lists, list_rules, call_rules, mailing)
        for code in RULE_SAYS.findall(Path(rule.__file__).read_text())
    }
    assert {"list_full", "no_line", "not_now"} <= said
    assert [code for code in sorted(said | OF_LINKS) if texts.raw(f"toast.refused_{code}") is None] == []
