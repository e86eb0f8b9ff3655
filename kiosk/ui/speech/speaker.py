"""What reads aloud, as the rest of the kiosk knows it: one sentence at a time, until it is told to stop."""

from typing import Literal

from PySide6.QtCore import QObject, Signal

from kiosk.core.speech.manner import Manner

Lack = Literal["", "voice", "sound"]
"""What it takes to read a language and is not here: nothing, a voice, or anything to sound with."""


class Speaker(QObject):
    """Reads one sentence at a time; a second one takes the place of the first."""

    said = Signal()
    """The sentence was read to its end; not said of one that was broken off."""
    lost = Signal()
    """The sentence could not be read."""

    def lack(self, language: str) -> Lack:
        """Return what is missing to read a language."""
        raise NotImplementedError

    def say(self, text: str, language: str, manner: Manner) -> None:
        """Read a sentence, at once, whatever is being read."""
        raise NotImplementedError

    def stop(self) -> None:
        """Be still, at once."""
        raise NotImplementedError
