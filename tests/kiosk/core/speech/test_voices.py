from pathlib import Path

import pytest

from kiosk.core.speech import voices
from kiosk.core.speech.manner import QUICKEST, SLOWEST, Manner
from kiosk.core.speech.voices import Espeak, OpenJTalk, Roots


def program(folder: Path, name: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


@pytest.fixture
def roots(tmp_path: Path) -> Roots:
    return Roots(str(tmp_path / "bin"), (tmp_path / "none", tmp_path / "dic"), (tmp_path / "voices",))


def test_a_system_without_programs_is_mute(roots):
    assert voices.find("en", roots) is None
    assert voices.find("ja", roots) is None
    assert voices.mute(["en", "it", "ja"], roots) == ("en", "it", "ja")


def test_espeak_reads_all_but_japanese(roots, tmp_path):
    program(tmp_path / "bin", "espeak-ng")
    assert isinstance(voices.find("it", roots), Espeak)
    assert voices.mute(["en", "it", "ja"], roots) == ("ja",)


def test_open_jtalk_takes_a_dictionary_and_a_voice(roots, tmp_path):
    program(tmp_path / "bin", "open_jtalk")
    assert voices.find("ja", roots) is None
    (tmp_path / "dic").mkdir()
    assert voices.find("ja", roots) is None
    (tmp_path / "voices" / "nitech").mkdir(parents=True)
    (tmp_path / "voices" / "nitech" / "m001.htsvoice").touch()
    found = voices.find("ja", roots)
    assert isinstance(found, OpenJTalk)
    assert found.dictionary == str(tmp_path / "dic")
    assert found.voice.endswith("m001.htsvoice")


def test_a_dispatcher_reads_everything(roots, tmp_path):
    program(tmp_path / "bin", "speech-dispatcher")
    assert voices.mute(["en", "ja"], roots) == ()


def test_the_text_is_no_argument_and_the_speed_is_one():
    slow, quick = (Espeak("espeak-ng", "en").recipe(Manner(pace=pace)) for pace in (SLOWEST, QUICKEST))
    assert slow.arguments == ("--stdin", "--stdout", "-v", "en-gb", "-s", "96")
    assert quick.arguments[-1] == "256"
    assert OpenJTalk("open_jtalk", "d", "v").recipe(Manner()).arguments == (
        "-x", "d", "-m", "v", "-r", "1.00", "-ow", "/dev/stdout",
    )  # fmt: skip
