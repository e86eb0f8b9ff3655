"""Background work comes back to the thread that asked, also when it fails."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    tasks = Tasks(ThreadPoolExecutor(1))
    yield tasks
    tasks.close()


def test_work_runs_elsewhere_and_its_result_arrives_here(tasks, qtbot):
    threads = {}

    def work():
        threads["work"] = threading.get_ident()
        return 42

    def done(value):
        threads["done"] = threading.get_ident()
        threads["value"] = value

    tasks.run(work, done)
    qtbot.waitUntil(lambda: "value" in threads)
    assert threads["value"] == 42
    assert threads["done"] == threading.get_ident() != threads["work"]


def test_who_has_patience_has_what_takes_no_longer_at_once(tasks):
    shown = []
    tasks.run(lambda: 42, shown.append, patience=60.0)
    assert shown == [42]


def test_what_takes_longer_than_patience_comes_later(tasks, qtbot):
    shown, free = [], threading.Event()
    tasks.run(lambda: free.wait(60), shown.append, patience=0.001)
    assert shown == []
    free.set()
    qtbot.waitUntil(lambda: shown == [True])


def test_failure_is_told_without_saying_what_was_in_it(tasks, qtbot, caplog):
    def work():
        raise ValueError("Anna Rossi")

    with qtbot.waitSignal(tasks.failed):
        tasks.run(work)
    assert "ValueError" in caplog.text
    assert "Anna" not in caplog.text


def test_after_closing_nobody_is_told(qapp, qtbot):
    tasks = Tasks(ThreadPoolExecutor(1))
    told = []
    tasks.run(lambda: 1, told.append)
    tasks.close()
    qapp.processEvents()
    assert told == []


def test_news_from_another_thread_is_heard_here(tasks, qtbot):
    heard = []
    thread = threading.Thread(
        target=lambda: tasks.call(lambda value: heard.append((value, threading.get_ident())), 7)
    )
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(7, threading.get_ident())]


def test_they_are_idle_once_everybody_has_been_told(tasks, qtbot):
    let = threading.Event()
    told = []
    assert tasks.idle
    tasks.run(let.wait, told.append)
    tasks.call(told.append, "news")
    qtbot.waitUntil(lambda: told == ["news"])
    assert not tasks.idle
    let.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert told == ["news", True]
    tasks.run(lambda: 42, told.append, patience=5.0)
    assert tasks.idle
