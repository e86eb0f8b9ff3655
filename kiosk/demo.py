"""The demo: the project's own shop, a hub of its own as a process beside, and the kiosk on top."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kiosk.app import run_shopper

ROOT = Path(__file__).resolve().parent.parent
SHOP = ROOT / "resources" / "demo"
STORE = "milano"
KIOSK = "Kiosk 1"
STOP_SECONDS = 10


class HubError(Exception):
    """The hub did not do what was asked; the message is its own last line."""


def hub_command(*arguments: str) -> dict[str, Any]:
    """Run one `vetrina-hub` command and return the JSON object of its last line.

    Raises:
        HubError: The command failed.
    """
    done = subprocess.run(_command(*arguments), capture_output=True, text=True, check=False)
    if done.returncode:
        raise HubError((done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2])
    answer: dict[str, Any] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return answer


class HubProcess:
    """A hub serving a data folder until the `with` block ends; it can be killed and started again."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self._data = data
        self._arguments = arguments
        self._process: subprocess.Popen[str] | None = None
        self._port = "0"
        self.url = ""
        self.ready: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start serving and wait for the line that says where; a second start keeps the address.

        Raises:
            HubError: It ended instead of serving.
        """
        arguments = ["serve", "--data", str(self._data), "--port", self._port, *self._arguments]
        self._process = subprocess.Popen(_command(*arguments), stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise HubError(f"the hub ended with status {self._process.wait()}")
        self.ready = json.loads(line)
        self.url = self.ready["url"]
        self._port = self.url.rpartition(":")[2].rstrip("/")

    def kill(self) -> None:
        """Cut it off at once, as a power cut does (kill -9)."""
        if self._process:
            self._process.kill()
            self._reap()

    def stop(self) -> None:
        """Ask it to stop, and see that it did."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reap()

    def _reap(self) -> None:
        if self._process and self._process.stdout:
            self._process.wait()
            self._process.stdout.close()
        self._process = None


def prepare(data: Path) -> Path:
    """Import the demo shop into a hub under `data` (a second time changes nothing); return the hub's folder."""
    hub = data / "hub"
    hub_command("import", str(SHOP), "--data", str(hub), "--json")
    return hub


def enrolment_code(hub: Path) -> str:
    """Return a fresh single-use code for a kiosk of the demo store."""
    answer = hub_command("enrol", "--data", str(hub), "--store", STORE, "--name", KIOSK, "--json")
    return str(answer["code"])


def run_demo(data: Path | None, *, lan: bool) -> int:
    """Open the kiosk on the demo shop; without a screen, run the tour instead."""
    if not has_screen():
        print("There is no screen here, so the tour runs instead of the open kiosk.")
        from kiosk.tour import run_tour

        return run_tour(Path("build/tour"))
    folder = data or default_folder()
    print("Preparing the demo shop (a minute the first time) …", flush=True)
    hub_folder = prepare(folder)
    arguments = ["--lan-pages"] if lan else []
    with HubProcess(hub_folder, *arguments) as hub:
        tablet = folder / "tablet"
        code = "" if (tablet / "device.json").exists() else enrolment_code(hub_folder)
        print(f"The hub answers at {hub.url}. Type or scan a product code; close the window to stop.")
        return run_shopper(tablet, hub=hub.url, code=code, windowed=True)


def default_folder() -> Path:
    """Where the demo keeps its data between two runs: the user's cache folder (XDG base directory)."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "vetrina" / "demo"


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sync.hub", *arguments]
