"""`make soak-kill`: a tablet and a hub as real processes over real HTTP, killed (-9) at random moments.

In each round a shopper taps and a phone changes the list; then the tablet, the hub, or both die, come back,
and come to rest. Then each acknowledged tap must stand in the hub's log exactly once, and the checksums of
tablet and hub must be the same. It runs from the project's root as `python -m tests.faults.kill_rounds`.
"""

import argparse
import json
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from kiosk.demo.hub import HubProcess, hub_command
from sync.client.enrolment import enrol
from sync.protocol import scopes
from sync.protocol.ids import new_op_id
from tests import forks
from tests.sim.hub_log import SILENT, HubLog

TABLET = Path(__file__).parent / "tapping_tablet.py"
PATIENCE = 60.0
"""Seconds everything has to come to rest; it takes a back-off and some milliseconds."""

PHONE_PAUSE = 0.03


class Violation(Exception):  # noqa: N818 - named after what it is
    """A promise was broken."""


class Tablet:
    """The tablet's process, over all its lives."""

    def __init__(self, data: Path, seed: int) -> None:
        self.taps: dict[str, tuple[str, str, str]] = {}
        self.links: list[str] = []
        self.lives = 0
        self._data = data
        self._seed = seed
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._process: forks.Process | None = None

    def start(self) -> None:
        self.lives += 1
        self._said = queue.SimpleQueue()
        life = f"{self._seed} {self.lives}"
        pipe = subprocess.PIPE
        self._process = forks.fork(forks.TABLET, str(TABLET), str(self._data), life, stdin=pipe, stdout=pipe)
        threading.Thread(target=self._listen, args=(self._process, self._said), daemon=True).start()

    def _listen(self, process: forks.Process, said: "queue.SimpleQueue[dict[str, Any] | None]") -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                # A line that the kill cut short was not said.
                if line.endswith("\n"):
                    said.put(json.loads(line))
        said.put(None)

    def hear(self, seconds: float) -> dict[str, Any] | None:
        """Take down what it says next; None when it is dead or says nothing in time."""
        try:
            line = self._said.get(timeout=seconds)
        except queue.Empty:
            return None
        if line and "op" in line:
            self.taps[line["op"]] = (line["scope"], line["verb"], line["mark"])
        if line and "link" in line:
            self.links.append(line["link"])
        return line

    def kill(self) -> None:
        """Kill it, and take down what it had said until then."""
        assert self._process is not None
        self._process.kill()
        while self.hear(PATIENCE) is not None:
            pass
        self._process.wait(PATIENCE)
        assert self._process.stdin is not None
        self._process.stdin.close()

    def rest(self) -> dict[str, Any]:
        """Let it come to rest; return how it stands then."""
        self._order("rest")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            line = self.hear(PATIENCE)
            if line is None:
                break
            if "rest" in line:
                return line
        raise Violation("the tablet does not come to rest")

    def go_on(self) -> None:
        self._order("tap")

    def stop(self) -> int:
        """Let it stop in good order; return its status."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        while self.hear(PATIENCE) is not None:
            pass
        return self._process.wait(PATIENCE)

    def _order(self, word: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()


class Phone:
    """Changes the list behind the newest link, and asks for each change until it has an answer."""

    def __init__(self, tablet: Tablet, seed: int) -> None:
        self.applied: list[str] = []
        self._tablet = tablet
        self._chance = random.Random(f"phone {seed}")
        self._going = threading.Event()
        self._resting = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._use, daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        self._resting.clear()
        self._going.set()

    def rest(self) -> None:
        self._going.clear()
        if not self._resting.wait(PATIENCE):
            raise Violation("a phone gets no answer")

    def stop(self) -> None:
        self._over = True
        self._going.set()
        self._thread.join()

    def _use(self) -> None:
        pause = threading.Event()
        with httpx.Client(timeout=5) as http:
            while True:
                if not self._going.is_set():
                    self._resting.set()
                self._going.wait()
                if self._over:
                    return
                pause.wait(PHONE_PAUSE)
                if self._tablet.links:
                    self._change(http, self._tablet.links[-1], pause)

    def _change(self, http: httpx.Client, link: str, pause: threading.Event) -> None:
        origin = link.rpartition("/l/")[0]
        title = f"title {self._chance.randint(1, 99)}"
        body = {
            "id": new_op_id(),
            "visitor": "a-phone-with-a-list",
            "at": "2026-05-04T09:00:00Z",
            "args": {"verb": "RenameList", "title": title},
        }
        while not self._over:
            try:
                answer = http.post(f"{link}/ops", json=body, headers={"Origin": origin})
            except httpx.HTTPError:
                pause.wait(0.1)
                continue
            if answer.status_code == httpx.codes.OK and answer.json()["status"] == "applied":
                self.applied.append(body["id"])
            if answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                return
            pause.wait(0.1)


class Rounds:
    """One tablet, one phone, one hub; `seed` decides who dies and when."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._chance = random.Random(f"rounds {seed}")
        self._hub = HubProcess(folder / "hub")
        (folder / "hub").mkdir()
        self._hub.start()
        code = hub_command("enrol", "--data", str(folder / "hub"), "--store", "milano", "--json")["code"]
        enrol(folder / "tablet", self._hub.url, code)
        self.tablet = Tablet(folder / "tablet", seed)
        self.tablet.start()
        self.phone = Phone(self.tablet, seed)
        self.phone.go_on()
        self.kills: Counter[str] = Counter()

    def play(self) -> None:
        """Play one round.

        Raises:
            Violation: A promise was broken.
        """
        who = self._chance.choice(["tablet", "hub", "both"])
        for _ in range(self._chance.randint(1, 25)):
            self.tablet.hear(1)
        threading.Event().wait(self._chance.uniform(0, 0.03))
        self.kills[who] += 1
        if who != "tablet":
            self._hub.kill()
        if who != "hub":
            self.tablet.kill()
            self.tablet.start()
        for _ in range(self._chance.randint(0, 5)):
            self.tablet.hear(1)
        if who != "tablet":
            self._hub.start()
        self._come_to_rest()
        self.tablet.go_on()
        self.phone.go_on()

    def _come_to_rest(self) -> None:
        self.phone.rest()
        until = time.monotonic() + PATIENCE
        while True:
            stands = self.tablet.rest()
            log = HubLog(self._hub.data / "hub.db")
            try:
                faults = [*self._differences(stands, log), *self._lost(log)]
                faults += [*log.broken_heads(), *log.false_checksums()]
            finally:
                log.close()
            if not faults:
                return
            # The phone's last word reaches the tablet by a hint, a moment later.
            if time.monotonic() > until:
                raise Violation("; ".join(faults[:5]))
            threading.Event().wait(0.1)

    def _differences(self, stands: dict[str, Any], log: HubLog) -> list[str]:
        heads, checksums = log.heads(), log.checksums()
        faults = [f"{stands['pending']} operations wait"] if stands["pending"] else []
        for scope, (cursor, checksum) in stands["rest"].items():
            if (cursor, checksum) != (heads.get(scope, 0), checksums.get(scope, 0)):
                faults.append(f"{scope} is at {cursor} with {checksum}, the hub's at {heads.get(scope)}")
        return faults

    def _lost(self, log: HubLog) -> list[str]:
        results = log.results()
        marks = log.marks()
        counts = sum(marks.values(), Counter())
        faults = [f"a phone's {op} stands {counts[op]} times" for op in self.phone.applied if counts[op] != 1]
        for op, (scope, verb, mark) in self.tablet.taps.items():
            decided, list_id = results.get(op, []), scopes.parse(scope).id
            times = marks.get(list_id, Counter())[mark]
            if len(decided) != 1:
                faults.append(f"{verb} {op} on {list_id} was decided {len(decided)} times")
            elif decided[0].status == "applied" and verb not in SILENT and times != 1:
                faults.append(f"{verb} {op} stands {times} times")
            elif decided[0].status != "applied" and times:
                faults.append(f"{verb} {op} was refused and took effect")
        return faults

    def end(self) -> None:
        """Come to rest a last time, and stop everything in good order."""
        try:
            self._come_to_rest()
            status = self.tablet.stop()
            if status:
                raise Violation(f"the tablet stopped with status {status}")
        finally:
            self.phone.stop()
            self._hub.stop()

    def abandon(self) -> None:
        """Stop everything, whatever its state."""
        self.phone.stop()
        self.tablet.kill()
        self._hub.kill()


def play(folder: Path, rounds: int, seed: int, *, tell: bool = False) -> str:
    """Play so many rounds and return a summary.

    Raises:
        Violation: A promise was broken; the message names the round.
    """
    begun = time.perf_counter()
    game = Rounds(folder, seed)
    try:
        for number in range(1, rounds + 1):
            try:
                game.play()
            except Violation as error:
                raise Violation(f"seed {seed}, round {number}: {error}") from error
            if tell and (sys.stderr.isatty() or number % 10 == 0):
                left = (time.perf_counter() - begun) / number * (rounds - number)
                print(f"{number}/{rounds} rounds, {left:.0f} s left", file=sys.stderr)  # noqa: T201 - progress
    except BaseException:
        game.abandon()
        raise
    game.end()
    deaths = ", ".join(f"{who} {count}" for who, count in sorted(game.kills.items()))
    return (
        f"seed {seed}: {rounds} rounds ({deaths}), {len(game.tablet.taps)} taps and"
        f" {len(game.phone.applied)} changes of a phone, each exactly once, in"
        f" {time.perf_counter() - begun:.0f} s"
    )


def main() -> int:
    """Play what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(description="Real processes, killed at random moments.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vetrina-kill-") as folder:
        try:
            print(play(Path(folder), options.rounds, options.seed, tell=True))  # noqa: T201 - the result
        except Violation as error:
            print(f"VIOLATION {error}\nagain: make soak-kill SEED={options.seed}")  # noqa: T201 - the result
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
