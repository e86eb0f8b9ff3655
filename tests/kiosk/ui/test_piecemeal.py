"""Work is done a piece a turn, and given up for newer work."""

from collections.abc import Iterator

import pytest

from kiosk.ui.piecemeal import Piecemeal


@pytest.fixture
def done() -> list[str]:
    return []


def pieces(done: list[str], *names: str) -> Iterator[None]:
    for name in names:
        done.append(name)
        yield


def test_nothing_is_done_before_the_next_turn_and_one_piece_in_each(qapp, done):
    work = Piecemeal()
    work.begin(pieces(done, "first", "second"))
    assert done == []
    qapp.processEvents()
    assert done == ["first"]
    qapp.processEvents()
    assert done == ["first", "second"]


def test_newer_work_takes_the_place_of_what_is_left(qtbot, qapp, done):
    work = Piecemeal()
    work.begin(pieces(done, "first", "second"))
    qapp.processEvents()
    work.begin(pieces(done, "newer", "last"))
    qtbot.waitUntil(lambda: "last" in done)
    assert done == ["first", "newer", "last"]


def test_what_is_dropped_is_never_done(qapp, done):
    work = Piecemeal()
    work.begin(pieces(done, "first", "second"))
    qapp.processEvents()
    work.drop()
    for _ in range(3):
        qapp.processEvents()
    assert done == ["first"]
