"""Reading aloud with real programs, as far as they are here; what is heard is kept instead of played."""

import shutil
import sys

import pytest
from PySide6.QtCore import QObject, Signal

from kiosk.core.speech import voices
from kiosk.core.speech.manner import Manner
from kiosk.core.speech.voices import Espeak, Recipe
from kiosk.ui.speech.program_speaker import ProgramSpeaker
from kiosk.ui.speech.qt_speaker import QtSpeaker
from kiosk.ui.speech.system_speaker import SystemSpeaker

SENTENCE = {
    "en": "Four here, aisle seven.",
    "it": "Quattro qui, corsia sette.",
    "ja": "ここに四点、七番通路です。",
}


class Ear(QObject):
    """Hears a sound at once."""

    finished = Signal()

    def __init__(self):
        super().__init__()
        self.heard = []
        self.there = True

    def play(self, wave, loudness):
        self.heard.append((wave, loudness))
        self.finished.emit()

    def stop(self):
        pass


@pytest.fixture
def ear():
    return Ear()


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_the_systems_voice_makes_a_sound(qtbot, ear, language):
    voice = voices.find(language)
    if voice is None:
        pytest.skip(f"this system has no program that reads {language}")
    speaker = ProgramSpeaker(voice, ear)
    with qtbot.waitSignal(speaker.said, timeout=20_000):
        speaker.say(SENTENCE[language], language, Manner(80))
    ((usual, loudness),) = ear.heard
    assert loudness == 80
    assert 0.8 < usual.seconds < 8
    assert len(set(usual.samples)) > 50, "silence"
    with qtbot.waitSignal(speaker.said, timeout=20_000):
        speaker.say(SENTENCE[language], language, Manner(80, pace=3))
    assert ear.heard[1][0].seconds < 0.8 * usual.seconds


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not here")
def test_a_sentence_that_is_broken_off_is_not_heard(qtbot, ear):
    speaker = SystemSpeaker(player=ear)
    said = []
    speaker.said.connect(lambda: said.append(True))
    speaker.say("One " * 400, "en", Manner())
    speaker.stop()
    with qtbot.waitSignal(speaker.said, timeout=20_000):
        speaker.say("Two", "en", Manner())
    assert len(ear.heard) == 1
    assert said == [True]


class Broken:
    """A voice whose program does not do what it should."""

    def __init__(self, *command):
        self.command = command

    def recipe(self, _manner):
        return Recipe(self.command[0], self.command[1:])


@pytest.mark.parametrize(
    "command",
    [
        ("/no/such/program",),
        (sys.executable, "-c", "raise SystemExit(3)"),
        (sys.executable, "-c", "print('hm')"),
    ],
)
def test_a_program_that_fails_is_told(qtbot, ear, command):
    speaker = SystemSpeaker(player=ear, find=lambda _language: Broken(*command))
    with qtbot.waitSignal(speaker.lost, timeout=20_000):
        speaker.say("Hello", "en", Manner())
    assert ear.heard == []


def test_without_anything_to_play_on_it_says_so(ear):
    ear.there = False
    speaker = SystemSpeaker(player=ear, find=lambda language: Espeak("espeak-ng", language))
    assert speaker.lack("en") == "sound"


@pytest.mark.skipif(voices.has_own(), reason="this system reads by itself")
def test_without_a_voice_it_says_so(qtbot, ear):
    speaker = SystemSpeaker(player=ear, find=lambda _language: None)
    assert speaker.lack("it") == "voice"
    with qtbot.waitSignal(speaker.lost):
        speaker.say("Ciao", "it", Manner())


def test_qt_reads_with_the_voices_it_knows(qtbot):
    speaker = QtSpeaker("mock")
    assert speaker.lack("en") == ""
    assert speaker.lack("ja") == "voice"
    with qtbot.waitSignal(speaker.said, timeout=10_000):
        speaker.say("Four here", "en", Manner(50, 1))
    said = []
    speaker.said.connect(lambda: said.append(True))
    speaker.say("Four here, aisle seven", "en", Manner())
    speaker.stop()
    qtbot.wait(50)
    assert said == []
    with qtbot.waitSignal(speaker.lost):
        speaker.say("四点", "ja", Manner())
