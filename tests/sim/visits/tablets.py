"""A tablet of the simulated day, from outside: the real process, and its clock that leaps."""

from pathlib import Path

from kiosk.core.settings import Idle
from sync.texts import Texts
from tests.flow.actors import PATIENCE, KioskProcess, TabletProcess, eventually

DRIVER = Path(__file__).parent / "clocked_kiosk.py"
WORDS = Path(__file__).parents[3] / "resources" / "i18n" / "kiosk"
TEXTS = {language: Texts.load(WORDS, language) for language in ("en", "it", "ja")}
IDLE = Idle()
PLAIN = {"PYTHONHASHSEED": "0"}
"""With an environment of its own the process is not forked: its memory is its own from the first byte."""


class Tablet(KioskProcess):
    """A kiosk; `ahead` are the seconds that its clock is ahead of the machine's."""

    def __init__(self, data: Path, ahead: float) -> None:
        """Open it, and wait until it can sell."""
        TabletProcess.__init__(self, data, str(DRIVER), str(data), str(ahead), environment=PLAIN)
        self.ahead = ahead
        self.texts = TEXTS["en"]
        try:
            self._do("begin")
        except BaseException:
            self.kill()
            raise

    def say(self, key: str, *values: object, count: int | None = None) -> str:
        """Return what a text is in the language of the screen."""
        return self.texts.get(key, *values, count=count)

    def leap(self, seconds: float) -> None:
        """Let time pass in which nobody touches anything."""
        self.ahead += seconds
        self._do("leap", seconds)

    def type(self, text: str) -> None:
        """Type a text into an empty field, as slowly as a person does."""
        self._do("type", text)

    def code(self) -> str:
        """Return the code that the lists wait under, once there is one."""
        eventually("a code", lambda: self._do("code"), PATIENCE)
        return str(self._do("code"))

    def resident(self) -> int:
        """Return the bytes of memory that it holds."""
        return int(self._do("resident"))

    def longest_turn(self) -> float:
        """Return the longest turn of its GUI thread since the last time, in milliseconds."""
        return float(self._do("longest_turn"))

    def holds(self, marks: list[str]) -> set[str]:
        """Return which marks its models, its pages and its folder hold."""
        found = set(self._do("held", *marks))
        for path in self.data.rglob("*"):
            if path.is_file() and path.parent.name != "media" and "media" not in path.parts:
                found |= _traces(path, marks)
        return found


def _traces(path: Path, marks: list[str]) -> set[str]:
    # What the tablet deletes between two looks is gone: so much the better.
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return set()
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return {mark for mark in marks if any(mark.encode(one) in content for one in encodings)}
