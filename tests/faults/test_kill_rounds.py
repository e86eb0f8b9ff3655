from pathlib import Path

import pytest

from tests.faults import kill_rounds
from tests.faults.kill_rounds import Rounds, Violation


@pytest.mark.first
def test_rule_01_an_acknowledged_tap_survives_kill_9_of_tablet_and_hub(tmp_path: Path):
    assert "10 rounds" in kill_rounds.play(tmp_path, rounds=10, seed=1)


def test_the_judge_sees_a_tap_that_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kill_rounds, "PATIENCE", 5.0)
    game = Rounds(tmp_path, seed=1)
    try:
        game.tablet.taps["lost"] = ("list:x", "AddLine", "lost")
        with pytest.raises(Violation, match="AddLine lost on x was decided 0 times"):
            game.play()
    finally:
        game.abandon()
