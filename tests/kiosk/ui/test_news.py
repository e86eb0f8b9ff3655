"""News from the engine's thread, as the pages hear of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QTimer

from kiosk.ui.news import PICTURES_WAIT_MS, News
from kiosk.ui.tasks import Tasks
from sync.protocol import scopes
from sync.protocol.list_verbs import AdjustLine


@pytest.fixture
def news(qapp):
    tasks = Tasks(ThreadPoolExecutor(1))
    yield News(tasks)
    tasks.close()


def test_photos_are_shown_while_others_keep_arriving(news, qtbot):
    listeners = news.listeners()
    arrivals = QTimer(news, interval=PICTURES_WAIT_MS // 5)
    arrivals.timeout.connect(lambda: listeners.on_media("0" * 64, "400"))
    arrivals.start()
    with qtbot.waitSignal(news.pictures, timeout=PICTURES_WAIT_MS * 10):
        pass


def test_a_change_that_nobody_was_told_of_is_shown_with_the_next_look(kiosk):
    kiosk.scan("SOF-moss-2120")
    kiosk.product.add()
    shown = kiosk.list.document
    [line] = shown.lines
    [visit] = kiosk._replica.visits()
    kiosk._replica.commit(visit.id, scopes.shopping_list(shown.id), AdjustLine(line.id, 2))
    assert kiosk.pieces == 1
    kiosk._ages.timeout.emit()
    assert kiosk.pieces == 3
