"""Where the sound of a voice comes out."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal, Slot
from PySide6.QtMultimedia import QAudio, QAudioFormat, QAudioSink, QMediaDevices

from kiosk.core.speech.wave import Wave

PER_CENT = 100
SCALE = QAudio.VolumeScale


class Loudspeaker(QObject):
    """Plays one sound at a time on what the system plays on."""

    finished = Signal()
    """The sound has come to its end; not said of one that was broken off."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None

    @property
    def there(self) -> bool:
        """Whether there is anything to play on."""
        return bool(QMediaDevices.audioOutputs())

    def play(self, wave: Wave, loudness: int) -> None:
        """Play a sound, `loudness` in per cent; one that was playing breaks off."""
        self.stop()
        shape = QAudioFormat()
        shape.setSampleRate(wave.rate)
        shape.setChannelCount(wave.channels)
        shape.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(shape, self)
        heard = QAudio.convertVolume(
            loudness / PER_CENT, SCALE.LogarithmicVolumeScale, SCALE.LinearVolumeScale
        )
        self._sink.setVolume(heard)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(wave.samples))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.stateChanged.connect(self._look)
        self._sink.start(self._buffer)

    def stop(self) -> None:
        """Be still; the sound is forgotten."""
        sink, buffer = self._sink, self._buffer
        self._sink = self._buffer = None
        if sink is not None and buffer is not None:
            sink.stateChanged.disconnect(self._look)
            sink.stop()
            sink.deleteLater()
            buffer.close()
            buffer.setData(QByteArray())
            buffer.deleteLater()

    @Slot(QAudio.State)
    def _look(self, state: QAudio.State) -> None:
        if state in {QAudio.State.IdleState, QAudio.State.StoppedState}:
            self.stop()
            self.finished.emit()
