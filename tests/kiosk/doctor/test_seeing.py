"""Qt looks in a process of its own; when that one dies, the doctor says of what."""

import os
import shutil
import subprocess
import sys

import pytest

from kiosk.core.doctor.sight import Blind, Port, Sight
from kiosk.doctor import seeing


@pytest.fixture
def environment():
    return {name: value for name, value in os.environ.items() if name not in seeing.SHOWS}


def test_without_a_screen_it_sees_all_but_that(environment):
    sight = seeing.look(["0c2e:0b6a", "ttyS7"], environment)
    assert isinstance(sight, Sight)
    assert sight.in_memory
    assert not sight.pages
    assert sight.japanese
    assert {"Inter", "Noto Sans CJK JP"} <= set(sight.families)
    assert not sight.damaged_fonts
    assert sight.ports == [Port("0c2e:0b6a", ""), Port("ttyS7", "/dev/ttyS7")]


def test_a_screen_that_is_not_there_is_said(environment):
    sight = seeing.look([], {**environment, "DISPLAY": ":4711"})
    assert isinstance(sight, Blind)
    assert sight.why == "no_platform"


@pytest.fixture
def instead(monkeypatch):
    """Have something else run in Qt's place."""
    return lambda script: monkeypatch.setattr(seeing, "_program", lambda: [sys.executable, "-c", script])


def test_a_library_that_is_missing_is_named(instead, environment):
    instead("raise ImportError('libEGL.so.1: cannot open shared object file: No such file or directory')")
    assert seeing.look([], environment) == Blind("library", "libEGL.so.1")


def test_a_crash_is_a_finding(instead, environment):
    instead("import os; os.abort()")
    assert seeing.look([], environment) == Blind("crashed", "-6")


def test_it_is_not_waited_for_without_end(instead, environment, monkeypatch):
    monkeypatch.setattr(seeing, "PATIENCE", 0.3)
    instead("import time; time.sleep(60)")
    assert seeing.look([], environment) == Blind("silent")


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="a screen of its own needs Xvfb")
def test_on_a_screen_it_sees_its_size(environment):
    read, write = os.pipe()
    options = ["-displayfd", str(write), "-screen", "0", "1024x600x24", "-nolisten", "tcp"]
    with subprocess.Popen(["Xvfb", *options], pass_fds=[write], stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        with os.fdopen(read) as told:
            display = told.readline().strip()
        sight = seeing.look([], {**environment, "DISPLAY": f":{display}"})
        screen.terminate()
    assert isinstance(sight, Sight)
    assert (sight.platform, sight.width, sight.height) == ("xcb", 1024, 600)
    assert not sight.in_memory
