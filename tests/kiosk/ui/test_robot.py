"""The robot's hands: what it scans is one scan, however busy the machine is."""

import itertools
from types import SimpleNamespace

import pytest
from PySide6.QtQuick import QQuickWindow

from kiosk.ui import robot as hands
from kiosk.ui.robot import Robot
from kiosk.ui.scanners.wedge import BURST_HOLD_MS, WedgeScanner

CODE = "SOF-moss-2120"


@pytest.fixture
def stalling(monkeypatch):
    """A machine that stands still, for longer than any scanner pauses, between any two looks at its clock."""
    ticks = itertools.count(1.0, 10 * BURST_HOLD_MS / 1000)
    monkeypatch.setattr(hands, "time", SimpleNamespace(monotonic=lambda: next(ticks)))


@pytest.mark.usefixtures("stalling")
def test_a_stall_stays_one_scan(qapp):
    window, wedge = QQuickWindow(), WedgeScanner()
    scans, missed = [], []
    wedge.watch(window)
    wedge.scanned.connect(scans.append)
    wedge.missed.connect(lambda: missed.append(True))
    robot = Robot(window)
    robot.scan(CODE)
    robot.scan(CODE.lower())
    assert (scans, missed) == ([CODE, CODE.lower()], [])
    window.deleteLater()
