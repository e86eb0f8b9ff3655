"""What the tour writes down: stories, numbered pictures, and figures."""

import contextlib
import re
import shutil
import statistics
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from kiosk.demo.hub import HubError
from sync.client.errors import ClientError

Picture = Callable[[Path], None]

SAID = (AssertionError, ClientError, HubError, OSError)
"""What stops a story and says in words why; anything else is a mistake in the tour itself."""
LONGEST_NAME = 48


class Step(msgspec.Struct, frozen=True):
    """One step: what happened, whether it worked, how long it took (ms), its picture beside `tour.json`."""

    step: str
    ok: bool
    ms: float
    picture: str
    note: str = ""


class Story(msgspec.Struct):
    """A story: its key, what it tells, its steps; `error` says why it stopped, '' when it came to its end."""

    key: str
    title: str
    steps: list[Step] = []
    seconds: float = 0.0
    error: str = ""


class Figure(msgspec.Struct, frozen=True):
    """Times of one kind, in ms."""

    median: float
    worst: float
    samples: int


class Diary:
    """Keeps the stories of one tour; the folder is emptied first."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.stories: list[Story] = []
        self.figures: dict[str, Figure] = {}
        self._count = 0
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)

    @property
    def stopped(self) -> list[Story]:
        """The stories that did not come to their end."""
        return [story for story in self.stories if story.error]

    @contextlib.contextmanager
    def story(self, key: str, title: str) -> Iterator[None]:
        """Tell a story. What stops it is written down, and the next one can be told."""
        story = Story(key, title)
        self.stories.append(story)
        print(f"\n{title}", flush=True)
        begun = time.perf_counter()
        try:
            yield
        except SAID as error:
            story.error = str(error) or type(error).__name__
        except Exception as error:  # noqa: BLE001 - a mistake in one story is no reason to hide the others
            story.error = f"a mistake in the tour itself: {type(error).__name__}: {error}"
            traceback.print_exc()
        story.seconds = round(time.perf_counter() - begun, 1)
        if story.error:
            print(f"    STOPPED: {story.error}", flush=True)

    @contextlib.contextmanager
    def step(self, caption: str, picture: Picture) -> Iterator[None]:
        """Take a step and its picture, also when it fails; the failure goes on."""
        self._count += 1
        file = f"{self._count:03d}-{_file_name(caption)}.png"
        begun = time.perf_counter()
        try:
            yield
        except BaseException:
            # What went wrong is worth more than its picture.
            with contextlib.suppress(Exception):
                picture(self.out / file)
            self._take(Step(caption, ok=False, ms=_since(begun), picture=file))
            raise
        took = _since(begun)
        picture(self.out / file)
        self._take(Step(caption, ok=True, ms=took, picture=file))

    def note(self, words: str) -> None:
        """Add something to the last step that no picture shows."""
        steps = self.stories[-1].steps
        steps[-1] = msgspec.structs.replace(steps[-1], note=words)
        print(f"    {words}", flush=True)

    def figure(self, name: str, seconds: list[float]) -> Figure:
        """Write down times measured in seconds."""
        figure = Figure(
            round(statistics.median(seconds) * 1000, 1), round(max(seconds) * 1000, 1), len(seconds)
        )
        self.figures[name] = figure
        print(f"    {name}: median {figure.median} ms, worst {figure.worst} ms", flush=True)
        return figure

    def write(self) -> Path:
        """Write `tour.json` and return where it is."""
        path = self.out / "tour.json"
        content = {"stories": self.stories, "figures": self.figures}
        path.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=2))
        return path

    def _take(self, step: Step) -> None:
        self.stories[-1].steps.append(step)
        print(
            f"{self._count:3d}  {'ok  ' if step.ok else 'FAIL'}  {step.ms:8.0f} ms  {step.step}", flush=True
        )


def _since(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 1)


def _file_name(caption: str) -> str:
    """Return a caption as part of a file's name.

    >>> _file_name("“Is this you?”, asks the tablet")
    'is-this-you-asks-the-tablet'
    """
    plain = unicodedata.normalize("NFKD", caption).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-")
