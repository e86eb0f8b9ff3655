"""What the hub refuses is told to the shopper whose tap it was, once."""

import pytest

from sync.protocol.envelope import Result, SyncAnswer

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
    ("reason", "words"), [("list_full", "the list is full"), ("no_line", "somebody changed it")]
)
def test_a_refused_tap_is_told_in_words_and_then_forgotten(kiosk, robot, reason, words):
    kiosk.scan(SOFA)
    kiosk.product.add()
    hub_refuses(kiosk, reason)
    robot.wait(lambda: words in " ".join(robot.texts()), "the toast")
    assert kiosk._replica.rejections() == []
