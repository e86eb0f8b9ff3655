"""What the kiosk says when the hub does not fully let its tablet in, and what goes with a visit that ends."""

import pytest

from sync.client.listeners import EngineState
from sync.protocol.devices import ACTIVE

SOFA = "SOF-moss-2120"
LANGUAGES = ("en", "it", "ja")


def state(standing: str) -> EngineState:
    return EngineState(online=True, last_news=None, pending=0, standing=standing)


@pytest.mark.parametrize("standing", ["unconfirmed", "retired", "lost", "unknown"])
def test_staff_read_on_the_idle_page_what_is_so_and_what_to_do(kiosk, robot, identity, standing):
    number = identity.device[:8]
    kiosk._news.listeners().on_state(state(standing))
    for language in LANGUAGES:
        kiosk.shop.speak(language)
        words = kiosk.shop.words.texts
        robot.wait(lambda words=words: words.get(f"staff.{standing}") in robot.texts(), "what is so")
        assert words.get(f"staff.{standing}_text", number) in robot.texts()
        assert number in kiosk.model.hub.staffText
    kiosk._news.listeners().on_state(state(ACTIVE))
    robot.wait(lambda: words.get(f"staff.{standing}") not in robot.texts(), "that all is well")


def test_shoppers_are_told_the_truth_about_news_and_nothing_about_staffs_work(kiosk, robot):
    kiosk._news.listeners().on_state(state("unconfirmed"))
    kiosk.model.begin()
    robot.wait(lambda: "No news from other stores yet" in robot.texts(), "the quiet note")
    assert not any("staff" in text for text in robot.texts())
    kiosk.scan(SOFA)
    kiosk.product.add()
    robot.wait(lambda: kiosk.pieces == 1, "the list goes on")


def test_rule_12_a_visit_that_sync_had_to_wipe_leaves_the_screen(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    robot.wait(lambda: kiosk.pieces == 1, "the line")
    [visit] = kiosk._replica.visits()
    kiosk._news.listeners().on_wiped(frozenset({"of-another-time"}))
    assert kiosk.pieces == 1, "it is nothing to the one who is there"
    kiosk._replica.wipe(visit.id, "lease")
    kiosk._news.listeners().on_wiped(frozenset({visit.id}))
    robot.wait(lambda: kiosk.model.page == "attract", "the idle page")
    assert kiosk.pieces == 0
    assert kiosk._replica.visits() == []
