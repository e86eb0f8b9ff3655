"""The two programs: what they start with, which rooms of the code they hold, and which resources."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bundle.failure import BuildError

ROOT = Path(__file__).resolve().parents[2]


class Program(NamedTuple):
    """One program as it is installed.

    `rooms` are packages, with all below them, pages and styles too; `without` are those of them, and of
    what they use, that stay behind. `resources` are patterns of files in the folder `resources`.
    """

    name: str
    command: str
    entry: str
    rooms: tuple[str, ...]
    without: tuple[str, ...]
    resources: tuple[str, ...]
    has_qt: bool
    own_languages: bool
    """Whether it needs to know no language but those of its pages; a hub reads feeds in any."""

    @property
    def languages(self) -> list[str]:
        """Return the languages whose dates, numbers and plurals come along; none for all there are."""
        spoken = sorted(path.stem for path in (ROOT / "resources" / "i18n" / self.name).glob("*.toml"))
        return spoken if self.own_languages else []

    def modules(self) -> list[str]:
        """Return every module of the program, by its dotted name, sorted."""
        found = (module for room in self.rooms for module in _modules_of(room))
        return sorted({each for each in found if not self._stays_behind(each)})

    def _stays_behind(self, module: str) -> bool:
        return any(module == each or module.startswith(f"{each}.") for each in self.without)

    def files(self) -> list[tuple[Path, str]]:
        """Return the files beside the code, each with the folder that it lies in below the program's.

        Raises:
            BuildError: A pattern finds nothing.
        """
        found: list[Path] = []
        for pattern in self.resources:
            matched = [path for path in (ROOT / "resources").glob(pattern) if path.is_file()]
            if not matched:
                raise BuildError(f"resources/{pattern} finds nothing: see bundle/programs.py")
            found += matched
        for room in self.rooms:
            beside = [path for path in (ROOT / room).rglob("*") if path.is_file() and not _is_code(path)]
            found += [path for path in beside if not self._stays_behind(_dotted(path.relative_to(ROOT)))]
        return sorted({(path, path.parent.relative_to(ROOT).as_posix()) for path in found})


LARGE = ("PIL._avif", "PIL._imagingft")
"""Of Pillow's: no hub sends AVIF, and no kiosk writes letters into pictures."""

KIOSK = Program(
    name="kiosk",
    command="vetrina",
    entry="kiosk.__main__",
    rooms=("kiosk", "sync"),
    # The hub is a program of its own; demo and tour are for the project's folder; the robot and what looks
    # for traces are their hands.
    without=("sync.hub", "kiosk.demo", "kiosk.tour", "kiosk.ui.robot", "kiosk.ui.traces", *LARGE),
    resources=(
        "brand/*.toml",
        "brand/*/*",
        "fonts/*.ttf",
        "fonts/*.otf",
        "fonts/OFL-*.txt",
        "i18n/*/*.toml",
        "icons/*.svg",
        "sounds/*.wav",
    ),
    has_qt=True,
    own_languages=True,
)

HUB = Program(
    name="hub",
    command="vetrina-hub",
    entry="sync.hub.__main__",
    rooms=("sync",),
    without=("sync.client",),
    resources=(
        "brand/*.toml",
        "brand/*/*",
        "fonts/*.ttf",
        "fonts/*.otf",
        "fonts/OFL-*.txt",
        "fonts/web/*",
        "i18n/*/*.toml",
        "icons/*.svg",
        "mail/*.html",
    ),
    has_qt=False,
    own_languages=False,
)

PROGRAMS = {program.name: program for program in (KIOSK, HUB)}


def _modules_of(room: str) -> list[str]:
    folder = ROOT / room.replace(".", "/")
    return [_dotted(path.relative_to(ROOT).with_suffix("")) for path in folder.rglob("*.py")]


def _dotted(path: Path) -> str:
    return path.as_posix().removesuffix("/__init__").replace("/", ".")


def _is_code(path: Path) -> bool:
    return path.suffix in {".py", ".pyc", ".md"} or "__pycache__" in path.parts
