"""`vetrina self-test`: all is well here, and what is missing is named."""

import hashlib
import json
import shutil
import subprocess
import sys
from functools import partial

import pytest

from kiosk.app.kiosk import RESOURCES
from kiosk.app.self_test import files, modules, sights, stores, words
from kiosk.app.self_test.check import look


@pytest.fixture
def resources(tmp_path):
    """What a retailer replaces, to break."""
    parts = shutil.ignore_patterns("demo", "readme", "web")
    return shutil.copytree(RESOURCES, tmp_path / "resources", ignore=parts)


def test_this_checkout_is_whole():
    finished = subprocess.run(
        [sys.executable, "-m", "kiosk", "self-test"], capture_output=True, text=True, check=False
    )
    report = json.loads(finished.stdout)
    assert [check for check in report["checks"] if not check["ok"]] == []
    assert (report["ok"], report["bundled"], report["platform"]) == (True, False, "offscreen")
    assert report["version"] == "0.1.0"
    assert finished.returncode == 0


def test_a_sound_that_is_not_there_is_named(resources):
    (resources / "sounds" / "added.wav").unlink()
    outcome = look("sounds", partial(words.sounds, resources))
    assert not outcome.ok
    assert "added.wav" in outcome.found


def test_a_font_that_is_not_there_is_named(resources, qapp):
    brand = resources / "brand" / "olmaia.toml"
    brand.write_text(brand.read_text().replace('family = "Inter"', 'family = "No Such Font"'))
    outcome = look("fonts", partial(sights.fonts, resources))
    assert (outcome.ok, outcome.found) == (False, "the font No Such Font is not there")


def test_texts_that_are_not_there_are_named(resources):
    shutil.rmtree(resources / "i18n" / "slip")
    outcome = look("texts", partial(words.texts, resources))
    assert (outcome.ok, outcome.found) == (False, "there are no English texts in i18n/slip")


def test_a_brand_that_cannot_be_read_is_named(resources):
    (resources / "brand" / "olmaia" / "attract.jpg").unlink()
    outcome = look("brands", partial(words.looks, resources))
    assert not outcome.ok
    assert "attract.jpg" in outcome.found


def test_an_icon_that_draws_nothing_is_named(resources, qapp):
    (resources / "icons" / "bag.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    )
    outcome = look("icons", partial(sights.icons, resources))
    assert (outcome.ok, outcome.found) == (False, "bag.svg draws nothing")


def test_a_module_that_cannot_be_loaded_is_named(monkeypatch):
    load = modules.importlib.import_module

    def broken(name):
        if name == "kiosk.core.lists":
            raise ModuleNotFoundError("No module named 'msgspec'")
        return load(name)

    monkeypatch.setattr(modules.importlib, "import_module", broken)
    outcome = look("modules", modules.modules)
    assert (outcome.ok, outcome.found) == (False, "ModuleNotFoundError: No module named 'msgspec'")


def test_a_page_that_does_not_load_is_named(tmp_path, qapp, monkeypatch):
    (tmp_path / "Odd.qml").write_text("import QtQuick\nItem { width: }\n")
    monkeypatch.setattr(sights, "QML", tmp_path)
    outcome = look("pages", sights.pages)
    assert not outcome.ok
    assert "Odd.qml:2" in outcome.found


def test_a_store_that_cannot_be_opened_is_told(tmp_path):
    assert look("identity", partial(stores.identity, tmp_path)).ok
    (tmp_path / "replica.db").mkdir()
    outcome = look("replica", partial(stores.replica, tmp_path))
    assert not outcome.ok
    assert outcome.found


@pytest.fixture
def program(tmp_path):
    """A built program's folder: three files and their sums."""
    folder = tmp_path / "program"
    lines = []
    for name in ("vetrina", "_internal/kiosk/page.qml", "_internal/PySide6/Qt/lib/libQt6Core.so.6"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
        lines.append(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n")
    (folder / files.SUMS).write_text("".join(lines))
    return folder


def looked_through(program):
    outcome = look("files", partial(files.files, program))
    return outcome.ok, outcome.found


def test_a_program_is_as_its_sums_say(program):
    assert looked_through(program) == (True, "3 files")


def test_a_file_that_is_another_one_or_missing_is_named(program):
    (program / "_internal/kiosk/page.qml").write_text("another")
    (program / "_internal/PySide6/Qt/lib/libQt6Core.so.6").unlink()
    ok, found = looked_through(program)
    assert not ok
    assert "_internal/kiosk/page.qml" in found
    assert "libQt6Core" in found


def test_another_qt_is_told_and_no_fault(program):
    (program / "_internal/PySide6/Qt/lib/libQt6Core.so.6").write_text("mine")
    ok, found = looked_through(program)
    assert ok
    assert found == "3 files, of which replaced: _internal/PySide6/Qt/lib/libQt6Core.so.6"


@pytest.mark.parametrize("sums", [None, ""])
def test_a_program_without_sums_is_not_taken_for_whole(program, sums):
    (program / files.SUMS).unlink() if sums is None else (program / files.SUMS).write_text(sums)
    ok, found = looked_through(program)
    assert not ok
    assert files.SUMS in found


def test_each_system_has_a_way_of_its_own_to_its_voices(monkeypatch):
    monkeypatch.setattr(sights.QTextToSpeech, "availableEngines", lambda: ["mock", "sapi", "winrt"])
    assert "sapi" in sights.speech("win32")
    assert look("speech", partial(sights.speech, "linux")).found.endswith("(speechd)")


def test_the_program_is_found_around_the_python_that_the_installer_for_windows_brings(tmp_path, monkeypatch):
    monkeypatch.setattr(files.sys, "executable", str(tmp_path / "python" / "python.exe"))
    assert files.program() is None
    (tmp_path / files.SUMS).write_text("")
    assert files.program() == tmp_path
