"""A window that is locked down is not closed, and comes back; the program's end is not asked of it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from pytestqt.qtbot import QtBot

from kiosk.ui import lock_down
from kiosk.ui.lock_down import LockDown


@pytest.fixture
def window(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWindow]:
    monkeypatch.setattr(lock_down, "BACK_MS", 0)
    window = QWindow()
    window.showFullScreen()
    yield window
    window.destroy()


@pytest.fixture
def lock(window: QWindow) -> Iterator[LockDown]:
    lock = LockDown(window)
    yield lock
    lock.make_room()


def stands(window: QWindow) -> Callable[[], bool]:
    return lambda: window.visibility() == QWindow.Visibility.FullScreen and window.isActive()


def test_it_is_not_closed(window: QWindow, lock: LockDown, qtbot: QtBot) -> None:
    assert not window.close()
    assert window.isVisible()
    # Nor while it makes room: the next kiosk ends it.
    lock.make_room()
    assert not window.close()


@pytest.mark.parametrize("otherwise", [QWindow.showMinimized, QWindow.showNormal, QWindow.hide])
def test_it_comes_back_as_large_as_the_screen(
    window: QWindow, lock: LockDown, qtbot: QtBot, otherwise: Callable[[QWindow], None]
) -> None:
    otherwise(window)
    qtbot.waitUntil(stands(window))


def test_it_comes_back_to_the_front_and_to_the_keyboard(
    window: QWindow, lock: LockDown, qtbot: QtBot
) -> None:
    other = QWindow()
    other.show()
    other.requestActivate()
    qtbot.waitUntil(stands(window))
    assert not other.isActive()
    other.destroy()


def test_another_kiosk_s_window_is_let_in_front(window: QWindow, lock: LockDown, qtbot: QtBot) -> None:
    lock.make_room()
    following = QWindow()
    following.showFullScreen()
    following.requestActivate()
    qtbot.waitUntil(following.isActive)
    qtbot.wait(20)
    assert following.isActive()
    following.destroy()


def test_the_program_ends_all_the_same(window: QWindow, lock: LockDown) -> None:
    QTimer.singleShot(0, lambda: QCoreApplication.exit(7))
    assert QCoreApplication.exec() == 7
