"""The voices that a Linux system has as programs: a text goes in, a WAV stream comes out.

espeak-ng reads most languages; it cannot read kanji, so Japanese takes Open JTalk, which needs a dictionary
and a voice beside the program. The text goes in through a pipe: what a program is called with others can see.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.core.speech.manner import Manner

JAPANESE = "ja"

ESPEAK = "espeak-ng"
ESPEAK_VOICES = {"en": "en-gb"}
"""Where another name than the language's own says it better."""
WORDS_A_MINUTE = 160

OPEN_JTALK = "open_jtalk"
OUT = "/dev/stdout"


class Roots(NamedTuple):
    """Where to look: the PATH ('' = the environment's), folders of dictionaries, folders of voices."""

    path: str = ""
    dictionaries: Sequence[Path] = (
        Path("/var/lib/mecab/dic/open-jtalk/naist-jdic"),
        Path("/usr/share/open_jtalk/dic"),
        Path("/usr/local/share/open_jtalk/dic"),
    )
    voices: Sequence[Path] = (Path("/usr/share/hts-voice"), Path("/usr/local/share/hts-voice"))


SYSTEM = Roots()


class Recipe(NamedTuple):
    """A program and what it is called with."""

    program: str
    arguments: tuple[str, ...]


class Espeak(NamedTuple):
    """espeak-ng, for one language."""

    program: str
    language: str

    def recipe(self, manner: Manner) -> Recipe:
        """Return how it is called."""
        voice = ESPEAK_VOICES.get(self.language, self.language)
        speed = str(round(WORDS_A_MINUTE * manner.speed))
        return Recipe(self.program, ("--stdin", "--stdout", "-v", voice, "-s", speed))


class OpenJTalk(NamedTuple):
    """Open JTalk with its dictionary and its voice."""

    program: str
    dictionary: str
    voice: str

    def recipe(self, manner: Manner) -> Recipe:
        """Return how it is called."""
        speed = f"{manner.speed:.2f}"
        return Recipe(self.program, ("-x", self.dictionary, "-m", self.voice, "-r", speed, "-ow", OUT))


Voice = Espeak | OpenJTalk

DISPATCHER = "speech-dispatcher"
"""The system's own reader; Qt knows how to ask it."""


def find(language: str, roots: Roots = SYSTEM) -> Voice | None:
    """Return the voice of a language, None where the system has none. Looks at the disk.

    Args:
        language: Two letters.
        roots: Where to look.
    """
    if language == JAPANESE:
        return _open_jtalk(roots)
    program = shutil.which(ESPEAK, path=roots.path or None)
    return Espeak(program, language) if program else None


def _open_jtalk(roots: Roots) -> OpenJTalk | None:
    program = shutil.which(OPEN_JTALK, path=roots.path or None)
    dictionary = next((each for each in roots.dictionaries if each.is_dir()), None)
    voice = next((path for root in roots.voices for path in sorted(root.rglob("*.htsvoice"))), None)
    return OpenJTalk(program, str(dictionary), str(voice)) if program and dictionary and voice else None


def has_own(platform: str = sys.platform, roots: Roots = SYSTEM) -> bool:
    """Whether the system reads by itself, in voices that Qt knows: all but Linux without its dispatcher."""
    return platform != "linux" or shutil.which(DISPATCHER, path=roots.path or None) is not None


def mute(languages: Sequence[str], roots: Roots = SYSTEM) -> tuple[str, ...]:
    """Return the languages that no program reads here; none where the system reads by itself."""
    if has_own(roots=roots):
        return ()
    return tuple(language for language in languages if find(language, roots) is None)
