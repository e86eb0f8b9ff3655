"""What would be lost with the visit is said before it ends, by whatever way."""

import pytest

from sync.client.errors import ReplicaError

SOFA = "SOF-moss-2120"
LOST = "Your list could not be kept"
CALLED_OFF = "What you asked for is called off"


@pytest.fixture
def listed(kiosk):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toTake()


@pytest.fixture
def full_disk(kiosk, monkeypatch):
    """A disk that takes nothing any more."""

    def refuse(*_what):
        raise ReplicaError("the disk is full")

    monkeypatch.setattr(kiosk._replica, "commit_all", refuse)
    monkeypatch.setattr(kiosk._replica, "wipe", refuse)


def brought(kiosk, robot):
    kiosk.model.toList()
    robot.tap("Have it brought to me")
    robot.tap("Bring it, please")
    robot.wait(lambda: kiosk.service.begun, "the request")
    kiosk.model.toTake()


@pytest.mark.usefixtures("listed")
def test_where_nothing_is_lost_nothing_is_asked(kiosk):
    kiosk.model.toFinish()
    assert kiosk.model.page == "finish"
    assert kiosk.visit.parked


@pytest.mark.usefixtures("listed", "full_disk")
def test_a_list_that_cannot_be_kept_is_said_before_it_is_gone(kiosk, robot):
    kiosk.model.toFinish()
    robot.wait(lambda: LOST in robot.texts(), "the question")
    robot.tap("Back to my list")
    assert kiosk.model.page == "list"
    assert not kiosk.model.leaving.shown
    assert kiosk.pieces == 1
    kiosk.model.toTake()
    kiosk.model.toFinish()
    robot.tap("Finish all the same")
    assert kiosk.model.page == "attract"
    assert kiosk.pieces == 0


@pytest.mark.usefixtures("listed", "full_disk")
def test_who_is_asked_and_gone_is_cleared_away(kiosk, clock):
    kiosk.model.toFinish()
    clock.seconds += 91
    kiosk.visit.tick()
    assert kiosk.model.page == "attract"
    assert not kiosk.model.leaving.shown


@pytest.mark.usefixtures("listed", "full_disk")
def test_the_warning_does_not_promise_what_the_disk_refuses(kiosk, robot, clock):
    clock.seconds += 66
    kiosk.visit.tick()
    assert any("no room to put your list aside" in text for text in robot.texts())
    assert "Put it aside now" not in robot.texts()


@pytest.mark.usefixtures("listed")
def test_what_is_to_be_brought_is_called_off_with_a_word(kiosk, robot):
    brought(kiosk, robot)
    kiosk.model.toFinish()
    robot.wait(lambda: CALLED_OFF in robot.texts(), "the question")
    robot.tap("Stay")
    assert kiosk.service.begun
    kiosk.model.toTake()
    kiosk.model.toFinish()
    robot.tap("Finish all the same")
    assert kiosk.model.page == "finish"
    assert kiosk.visit.parked


@pytest.mark.usefixtures("listed")
def test_the_warning_says_what_is_called_off(kiosk, robot, clock):
    brought(kiosk, robot)
    clock.seconds += 66
    kiosk.visit.tick()
    assert kiosk.visit.warning
    [words] = [text for text in robot.texts() if "put your list aside" in text]
    assert words.endswith("What you asked us to bring is called off.")
    assert "Nothing gets lost" not in words


@pytest.mark.usefixtures("listed")
def test_the_warning_calls_nothing_off_that_nobody_asked_for(kiosk, robot, clock):
    clock.seconds += 66
    kiosk.visit.tick()
    [words] = [text for text in robot.texts() if "put your list aside" in text]
    assert words.endswith("Nothing gets lost.")


@pytest.mark.usefixtures("listed")
def test_a_scan_comes_before_the_question(kiosk, robot):
    brought(kiosk, robot)
    kiosk.model.toFinish()
    assert kiosk.model.leaving.shown
    kiosk.scan(SOFA)
    assert not kiosk.model.leaving.shown
    assert kiosk.model.page == "product"
