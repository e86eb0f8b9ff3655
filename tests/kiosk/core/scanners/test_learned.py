"""Learned scanners outlive the program, and a damaged file costs no more than learning anew."""

from kiosk.core.scanners import learned
from kiosk.core.scanners.profile import Profile


def test_what_was_learned_is_there_again(tmp_path):
    profiles = [Profile(prefix="~", gap_ms=12), Profile(suffix="\r", tablet_layout="fr")]
    learned.save(tmp_path, profiles)
    assert learned.load(tmp_path) == profiles
    assert [each.name for each in tmp_path.iterdir()] == [learned.NAME]


def test_a_tablet_that_learned_nothing(tmp_path):
    assert learned.load(tmp_path) == []


def test_a_damaged_file_counts_as_nothing_learned(tmp_path, caplog):
    (tmp_path / learned.NAME).write_bytes(b'[{"gap_ms": -3}')
    assert learned.load(tmp_path) == []
    assert learned.NAME in caplog.text


def test_the_same_scanner_again_takes_its_place():
    old = [Profile(suffix="\r", gap_ms=3), Profile(prefix="~")]
    assert learned.with_learned(old, Profile(suffix="\r", gap_ms=9)) == [
        Profile(suffix="\r", gap_ms=9),
        Profile(prefix="~"),
    ]


def test_no_more_scanners_than_a_counter_has():
    profiles = []
    for place in range(20):
        profiles = learned.with_learned(profiles, Profile(prefix=str(place)))
    assert len(profiles) == learned.MOST
    assert profiles[0].prefix == "19"
