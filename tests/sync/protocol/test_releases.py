import msgspec
import pytest
from msgspec.structs import replace

from sync.protocol import releases
from sync.protocol.releases import DEFAULT_SHARES, PLACES, Channel, Release, choose, place, ring

RELEASE = Release("1.0.0", "one.tar.zst", 10, 9, open=len(DEFAULT_SHARES))
DEVICES = [f"tablet-{number}" for number in range(4000)]


def channel(*found: Release) -> Channel:
    return Channel("linux-x86_64", found)


def test_the_newest_that_is_offered_is_chosen():
    newer = replace(RELEASE, version="1.10.0")
    assert choose(channel(newer, RELEASE), "t", "0.9.0") == newer
    assert choose(channel(newer, RELEASE), "t", "1.10.0") is None
    assert choose(channel(newer, RELEASE), "t", "0.9.0", ["1.10.0"]) == RELEASE


@pytest.mark.parametrize(
    "wrong",
    [{"version": "1.0.0\n"}, {"version": "１.0.0"}, {"file": "one.tar.zst\n"}, {"sums": "0" * 64 + "\n"}],
)
def test_names_are_one_line_of_plain_signs(wrong):
    plain = msgspec.to_builtins(RELEASE)
    assert msgspec.convert(plain, Release) == RELEASE
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(plain | wrong, Release)


def test_what_is_paused_or_withdrawn_is_not_offered():
    assert choose(channel(replace(RELEASE, paused=True)), "t", "0.9.0") is None
    assert choose(channel(replace(RELEASE, withdrawn=True)), "t", "0.9.0") is None
    assert choose(channel(replace(RELEASE, open=0)), "t", "0.9.0") is None


def test_each_ring_reaches_the_share_that_it_says():
    for count, share in enumerate(DEFAULT_SHARES, 1):
        reached = sum(replace(RELEASE, open=count).offered_to(device) for device in DEVICES)
        assert abs(reached / len(DEVICES) - share / PLACES) < 0.03


def test_who_is_in_a_ring_stays_in_the_wider_ones():
    first = [device for device in DEVICES if replace(RELEASE, open=1).offered_to(device)]
    assert first
    assert all(replace(RELEASE, open=2).offered_to(device) for device in first)


def test_it_is_another_few_tablets_that_go_first_each_time():
    def first(version: str) -> set[str]:
        return {device for device in DEVICES if ring(replace(RELEASE, version=version), device) == 0}

    one, two = first("1.0.0"), first("1.1.0")
    assert one
    assert two
    assert len(one & two) < len(one) / 2


def test_a_tablet_beyond_the_last_ring_is_in_none():
    narrow = replace(RELEASE, shares=(1,), open=1)
    outside = next(device for device in DEVICES if place("1.0.0", device) >= 1)
    assert ring(narrow, outside) == 1
    assert not narrow.offered_to(outside)


def test_what_is_no_version_is_older_than_every_one():
    assert releases.number("0") < releases.number("0.0.1")
    assert releases.number("") < releases.number("0.0.1")
