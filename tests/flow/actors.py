"""Who plays in the journeys: a kiosk and a phone without a browser, each a real one, from outside."""

import json
import secrets
import select
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Any, Self

import httpx

from sync.protocol.ids import new_op_id
from tests import forks

DRIVER = Path(__file__).parent / "driven_kiosk.py"
PATIENCE = 20.0
"""Seconds for what takes some milliseconds, a back-off at most."""
STOP_SECONDS = 20.0
ANSWER_SECONDS = 180.0
"""So long a kiosk may take for one act: three times its longest wait. Whoever waits longer waits for good."""
TROUBLE = ("WARNING", "ERROR", "CRITICAL", "Traceback", ".qml:")
BETWEEN_LOOKS = 0.02


def eventually(what: str, met: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Look until something holds that nobody will tell us about."""
    until = time.monotonic() + seconds
    looking = Event()
    while not met():
        assert time.monotonic() < until, f"waited {seconds:g} s for {what}"
        looking.wait(BETWEEN_LOOKS)


class TabletProcess:
    """A process on a tablet's folder; what it says on its error stream is kept in `log`."""

    def __init__(
        self, data: Path, program: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start a module or a script, with some variables more in its environment."""
        self.data = data
        self.log = data.parent / f"{data.name}.log"
        pipe = subprocess.PIPE
        with self.log.open("ab") as log:
            if environment:
                # Variables such as those of the allocator count from a process's first byte.
                self.process: forks.Process = forks.plain(
                    program, *arguments, stdin=pipe, stdout=pipe, stderr=log, environment=environment
                )
            else:
                self.process = forks.fork(
                    forks.KIOSK, program, *arguments, stdin=pipe, stdout=pipe, stderr=log
                )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    @property
    def said(self) -> str:
        """Everything it logged."""
        return self.log.read_text(errors="replace")

    @property
    def trouble(self) -> list[str]:
        """The lines of its log that somebody would have to look into."""
        return [line for line in self.said.splitlines() if any(word in line for word in TROUBLE)]

    def kill(self) -> None:
        """Cut it off at once (kill -9)."""
        self.process.kill()
        self._reap()

    def stop(self) -> int:
        """Ask it to end (SIGTERM); return its exit status."""
        self.process.terminate()
        return self._reap()

    def _reap(self) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(STOP_SECONDS)


class KioskProcess(TabletProcess):
    """The kiosk with somebody before it: `driven_kiosk.py` does what the methods say."""

    def __init__(
        self, data: Path, after: int = 60, warning: int = 30, environment: Mapping[str, str] | None = None
    ) -> None:
        """Open it; nobody there for `after` seconds makes it ask, and after `warning` more it wipes."""
        arguments = (str(DRIVER), str(data), str(after), str(warning))
        super().__init__(data, *arguments, environment=environment)
        try:
            self._do("begin")
        except BaseException:
            self.kill()
            raise

    def scan(self, text: str) -> None:
        """Hold a code before the scanner."""
        self._do("scan", text)

    def sign_in(self, name: str, pin: str) -> None:
        """Come to the desk that this tablet is, or becomes: name on the keyboard, PIN on the screen."""
        self.ask_who()
        self.say_name(name)
        self.enter_pin(pin)
        self.see("What is to be done")

    def ask_who(self) -> None:
        """Have the tablet ask who works here, by the staff's gesture."""
        self._do("ask_staff")
        self.see("Who works here?")

    def say_name(self, name: str) -> None:
        """Type one's name on a keyboard."""
        self.write(name)
        self.press("Return")

    def enter_pin(self, pin: str) -> None:
        """Type a PIN on the screen, and ask to be let in."""
        for digit in pin:
            self.tap(digit)
        self.tap("Sign in")

    def tap(self, name: str, index: int = 0) -> None:
        """Tap a control, once it is there."""
        self._do("tap", name, index)

    def tap_showing(self, words: str) -> None:
        """Tap the first control whose name begins with these words, once it is there."""
        self._do("tap_showing", words)

    def tap_showing_any(self, words: str) -> None:
        """Tap the first control in whose name these words stand, once it is there."""
        self._do("tap_showing_any", words)

    def write(self, text: str) -> None:
        """Clear the field and type a text on a keyboard, as slowly as a person does."""
        self._do("write", text)

    def tap_field(self) -> None:
        """Tap where one types."""
        self._do("tap_field")

    def press(self, key: str) -> None:
        """Press a key of a keyboard."""
        self._do("press", key)

    def see(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until these words are on the screen."""
        self._do("see", words, seconds)

    def miss(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until these words are gone from the screen."""
        self._do("miss", words, seconds)

    def reads(self) -> list[str]:
        """All texts and accessible names on the screen."""
        read: list[str] = self._do("reads")
        return read

    def photos(self) -> list[str]:
        """Which product photos are on the screen."""
        photos: list[str] = self._do("photos")
        return photos

    def focused(self) -> str:
        """Which control has the keyboard."""
        return str(self._do("focused"))

    def holds(self, text: str = "") -> str:
        """What is in the clipboard, after putting a text there, if there is one."""
        return str(self._do("holds", text))

    def everything(self) -> list[str]:
        """All texts of all pages, shown or not, and all that the pages' models hold."""
        words: list[str] = self._do("everything")
        return words

    def link(self) -> str:
        """The address in the code on the screen, read from its picture."""
        return str(self._do("link"))

    def add(self, code: str, answer: str = "On your list") -> None:
        """Scan something and put it on the list."""
        self.scan(code)
        self.tap("Add to list")
        self.see(answer)

    def close(self) -> None:
        """Let it end as it does when its window is closed."""
        assert self._reap() == 0, self.said[-2000:]

    def _do(self, *act: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(act))
        self.process.stdin.flush()
        heard, _, _ = select.select([self.process.stdout], [], [], ANSWER_SECONDS)
        assert heard, f"the kiosk stands still at {act}: {self.said[-2000:]}"
        line = self.process.stdout.readline()
        assert line, f"the kiosk ended: {self.said[-2000:]}"
        answer = json.loads(line)
        assert "error" not in answer, f"{answer['error']}; the screen says {answer['screen']}"
        return answer["value"]


class PlainPhone:
    """The phone page without its browser: what the page asks the hub, asked directly."""

    def __init__(self, link: str, name: str = "") -> None:
        self._link = link
        self._name = name
        self._visitor = secrets.token_urlsafe(16)
        self._origin = link.rpartition("/l/")[0]

    def list(self) -> dict[str, Any]:
        """The list as the page gets it."""
        answer = httpx.get(f"{self._link}/list", headers={"Vetrina-Visitor": self._visitor})
        answer.raise_for_status()
        shown: dict[str, Any] = answer.json()
        return shown

    def status(self) -> int:
        """What the link answers."""
        return httpx.get(self._link).status_code

    def shows(self, pieces: int) -> bool:
        """Whether the link is open and this many pieces are behind it."""
        return self.status() == httpx.codes.OK and self.pieces == pieces

    @property
    def pieces(self) -> int:
        """How many pieces are on it."""
        return sum(line["quantity"] for line in self.list()["lines"])

    def change(self, **args: object) -> None:
        """Make one change under this phone's name."""
        sent = {
            "id": new_op_id(),
            "visitor": self._visitor,
            "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "name": self._name,
            "args": args,
        }
        answer = httpx.post(f"{self._link}/ops", json=sent, headers={"Origin": self._origin})
        answer.raise_for_status()
        assert answer.json()["status"] == "applied"
