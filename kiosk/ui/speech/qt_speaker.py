"""Reads with the voices that Qt finds: those of Windows and macOS, and of speech-dispatcher on Linux."""

from PySide6.QtCore import QLocale, QObject, Slot
from PySide6.QtTextToSpeech import QTextToSpeech

from kiosk.core.speech.manner import Manner
from kiosk.ui.speech.speaker import Lack, Speaker

PER_CENT = 100
State = QTextToSpeech.State


class QtSpeaker(Speaker):
    """All voices of one engine."""

    def __init__(self, engine: str = "", parent: QObject | None = None) -> None:
        """`engine` is Qt's name of it, '' for the system's own."""
        super().__init__(parent)
        self._speech = QTextToSpeech(engine, self) if engine else QTextToSpeech(self)
        self._speaking = False
        self._speech.stateChanged.connect(self._look)

    def lack(self, language: str) -> Lack:
        """Return what is missing to read a language."""
        return "" if self._locale(language) is not None else "voice"

    def say(self, text: str, language: str, manner: Manner) -> None:
        """Read a sentence."""
        self.stop()
        locale = self._locale(language)
        if locale is None:
            self.lost.emit()
            return
        self._speech.setLocale(locale)
        self._speech.setVolume(manner.loudness / PER_CENT)
        # Qt's rate goes from -1 to 1, and 0 is usual.
        self._speech.setRate(max(-1.0, min(1.0, manner.speed - 1.0)))
        self._speaking = True
        self._speech.say(text)

    def stop(self) -> None:
        """Be still."""
        if self._speaking:
            self._speaking = False
            self._speech.stop(QTextToSpeech.BoundaryHint.Immediate)

    def _locale(self, language: str) -> QLocale | None:
        if self._speech.state() is State.Error:
            return None
        wanted = QLocale(language).language()
        return next((each for each in self._speech.availableLocales() if each.language() is wanted), None)

    @Slot(State)
    def _look(self, state: QTextToSpeech.State) -> None:
        if not self._speaking or state not in {State.Ready, State.Error}:
            return
        self._speaking = False
        if state is State.Ready:
            self.said.emit()
        else:
            self.lost.emit()
