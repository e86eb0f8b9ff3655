"""After a visit the kiosk's process is another one: nobody sees it, nothing is lost, or remembered."""

import json
import os
import signal
import socket
import subprocess
import sys
import tty
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.catalogue.current import folder, read_current
from tests import forks
from tests.flow.actors import PATIENCE, TROUBLE, KioskProcess, eventually
from tests.flow.kept_kiosk import LET
from tests.flow.memory import held
from tests.flow.planting import plant

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a process's memory is read from /proc"
)

SOFA = "LRC-MOSS-212"
SETTINGS = """
language = "en"
[idle]
after = 60
warning = 30
[network]
spread = 0
"""


FEN, LARCH = "FEN-OAT-196", "LRA-MOSS"
LEADS = {
    "NID-SAGE-OAK": "open wooden frame",
    "SEL-COGNAC": "Saddle leather slung",
    "TON-IVORY": "A ring of soft blocks",
}
"""What only the page of each says."""


class Plug:
    """A scanner at a port."""

    def __init__(self) -> None:
        self._own, other = os.openpty()
        tty.setraw(other)
        self.path = Path(os.ttyname(other))
        os.close(other)

    def send(self, code: str) -> None:
        """Read a code."""
        os.write(self._own, code.encode() + b"\r")

    def close(self) -> None:
        os.close(self._own)


class KeptKiosk(KioskProcess):
    """A kiosk that its keeper started, before it."""

    def __init__(self, line: socket.socket, log: Path) -> None:
        line.settimeout(3 * PATIENCE)
        self.line = line
        self.said_by = line.makefile("r", encoding="utf-8")
        self.log = log
        self.number = int(self.said_by.readline())

    def let(self) -> None:
        """Let one that is held go on."""
        self.line.sendall(LET)

    def is_told_to_go(self) -> bool:
        """Wait until it may open the data."""
        return self.said_by.readline() == "going\n"

    @property
    def is_gone(self) -> bool:
        return not Path(f"/proc/{self.number}").exists()

    def _do(self, *act: object) -> Any:
        self.line.sendall(json.dumps(act).encode() + b"\n")
        answer = json.loads(self.said_by.readline())
        assert "error" not in answer, f"{answer['error']}; the screen says {answer['screen']}"
        return answer["value"]


class Kept:
    """A keeper, and its kiosks as they come."""

    def __init__(self, tablet: Path, how: str = "", port: Path | None = None) -> None:
        """Start it, the plain way for what is about memory; `how` is for its kiosks: `held`, or `hasty`."""
        self.foreseen: list[str] = []
        """Words of warnings that have to be in the log, and no others."""
        self.settings = SETTINGS + (f"[[scanners.serial]]\nport = '{port}'\n" if port else "")
        (tablet / "settings.toml").write_text(self.settings)
        self.log = tablet.parent / "kept.log"
        self._kiosks: list[KeptKiosk] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.settimeout(3 * PATIENCE)
        place = str(tablet.parent / "door")
        self._door.bind(place)
        self._door.listen()
        arguments = ("tests.flow.keeping", str(tablet), place, how)
        with self.log.open("ab") as log:
            if how:
                streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": log}
                self.process: forks.Process = forks.fork(forks.KIOSK, *arguments, **streams)
            else:
                self.process = forks.plain(*arguments, stdin=subprocess.DEVNULL, stderr=log)

    def next(self) -> KeptKiosk:
        """Wait for the next kiosk."""
        line, _ = self._door.accept()
        self._kiosks.append(KeptKiosk(line, self.log))
        return self._kiosks[-1]

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    @property
    def trouble(self) -> list[str]:
        """The lines of its log that somebody would have to look into."""
        return [line for line in self.said.splitlines() if any(word in line for word in TROUBLE)]

    def stop(self) -> int:
        self.process.terminate()
        status = self.process.wait(PATIENCE)
        self._door.close()
        for kiosk in self._kiosks:
            kiosk.said_by.close()
            kiosk.line.close()
        return status


@pytest.fixture
def keep(tablet: Path) -> Iterator[Callable[..., Kept]]:
    kept: list[Kept] = []

    def start(how: str = "", port: Path | None = None) -> Kept:
        kept.append(Kept(tablet, how, port))
        return kept[-1]

    yield start
    for one in kept:
        assert one.stop() == 0, one.said[-2000:]
        assert all(any(words in line for words in one.foreseen) for line in one.trouble), one.trouble
        assert all(any(words in line for line in one.trouble) for words in one.foreseen), one.trouble


@pytest.fixture
def plug() -> Iterator[Plug]:
    plug = Plug()
    yield plug
    plug.close()


def finish(kiosk: KioskProcess, *, on_phone: bool = False) -> None:
    kiosk.tap("Finish")
    if not on_phone:
        kiosk.tap("Finish without it")
    kiosk.see("What was cleared here")
    kiosk.tap("Next shopper")


def test_the_memory_of_a_visit_ends_with_its_process(keep: Callable[..., Kept]) -> None:
    kept = keep()
    first = kept.next()
    first._do("begin")
    secrets = plant(first)
    assert held(first.number, *secrets) == set(secrets)
    finish(first, on_phone=True)
    second = kept.next()
    eventually("the first to go", lambda: first.is_gone, 3 * PATIENCE)
    second.see("Begin")
    assert held(second.number, *secrets) == set()
    assert held(kept.process.pid, *secrets) == set()
    second.add(SOFA)
    second.tap("List, 1 piece")
    second.see("You added it here")
    assert not any(secret in words for secret in secrets for words in second.everything())
    assert held(second.number, *secrets) == set()


def come_again(kept: Kept) -> KeptKiosk:
    """Let the next kiosk come as far as it can before it opens the data."""
    kiosk = kept.next()
    kiosk.let()
    assert kiosk.is_told_to_go()
    return kiosk


def test_who_begins_in_the_middle_loses_nothing(keep: Callable[..., Kept], plug: Plug) -> None:
    kept = keep("held", plug.path)
    first = kept.next()
    first._do("begin")
    first.add(SOFA)
    finish(first)
    second = come_again(kept)
    # The first has closed its data and shows a picture: what is done there is the next one's.
    first.tap("Begin")
    first.scan(FEN)
    os.kill(second.number, signal.SIGKILL)
    third = come_again(kept)
    plug.send(LARCH)
    third.let()
    # All the while, up to when the third has the port.
    for code, words in LEADS.items():
        plug.send(code)
        third.see(words)
    eventually("the first to go", lambda: first.is_gone)
    assert third._do("counts") == [1, 2 + len(LEADS)]


def test_who_came_before_goes_on_and_the_change_waits(keep: Callable[..., Kept]) -> None:
    kept = keep("held")
    first = kept.next()
    first._do("begin")
    first.add(SOFA)
    finish(first)
    second = kept.next()
    first.tap("Begin")
    first.add(SOFA)
    second.let()
    first.tap("List, 1 piece")
    first.see("You added it here")
    finish(first)
    assert second.is_told_to_go()
    second.let()
    second.see("Begin")
    eventually("the first to go", lambda: first.is_gone)


def test_a_successor_that_dies_before_its_turn_leaves_the_kiosk_as_it_was(keep: Callable[..., Kept]) -> None:
    kept = keep("held")
    first = kept.next()
    first._do("begin")
    first.add(SOFA)
    finish(first)
    second = kept.next()
    os.kill(second.number, signal.SIGKILL)
    eventually("the second to go", lambda: second.is_gone)
    first.add(SOFA)
    first.tap("List, 1 piece")
    first.see("You added it here")


def use(kiosk: KeptKiosk) -> None:
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    kiosk.see("You added it here")
    finish(kiosk)


def test_a_kiosk_stays_while_its_settings_are_broken_and_changes_once_they_are_mended(
    keep: Callable[..., Kept], tablet: Path
) -> None:
    kept = keep("hasty")
    kept.foreseen = ["this kiosk stays as it is, since another one would not open: settings.toml"]
    first = kept.next()
    first._do("begin")
    (tablet / "settings.toml").write_text("language = en")
    use(first)
    for _ in "ab":
        unfit = kept.next()
        eventually("it to go", lambda gone=unfit: gone.is_gone)
    use(first)
    assert len(kept.trouble) == 1
    (tablet / "settings.toml").write_text(kept.settings)
    fit = kept.next()
    eventually("the first to go", lambda: first.is_gone)
    fit.see("Begin")
    use(fit)


def test_settings_that_broke_after_the_rehearsal_stay_as_they_were(
    keep: Callable[..., Kept], tablet: Path
) -> None:
    kept = keep("held")
    kept.foreseen = ["settings and brand stay as they were: settings.toml"]
    first = kept.next()
    first._do("begin")
    use(first)
    second = come_again(kept)
    (tablet / "settings.toml").write_text("language = en")
    second.let()
    second.see("Begin")
    eventually("the first to go", lambda: first.is_gone)
    use(second)


def test_a_damaged_catalogue_does_not_keep_the_next_kiosk(keep: Callable[..., Kept], tablet: Path) -> None:
    kept = keep("held")
    kept.foreseen = ["nothing can be sold from the catalogue", "the catalogue is brought anew"]
    first = kept.next()
    first._do("begin")
    use(first)
    second = come_again(kept)
    current = read_current(tablet)
    assert current
    catalogue = folder(tablet) / current.file
    catalogue.with_suffix(".torn").write_bytes(catalogue.read_bytes()[:5000])
    catalogue.with_suffix(".torn").replace(catalogue)
    second.let()
    eventually("the first to go", lambda: first.is_gone)
    second._do("begin")
    use(second)
