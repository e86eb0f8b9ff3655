"""What hangs at the tablet, and what it is shown with: green where it works, red once it is broken."""

import os

from msgspec.structs import replace

from kiosk.core.doctor import rounds
from kiosk.core.doctor.sight import Blind, Port
from sync.protocol.tablet_settings import Camera, Panel, Scanners, SerialPort, Settings
from tests.kiosk.core.doctor.judging import found
from tests.kiosk.core.doctor.machine import printers, program, put


def test_the_brand(tablet, tmp_path):
    put(tmp_path / "own.toml", "[colours]\n")
    broken = tablet._replace(settings=Settings(brand=str(tmp_path / "own.toml")))
    assert found(broken, "brand") == [("brand.wrong", "bad")]
    assert found(broken, "fonts") == [("fonts.right", "ok")]


def test_qt(tablet):
    assert found(tablet._replace(sight=Blind("library", "libEGL.so.1")), "qt") == [("qt.library", "bad")]
    blank = replace(tablet.sight, pages="Main.qml:2: no")
    assert found(tablet._replace(sight=blank), "qt") == [("qt.pages", "bad")]
    memory = tablet._replace(sight=replace(tablet.sight, platform="offscreen"))
    assert found(memory, "qt") == [("qt.in_memory", "unknown")]
    assert found(memory, "screen") == [("screen.not_seen", "unknown")]
    blind = tablet._replace(
        sight=Blind("crashed"), settings=Settings(scanners=Scanners([SerialPort("COM3")]))
    )
    for check in ("screen", "fonts", "sound", "scanner"):
        assert (f"{check}.not_seen", "unknown") in found(blind, check)


def test_the_screen(tablet):
    small = tablet._replace(sight=replace(tablet.sight, width=1024, height=600))
    assert found(small, "screen") == [("screen.small", "bad")]
    measured = replace(tablet.sight, width_mm=344, height_mm=194)
    wrong = tablet._replace(sight=measured, settings=Settings(panel=Panel(diagonal_mm=257)))
    assert found(wrong, "screen") == [("screen.measure", "warn")]
    right = wrong._replace(settings=Settings(panel=Panel(diagonal_mm=395)))
    assert found(right, "screen") == [("screen.right", "ok")]


def test_fonts(tablet):
    damaged = replace(tablet.sight, damaged_fonts=["Inter-Medium.ttf"])
    assert found(tablet._replace(sight=damaged), "fonts") == [("fonts.damaged", "bad")]
    missing = replace(tablet.sight, families=["Inter"])
    assert found(tablet._replace(sight=missing), "fonts") == [("fonts.missing", "bad")]
    boxes = replace(tablet.sight, japanese=False)
    assert found(tablet._replace(sight=boxes), "fonts") == [("fonts.no_japanese", "bad")]


def test_the_scanner(tablet, places, tmp_path):
    put(places.proc / "bus/input/devices", 'N: Name="Power Button"\nH: Handlers=kbd event0\nB: EV=3\n')
    assert found(tablet, "scanner") == [("scanner.none", "bad")]
    port = tmp_path / "ttyACM0"
    serial = tablet._replace(settings=Settings(scanners=Scanners([SerialPort("0c2e:0b6a")])))

    def plugged(location):
        return serial._replace(sight=replace(tablet.sight, ports=[Port("0c2e:0b6a", str(location))]))

    assert found(plugged(""), "scanner") == [("scanner.absent", "bad")]
    assert found(plugged(port), "scanner") == [("scanner.absent", "bad")]
    port.touch()
    assert found(plugged(port), "scanner") == [("scanner.port", "ok")]


def test_a_port_that_the_kiosk_may_not_read(tablet, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may read everything
    (tmp_path / "tty").touch()
    refused = tablet._replace(
        settings=Settings(scanners=Scanners([SerialPort("tty")])),
        sight=replace(tablet.sight, ports=[Port("tty", str(tmp_path / "tty"))]),
    )
    assert ("scanner.refused", "bad") in found(refused, "scanner")


def test_the_camera(tablet):
    used = tablet._replace(settings=Settings(scanners=Scanners(camera=Camera(use=True))))
    assert found(used, "camera") == [("camera.there", "ok")]
    assert found(used._replace(sight=replace(tablet.sight, cameras=[])), "camera") == [("camera.none", "bad")]
    denied = replace(tablet.sight, camera_denied=True)
    assert found(used._replace(sight=denied), "camera") == [("camera.denied", "bad")]
    other = tablet._replace(settings=Settings(scanners=Scanners(camera=Camera(use=True, name="Rear"))))
    assert found(other, "camera") == [("camera.missing", "bad")]
    assert found(used._replace(sight=Blind("crashed")), "camera") == [("camera.not_seen", "unknown")]


def test_the_printer(tablet, places):
    named = tablet._replace(settings=Settings(printer="desk"))
    assert found(named, "printer") == [("printer.ready", "ok")]
    put(places.etc / "cups/cupsd.conf", "PreserveJobFiles No\n")
    assert found(named, "printer") == [("printer.ready", "ok"), ("printer.keeps_jobs", "warn")]
    printers(places, "disabled since Mon - out of paper", "desk")
    assert found(named, "printer") == [("printer.stopped", "bad")]
    put(places.etc / "cups/cupsd.conf", "PreserveJobFiles No\nPreserveJobHistory No\n")
    printers(places, "is idle.  enabled since Mon", "disabled-entrance")
    assert found(tablet, "printer") == [("printer.ready", "ok")]
    printers(places, "is idle.  enabled since Mon", "desk", "office")
    assert found(tablet, "printer") == [("printer.undecided", "warn")]
    printers(places, "is idle.  enabled since Mon", "desk", "office", choice="office")
    assert found(tablet, "printer") == [("printer.ready", "ok")]
    program(places, "lpstat", 'echo "lpstat: Invalid destination name" >&2; exit 1')
    assert found(named, "printer") == [("printer.missing", "bad")]
    (places.etc.parent / "bin/lp").unlink()
    assert found(named, "printer") == [("printer.no_system", "bad")]
    assert found(tablet, "printer") == [("printer.none", "ok")]


def test_sound(tablet):
    silent = tablet._replace(sight=replace(tablet.sight, outputs=[]))
    assert found(silent, "sound") == [("sound.none", "warn")]


def test_voices(tablet, places):
    (places.etc.parent / "bin/speech-dispatcher").unlink()
    assert found(tablet, "voices") == [("voices.missing", "warn")]
    program(places, "espeak-ng", "exit 0")
    [finding] = rounds.attempt("voices", rounds.CHECKS["voices"].examine, tablet)
    assert finding.values == ("ja",)
