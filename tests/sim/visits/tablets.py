"""A tablet of the simulated day, from outside: the real process, and its clock that leaps."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sync.protocol.tablet_settings import Idle
from sync.texts import Texts
from tests.flow.actors import PATIENCE, KioskProcess, TabletProcess, eventually

DRIVER = Path(__file__).parent / "clocked_kiosk.py"
WORDS = Path(__file__).parents[3] / "resources" / "i18n" / "kiosk"
TEXTS = {language: Texts.load(WORDS, language) for language in ("en", "it", "ja")}
IDLE = Idle()
OWN = ("TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME")
"""Where a process leaves something outside its folder. With an environment of its own it is not forked, too:
its memory is its own from the first byte."""
PICTURES = "media"
"""Pictures of products, fetched by the hash of their content: looked through in the evening only."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


class Tablet(KioskProcess):
    """A kiosk; `ahead` are the seconds that its clock is ahead of the machine's."""

    def __init__(self, data: Path, ahead: float, *broken: str) -> None:
        """Open it, and wait until it can sell. `broken` names pages that are kept from forgetting."""
        own = {name: data.parent / f"{data.name}-{name.lower()}" for name in OWN}
        for folder in own.values():
            folder.mkdir(exist_ok=True)
        self.folders = [data, *own.values()]
        environment = {name: str(folder) for name, folder in own.items()}
        TabletProcess.__init__(
            self, data, str(DRIVER), str(data), str(ahead), *broken, environment=environment
        )
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

    def see_nobody(self) -> None:
        """Wait until it waits for a shopper: in its own language, whatever the last one spoke."""
        self.see(TEXTS["en"].get("claim.open"))

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

    def shows(self, marks: Iterable[str]) -> set[str]:
        """Return what its models, its pages and its clipboard hold of some marks."""
        return set(self._do("held", *marks))

    def keeps(self, marks: Iterable[str], *, pictures: bool = False) -> set[str]:
        """Return what stands of some marks in its folder, among temporary files, in caches, in the home."""
        looked_for = {mark: [mark.encode(one) for one in ENCODINGS] for mark in marks}
        return {
            f"{mark} in {path.relative_to(self.data.parent)}"
            for path, content in self._files(pictures=pictures)
            for mark, forms in looked_for.items()
            if any(form in content for form in forms)
        }

    def _files(self, *, pictures: bool) -> Iterator[tuple[Path, bytes]]:
        files = (path for folder in self.folders for path in folder.rglob("*"))
        for path in files:
            if path.is_file() and (pictures or PICTURES not in path.relative_to(self.data.parent).parts):
                # What the tablet deletes between two looks is gone: so much the better.
                with suppress(FileNotFoundError):
                    yield path, path.read_bytes()
