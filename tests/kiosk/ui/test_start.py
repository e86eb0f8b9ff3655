"""Starts on a tablet whose files are damaged: a kiosk that sells nothing yet, or plain words and an end."""

import shutil
import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QImage

from kiosk.app import Kiosk
from kiosk.app.kiosk import RESOURCES
from sync.catalogue.current import folder
from sync.client.identity import Identity, save
from sync.client.store.database import NAME as REPLICA
from sync.protocol.tablet_settings import Settings

HALF = 2


def lose(path):
    path.unlink()


def cut_off(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // HALF])


def scribble(path):
    path.write_bytes(b"not a catalogue")


@pytest.mark.parametrize("damage", [lose, cut_off, scribble])
def test_a_damaged_catalogue_leaves_a_kiosk_that_waits_for_another(open_kiosk, data, damage, caplog):
    damage(folder(data) / "first.db")
    kiosk = open_kiosk()
    assert not kiosk.ready
    assert kiosk.model.page == "attract"
    assert "catalogue" in caplog.text
    kiosk.scan("SOF-moss-2120")
    assert kiosk.model.answer.reason == "no_catalogue"


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        (REPLICA, "no database", "replica.db"),
        ("settings.toml", 'brand = "nobody"', "nobody"),
        ("settings.toml", '[network]\ncache = "cache.store"', "cache.store"),
    ],
)
def test_what_the_kiosk_cannot_do_without_ends_it_in_words(tmp_path, file, content, words):
    identity = Identity(
        "tablet", "first", "milano", "Kiosk 1", "http://127.0.0.1:9", "https://a.example", "", ""
    )
    save(tmp_path, identity)
    (tmp_path / file).write_text(content)
    command = [sys.executable, "-m", "kiosk", "shopper", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("vetrina: ")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_photo_its_words_are_lost_on_ends_it_in_words(tmp_path):
    folder = RESOURCES / "brand"
    (tmp_path / "own").mkdir()
    shutil.copy(folder / "vesperi" / "logo.svg", tmp_path / "own")
    snow = QImage(1280, 800, QImage.Format.Format_RGB32)
    snow.fill(QColor("#f4f4f0"))
    snow.save(str(tmp_path / "own" / "attract.png"))
    text = (folder / "vesperi.toml").read_text(encoding="utf-8")
    photos = '"vesperi/attract.jpg", "vesperi/attract-wide.jpg"'
    assert photos in text
    own = text.replace(photos, '"own/attract.png"').replace("vesperi/logo.svg", "own/logo.svg")
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    identity = Identity(
        "tablet", "first", "milano", "Kiosk 1", "http://127.0.0.1:9", "https://a.example", "", ""
    )
    save(tmp_path, identity)
    command = [sys.executable, "-m", "kiosk", "shopper", "--data", str(tmp_path)]
    command += ["--brand", str(tmp_path / "own.toml"), "--windowed"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "`attract.photos`: attract.png is hard to read on: #FFFFFF has contrast 1.1" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_that_can_wait_comes_before_the_first_frame(data, identity, qapp, qtbot, monkeypatch):
    order = []
    monkeypatch.setattr(Kiosk, "start_late_parts", lambda _kiosk: order.append("late parts"))
    kiosk = Kiosk(data, identity, Settings(), qapp)
    kiosk.start(full_screen=False)
    kiosk.window.frameSwapped.connect(lambda: order.append("frame"))
    qtbot.waitUntil(lambda: "late parts" in order)
    kiosk.close()
    assert order[0] == "frame"
