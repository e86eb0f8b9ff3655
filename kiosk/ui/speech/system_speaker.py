"""Reads with the best voice that this system has for each language."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from kiosk.core.speech import voices
from kiosk.core.speech.manner import Manner
from kiosk.core.speech.voices import Voice
from kiosk.ui.speech.loudspeaker import Loudspeaker
from kiosk.ui.speech.program_speaker import Player, ProgramSpeaker
from kiosk.ui.speech.qt_speaker import QtSpeaker
from kiosk.ui.speech.speaker import Lack, Speaker


class SystemSpeaker(Speaker):
    """A voice of its own for each language, looked for when it is first needed."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        player: Player | None = None,
        find: Callable[[str], Voice | None] = voices.find,
    ) -> None:
        """`player` plays what programs give back, `find` looks for those; tests give their own."""
        super().__init__(parent)
        self._player = player or Loudspeaker(self)
        self._find = find
        self._voices: dict[str, Speaker | None] = {}
        self._speaking: Speaker | None = None

    def lack(self, language: str) -> Lack:
        """Return what is missing to read a language. Looks at the disk the first time."""
        voice = self._voice(language)
        return voice.lack(language) if voice else "voice"

    def say(self, text: str, language: str, manner: Manner) -> None:
        """Read a sentence."""
        self.stop()
        self._speaking = self._voice(language)
        if self._speaking is None:
            self.lost.emit()
        else:
            self._speaking.say(text, language, manner)

    def stop(self) -> None:
        """Be still."""
        if self._speaking is not None:
            self._speaking.stop()
            self._speaking = None

    def _voice(self, language: str) -> Speaker | None:
        if language not in self._voices:
            voice = self._voices[language] = self._look(language)
            if voice is not None:
                voice.said.connect(self.said)
                voice.lost.connect(self.lost)
        return self._voices[language]

    def _look(self, language: str) -> Speaker | None:
        found = self._find(language)
        if found is not None:
            return ProgramSpeaker(found, self._player, self)
        if not voices.has_own():
            # Qt would look for its daemon and complain.
            return None
        speaker = QtSpeaker(parent=self)
        return speaker if not speaker.lack(language) else None
