"""What the tour writes down: numbered pictures, and `tour.json` with steps and figures."""

import contextlib
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec


class Step(msgspec.Struct, frozen=True):
    """One step: its name, whether it worked, how long it took (ms), and its picture beside `tour.json`."""

    step: str
    ok: bool
    ms: float
    picture: str


class Figure(msgspec.Struct, frozen=True):
    """Times of one kind, in ms."""

    median: float
    worst: float
    samples: int


class Diary:
    """Keeps the steps of one tour; the folder is emptied first."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._steps: list[Step] = []
        self._figures: dict[str, Figure] = {}
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)

    @contextlib.contextmanager
    def step(self, name: str, picture: Callable[[Path], None]) -> Iterator[None]:
        """Run a step and take its picture, also when it fails; the failure goes on."""
        file = f"{len(self._steps) + 1:02d}-{name.replace(' ', '-')}.png"
        begun = time.perf_counter()
        ok = False
        try:
            yield
            ok = True
        finally:
            milliseconds = round((time.perf_counter() - begun) * 1000, 1)
            picture(self._out / file)
            self._steps.append(Step(name, ok, milliseconds, file))
            print(
                f"{len(self._steps):2d}  {'ok  ' if ok else 'FAIL'}  {milliseconds:8.1f} ms  {name}",
                flush=True,
            )

    def figure(self, name: str, seconds: list[float]) -> Figure:
        """Write down times measured in seconds."""
        figure = Figure(
            round(statistics.median(seconds) * 1000, 1), round(max(seconds) * 1000, 1), len(seconds)
        )
        self._figures[name] = figure
        print(f"    {name}: median {figure.median} ms, worst {figure.worst} ms", flush=True)
        return figure

    def write(self) -> Path:
        """Write `tour.json` and return where it is."""
        path = self._out / "tour.json"
        content = {"steps": self._steps, "figures": self._figures}
        path.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=2))
        return path
