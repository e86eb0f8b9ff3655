"""Short sounds to what happened: never the only sign of it, and silent where there is nothing to play on."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from sync.brand import Sounds

PER_CENT = 100


class SoundPlayer(QObject):
    """Plays the brand's sounds; each is loaded beforehand, so that it starts at once."""

    def __init__(self, folder: Path, sounds: Sounds, volume: int, parent: QObject | None = None) -> None:
        """`volume` is in per cent."""
        super().__init__(parent)
        self._effects: dict[str, QSoundEffect] = {}
        self._folder = folder
        self._sounds = sounds
        self.be_loud(volume)

    def be_loud(self, volume: int) -> None:
        """Play louder or softer, in per cent; what is never heard is not loaded."""
        if volume and not self._effects and QMediaDevices.audioOutputs():
            self._load()
        for effect in self._effects.values():
            effect.setVolume(volume / PER_CENT)

    def _load(self) -> None:
        for name in self._sounds.__struct_fields__:
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(self._folder / f"{getattr(self._sounds, name)}.wav")))
            self._effects[name] = effect

    @Slot(str)
    def play(self, name: str) -> None:
        """Play one of the brand's sounds (`known`, `added` …)."""
        effect = self._effects.get(name)
        if effect is not None:
            effect.play()
