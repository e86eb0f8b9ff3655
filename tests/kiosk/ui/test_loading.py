"""A tablet without a catalogue says how far it is, and is quiet about every later one."""

import sqlite3
from contextlib import closing

import pytest

from sync.catalogue.current import folder
from sync.client.progress import Progress

MB = 1_000_000


@pytest.fixture
def bare(data):
    """The tablet's catalogue has not come yet."""
    for path in folder(data).iterdir():
        path.unlink()


@pytest.fixture
def waiting(bare, kiosk):
    """A kiosk that has nothing to sell yet, and what the engine tells it."""
    kiosk.engine_says = kiosk._news.listeners()
    return kiosk


def tell(kiosk, robot, *progress, **named):
    kiosk.engine_says.on_progress(Progress(*progress, **named))
    robot.work(20)
    return robot.texts()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "120 of 342\N{NO-BREAK SPACE}MB · about 5 minutes to go"),
        ("it", "120 di 342\N{NO-BREAK SPACE}MB · mancano circa 5 minuti"),
        ("ja", "342\N{NO-BREAK SPACE}MB中 120\N{NO-BREAK SPACE}MB · 残り約5分"),
    ],
)
def test_the_first_catalogue_tells_how_far_it_is_and_how_long_it_takes(waiting, robot, language, told):
    waiting.model.speak(language)
    assert told in tell(waiting, robot, 120 * MB, 342 * MB, 262.0)
    assert waiting.model.loading.share == pytest.approx(120 / 342)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (None, "1 of 2\N{NO-BREAK SPACE}MB"),
        (60.0, "1 of 2\N{NO-BREAK SPACE}MB · less than a minute to go"),
        (61.0, "1 of 2\N{NO-BREAK SPACE}MB · about 2 minutes to go"),
        (5400.0, "1 of 2\N{NO-BREAK SPACE}MB · about 2 hours to go"),
    ],
)
def test_the_time_is_rounded_up_and_left_out_while_nobody_knows(waiting, robot, seconds, told):
    assert told in tell(waiting, robot, MB, 2 * MB, seconds)


def test_without_the_hub_no_time_is_promised(waiting, robot):
    tell(waiting, robot, MB, 2 * MB, 60.0)
    waiting.model.tell_news(online=False, last_news=None)
    texts = robot.texts()
    assert {
        "1 of 2\N{NO-BREAK SPACE}MB",
        "We can’t reach the shop right now. This goes on by itself.",
    } <= set(texts)


def test_a_disk_without_room_says_how_much_is_missing(waiting, robot):
    texts = tell(waiting, robot, 0, 2 * MB, lacking=419_500_000)
    assert any("420\N{NO-BREAK SPACE}MB more" in text for text in texts)
    assert not waiting.model.loading.begun


def test_with_a_catalogue_nothing_is_said(kiosk, robot):
    kiosk.engine_says = kiosk._news.listeners()
    assert not any("MB" in text for text in tell(kiosk, robot, MB, 2 * MB, 60.0))


def test_a_catalogue_that_cannot_be_read_is_put_away_and_another_asked_for(kiosk, qtbot):
    with kiosk.shop.catalogue.path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(4096)
        file.write(bytes(size - 4096))
    with qtbot.waitSignal(kiosk.shop.damaged):
        kiosk.scan("SOF-moss-2120")
    assert (kiosk.model.answer.reason, kiosk.model.selling) == ("no_catalogue", False)


def test_a_product_whose_category_cannot_be_read_ends_in_words_as_well(kiosk, qtbot):
    with closing(sqlite3.connect(kiosk.shop.catalogue.path)) as connection, connection:
        connection.execute("UPDATE document SET body = '' WHERE kind = 'category'")
    with qtbot.waitSignal(kiosk.shop.damaged):
        kiosk.scan("SOF-moss-2120")
    assert not kiosk.model.selling
