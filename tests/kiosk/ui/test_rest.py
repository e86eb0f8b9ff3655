"""When a kiosk may be changed for another one, and what of it the next one shows."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from kiosk.app import Kiosk
from kiosk.ui.models.attract import AttractModel
from kiosk.ui.robot import Robot
from sync.protocol.tablet_settings import Settings
from tests.kiosk.ui.access.conftest import WrittenVoice
from tests.kiosk.ui.conftest import AtOnce

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def reader():
    return WrittenVoice()


@pytest.fixture
def rested(kiosk, robot):
    robot.painted()
    robot.wait(lambda: kiosk.at_rest, "the kiosk to rest")
    return kiosk


def test_a_visit_and_its_end(rested, robot, clock):
    rested.model.begin()
    assert not rested.unattended
    rested.visit.finish()
    assert not rested.unattended
    rested.model.toAttract()
    assert rested.at_rest


def test_a_scan_on_the_attract_page_that_leads_nowhere(rested):
    rested.scan("no such code")
    assert rested.model.page == "attract"
    assert not rested.unattended


def test_who_has_just_chosen_a_language_is_still_reading(rested):
    rested.model.speak("it")
    assert not rested.unattended


def test_access_mode_is_somebody(rested):
    rested.access.switch.toggle()
    assert not rested.unattended
    rested.access.switch.toggle()
    assert rested.unattended


def test_associates_at_their_way_in(rested):
    rested.model.toDesk()
    assert not rested.unattended


def test_a_finger_that_is_down(rested):
    place = QPoint(640, 300)
    QTest.mousePress(rested.window, LEFT, NO_KEYS, place)
    assert not rested.at_rest
    assert rested.unattended
    QTest.mouseRelease(rested.window, LEFT, NO_KEYS, place)
    assert not rested.unattended


def test_a_scanner_in_the_middle_of_a_code(rested):
    for sign in "952731":
        QTest.keyClick(rested.window, sign)
    assert rested.unattended
    assert not rested.at_rest


def test_one_that_follows_stands_in_the_same_place_and_paints_all_at_once(
    data, identity, clock, qapp, monkeypatch
):
    place = QRect(10, 20, 1024, 640)
    kiosk = Kiosk(data, identity, Settings(language="en"), qapp, executor=AtOnce())
    seen = []
    kiosk.open(full_screen=False, place=place)
    robot = Robot(kiosk.window)
    kiosk.window.frameSwapped.connect(lambda: seen.append(robot.pictures_ready()))
    robot.wait(lambda: bool(seen), "a frame")
    assert seen[0]
    assert kiosk.window.geometry() == place
    # Later photos come while the page is shown.
    attract: AttractModel = kiosk.attract
    assert not attract.at_once
    kiosk.close()
