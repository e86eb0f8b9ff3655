"""Reading what is shown, sentence by sentence, and breaking off for what somebody does."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.core.speech.manner import Manner
from kiosk.ui.speech.speaker import Lack, Speaker

NOT_READING = -1


class Reader(QObject):
    """Has one speaker read; says which sentence it is at."""

    changed = Signal()

    def __init__(self, speaker: Speaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._sentences: tuple[str, ...] = ()
        self._after = ""
        self._language = ""
        self._at = NOT_READING
        self._lost = False
        self.manner = Manner()
        speaker.said.connect(self._go_on)
        speaker.lost.connect(self._give_up)

    @property
    def at(self) -> int:
        """The sentence that is being read, `NOT_READING` for none."""
        return self._at

    @property
    def count(self) -> int:
        """How many sentences there are to read."""
        return len(self._sentences)

    def lack(self, language: str) -> Lack:
        """Return what is missing to read a language aloud."""
        return "sound" if self._lost else self._speaker.lack(language)

    def read(self, sentences: Sequence[str], after: str, language: str, *, first: str = "") -> None:
        """Read sentences from the first on; `first` is said before them and `after` behind, uncounted."""
        self._sentences, self._after, self._language = tuple(sentences), after, language
        self._begin(NOT_READING if first else 0, first)

    def say(self, text: str, language: str) -> None:
        """Say one thing instead of what is being read."""
        self._sentences, self._after, self._language = (), "", language
        self._begin(NOT_READING, text)

    def stop(self) -> None:
        """Be still."""
        self._sentences, self._after = (), ""
        self._speaker.stop()
        self._move(NOT_READING)

    def forget(self) -> None:
        """Be still, and read as at first from now on: the visit is over."""
        self.stop()
        self.manner = Manner()
        self._lost = False

    def _begin(self, at: int, text: str) -> None:
        if self.lack(self._language):
            self.stop()
            return
        self._move(at)
        self._utter(text or self._due())

    def _due(self) -> str:
        return self._sentences[self._at] if self._at < len(self._sentences) else self._after

    def _utter(self, text: str) -> None:
        if text:
            self._speaker.say(text, self._language, self.manner)
        else:
            self.stop()

    def _move(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.changed.emit()

    @Slot()
    def _go_on(self) -> None:
        """One sentence is read: the next, then what comes behind them, then nothing."""
        if self._at >= len(self._sentences) or not self._sentences:
            self.stop()
            return
        self._move(self._at + 1)
        self._utter(self._due())

    @Slot()
    def _give_up(self) -> None:
        """It cannot be read: said in words on the screen until the visit is over."""
        self._lost = True
        self.stop()
        self.changed.emit()
