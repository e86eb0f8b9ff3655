"""News from the engine's thread, as the pages hear of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QTimer

from kiosk.ui.news import PICTURES_WAIT_MS, News
from kiosk.ui.tasks import Tasks


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
