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
        if not volume or not QMediaDevices.audioOutputs():
            return
        for name in sounds.__struct_fields__:
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(folder / f"{getattr(sounds, name)}.wav")))
            effect.setVolume(volume / PER_CENT)
            self._effects[name] = effect

    @Slot(str)
    def play(self, name: str) -> None:
        """Play one of the brand's sounds (`known`, `added` …)."""
        effect = self._effects.get(name)
        if effect is not None:
            effect.play()
