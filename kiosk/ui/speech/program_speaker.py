"""Reads with a program of the system: the text goes in through a pipe, the sound comes back through another.

Nothing is written to the disk, and the program is gone before the sound begins.
"""

from typing import Protocol

from PySide6.QtCore import QObject, QProcess, SignalInstance, Slot

from kiosk.core.speech import wave
from kiosk.core.speech.manner import Manner
from kiosk.core.speech.voices import Voice
from kiosk.core.speech.wave import Wave
from kiosk.ui.speech.speaker import Lack, Speaker


class Player(Protocol):
    """What plays a sound, see `Loudspeaker`."""

    @property
    def finished(self) -> SignalInstance:
        """The sound has come to its end."""

    @property
    def there(self) -> bool:
        """Whether there is anything to play on."""

    def play(self, wave: Wave, loudness: int) -> None:
        """Play a sound."""

    def stop(self) -> None:
        """Be still."""


class ProgramSpeaker(Speaker):
    """One voice of the system."""

    def __init__(self, voice: Voice, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._player = player
        self._loudness = 0
        self._process: QProcess | None = None
        self._playing = False
        player.finished.connect(self._finish)

    def lack(self, language: str) -> Lack:  # noqa: ARG002 - one voice is for one language
        """Return what is missing to read."""
        return "" if self._player.there else "sound"

    def say(self, text: str, language: str, manner: Manner) -> None:  # noqa: ARG002 - likewise
        """Read a sentence."""
        self.stop()
        self._loudness = manner.loudness
        recipe = self._voice.recipe(manner)
        process = self._process = QProcess(self)
        process.finished.connect(self._made)
        process.errorOccurred.connect(self._fail)
        process.start(recipe.program, list(recipe.arguments))
        # One line: Open JTalk reads no further.
        process.write(f"{' '.join(text.split())}\n".encode())
        process.closeWriteChannel()

    def stop(self) -> None:
        """Be still."""
        self._playing = False
        self._player.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._made)
            process.errorOccurred.disconnect(self._fail)
            process.finished.connect(process.deleteLater)
            process.kill()

    @Slot(int, QProcess.ExitStatus)
    def _made(self, _code: int, _status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        sound = wave.read(bytes(process.readAllStandardOutput().data()))
        process.deleteLater()
        if sound is None:
            self.lost.emit()
            return
        self._playing = True
        self._player.play(sound, self._loudness)

    @Slot(QProcess.ProcessError)
    def _fail(self, error: QProcess.ProcessError) -> None:
        # One that began and broke off says that it has finished, too.
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self.lost.emit()

    @Slot()
    def _finish(self) -> None:
        if self._playing:
            self._playing = False
            self.said.emit()
