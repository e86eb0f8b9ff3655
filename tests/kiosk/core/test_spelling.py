import pytest

from kiosk.core import keypad, spelling
from kiosk.core.spelling import MOST, Key


def forks(keys: tuple[Key, ...]) -> list[tuple[Key, ...]]:
    return [keys, *(fork for key in keys if key.keys for fork in forks(key.keys))]


def signs(keys: tuple[Key, ...]) -> set[str]:
    return {key.sign for fork in forks(keys) for key in fork if key.sign}


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_every_fork_fits_and_every_key_does_one_thing(language):
    keys = spelling.keys(language)
    assert len(keys) < MOST
    for fork in forks(keys):
        assert 1 <= len(fork) <= MOST
        assert all(bool(key.sign) != bool(key.keys) for key in fork)
        assert len({key.label for key in fork}) == len(fork)


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_everything_of_the_small_keypad_can_be_written(language):
    small = {sign for row in keypad.rows(language, kana=False) for sign in row}
    assert small - signs(spelling.keys(language)) <= {","}
    assert set("0123456789 ") <= signs(spelling.keys(language))


def test_all_kana_can_be_written():
    kana = {sign for row in keypad.KANA for sign in row} - {"\u3000"}
    assert kana <= signs(spelling.keys("ja"))
