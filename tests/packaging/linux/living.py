"""Kiosk and hub as they live on a machine: started as their services start them, ended in good order."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self
from urllib.error import HTTPError

from tests.packaging.linux.machine import Machine

DATA = "/var/lib/vetrina/kiosk"
HUB_DATA = "/var/lib/vetrina/hub"
HUB = "http://127.0.0.1:8743"
TWO_MINUTES = 120.0


def is_enrolled(machine: Machine) -> bool:
    return (machine.root / DATA.lstrip("/") / "device.json").exists()


def until(is_so: Callable[[], object], what: str) -> None:
    """Try something again and again until it is so."""
    last = time.monotonic() + TWO_MINUTES
    while not is_so():
        assert time.monotonic() < last, f"it did not come to that: {what}"
        time.sleep(1)


class Opened:
    """The kiosk, started as its service starts it in cage, on a screen of ours; ended in good order."""

    def __init__(self, machine: Machine, screen: str) -> None:
        runtime = "/tmp/kiosk-screen"
        machine.must("install", "-d", "-m", "700", "-o", "kiosk", "-g", "kiosk", runtime)
        told = {"LANG": "C.UTF-8", "STATE_DIRECTORY": DATA, "RUNTIME_DIRECTORY": runtime}
        told |= {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}
        words = machine.command("/usr/lib/vetrina-kiosk/inside", user="kiosk", told=told)
        self._process = subprocess.Popen(words, stdin=subprocess.DEVNULL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        end(self._process)


def end(process: subprocess.Popen[Any]) -> None:
    """Ask what runs in a machine to end, and see that it does so in good order."""
    # `unshare` heeds no SIGTERM; its child became the program.
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children, "it has ended by itself"
    os.kill(int(children[0]), signal.SIGTERM)
    try:
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()


def hub(machine: Machine, *words: str) -> str:
    """Run one of the hub's commands as its user."""
    return machine.must("vetrina-hub", *words, user="vetrina-hub", told={"LANG": "C.UTF-8"})


class Served:
    """The hub, served as its unit serves it."""

    def __init__(self, machine: Machine) -> None:
        unit = (machine.root / "usr/lib/systemd/system/vetrina-hub.service").read_text()
        (line,) = (line for line in unit.splitlines() if line.startswith("ExecStart="))
        command = line.removeprefix("ExecStart=").split()
        self._process = subprocess.Popen(
            machine.command(*command, user="vetrina-hub", told={"LANG": "C.UTF-8"}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        assert self._process.stdout
        told = json.loads(self._process.stdout.readline())
        assert told["url"].rstrip("/") == HUB
        return self

    def __exit__(self, *_: object) -> None:
        end(self._process)
        assert self._process.stdout
        self._process.stdout.close()
        until = time.monotonic() + 10
        while self.answers() and time.monotonic() < until:
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether there is a hub, which tells nobody anything who does not say who asks."""
        try:
            urllib.request.urlopen(f"{HUB}/v1/catalogue", timeout=5)
        except HTTPError as refused:
            with refused:
                return refused.code == HTTPStatus.UNAUTHORIZED
        except OSError:
            return False
        raise AssertionError("the hub told a stranger its catalogue")
