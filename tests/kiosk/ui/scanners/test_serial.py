"""Serial scanners, played by a pseudo-terminal: whole codes, any framing, plugged in again while running."""

import os
import tty
from pathlib import Path

import pytest

from kiosk.ui.scanners import serial
from kiosk.ui.scanners.serial import MAX_LENGTH, SerialScanner, decode, find
from sync.protocol.tablet_settings import SerialPort

GTIN = "9521000000018"


class Plug:
    """A scanner that can be pulled out and put in again, always under the same name."""

    def __init__(self, path: Path):
        self.path = path
        self._own = -1

    def put_in(self):
        self._own, other = os.openpty()
        tty.setraw(other)
        self.path.symlink_to(os.ttyname(other))
        os.close(other)

    def pull_out(self):
        self.path.unlink(missing_ok=True)
        if self._own >= 0:
            os.close(self._own)
        self._own = -1

    def send(self, data: bytes):
        os.write(self._own, data)


@pytest.fixture
def plug(tmp_path):
    plug = Plug(tmp_path / "ttyScanner")
    plug.put_in()
    yield plug
    plug.pull_out()


@pytest.fixture
def scanner(plug, qapp):
    scanner = SerialScanner(SerialPort(str(plug.path)))
    yield scanner
    scanner.close()


@pytest.fixture
def scans(scanner):
    heard = []
    scanner.scanned.connect(heard.append)
    return heard


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\x03", b"\x03\r\n"])
def test_a_code_with_any_line_end(plug, scanner, scans, qtbot, end):
    scanner.open()
    plug.send(GTIN.encode() + end)
    qtbot.waitUntil(lambda: scans == [GTIN])


def test_a_code_without_a_line_end_is_whole_after_a_silence(plug, scanner, scans, qtbot):
    scanner.open()
    plug.send(GTIN.encode())
    qtbot.waitUntil(lambda: scans == [GTIN])


def test_a_code_in_two_parts_is_one_and_two_in_one_part_are_two(plug, scanner, scans, qtbot):
    scanner.open()
    plug.send(GTIN[:5].encode())
    with qtbot.waitSignal(scanner._port.readyRead):
        pass
    plug.send(GTIN[5:].encode() + b"\rSOF-1\r")
    qtbot.waitUntil(lambda: scans == [GTIN, "SOF-1"])


def test_gs1_separators_come_through(plug, scanner, scans, qtbot):
    scanner.open()
    plug.send(b"]d2010952100000001810LOT\x1d2142\r")
    qtbot.waitUntil(lambda: scans == ["]d2010952100000001810LOT\x1d2142"])


def test_endless_noise_stays_bounded(plug, scanner, scans, qtbot):
    scanner.open()
    for _ in range(3):
        plug.send(b"7" * 2000)
        qtbot.waitSignal(scanner._port.readyRead).wait()
    plug.send(b"\r")
    qtbot.waitUntil(lambda: bool(scans))
    assert len(scans[0]) <= MAX_LENGTH


def test_pulled_out_and_put_in_again_while_running(plug, scanner, scans, qtbot, monkeypatch):
    scanner._retry.setInterval(10)
    states = []
    scanner.changed.connect(lambda: states.append(scanner.state))
    scanner.open()
    plug.send(b"BEFORE-1\r")
    qtbot.waitUntil(lambda: scans == ["BEFORE-1"])
    for round_ in range(3):
        plug.pull_out()
        qtbot.waitUntil(lambda: scanner.state == "absent")
        plug.put_in()
        qtbot.waitUntil(lambda: scanner.state == "ready")
        plug.send(f"AFTER-{round_}\r".encode())
        qtbot.waitUntil(lambda wanted=round_: scans[-1] == f"AFTER-{wanted}")
    assert states == ["ready"] + ["absent", "ready"] * 3


def test_half_a_code_of_a_scanner_that_was_pulled_out_is_forgotten(plug, scanner, scans, qtbot):
    scanner._retry.setInterval(10)
    scanner.open()
    plug.send(b"95210")
    with qtbot.waitSignal(scanner._port.readyRead):
        pass
    plug.pull_out()
    qtbot.waitUntil(lambda: scanner.state == "absent")
    plug.put_in()
    qtbot.waitUntil(lambda: scanner.state == "ready")
    plug.send(b"SOF-1\r")
    qtbot.waitUntil(lambda: "SOF-1" in scans)
    assert "95210SOF-1" not in scans


def test_a_port_that_is_not_there_yet_is_waited_for(tmp_path, qapp, qtbot):
    plug = Plug(tmp_path / "ttyScanner")
    scanner = SerialScanner(SerialPort(str(plug.path)))
    scanner._retry.setInterval(10)
    scanner.open()
    assert scanner.state == "absent"
    plug.put_in()
    qtbot.waitUntil(lambda: scanner.state == "ready")
    scanner.close()
    plug.pull_out()


def test_a_port_that_another_program_has_is_told_apart(plug, scanner, qtbot):
    other = SerialScanner(SerialPort(str(plug.path)))
    other.open()
    scanner.open()
    assert (other.state, scanner.state) == ("ready", "refused")
    other.close()


class Info:
    """What Qt says of a port."""

    def __init__(self, vendor, product, location):
        self.vendorIdentifier = lambda: vendor
        self.productIdentifier = lambda: product
        self.systemLocation = lambda: location


def test_a_usb_device_is_found_wherever_it_is_plugged_in(monkeypatch):
    ports = [Info(0x1A86, 0x7523, "/dev/ttyUSB0"), Info(0x0C2E, 0x0B6A, "/dev/ttyACM3")]
    monkeypatch.setattr(serial.QSerialPortInfo, "availablePorts", lambda: ports)
    assert find("0c2e:0B6A") == "/dev/ttyACM3"
    assert find("0c2e:0001") == ""
    assert find("COM3") == "COM3"


@pytest.mark.parametrize("text", ["SOF-1", "größe", "ソファ"])
def test_texts_in_the_bytes_that_scanners_send(text):
    assert decode(text.encode()) == text


def test_older_bytes():
    assert decode("ソファ".encode("shift_jis")) == "ソファ"
    assert decode(b"caf\xe9") == "café"
    assert decode(b"\x81") == "\ufffd"


@pytest.fixture
def successor(plug, qapp):
    successor = SerialScanner(SerialPort(str(plug.path)))
    yield successor
    successor.close()


def test_what_comes_between_two_that_have_the_port_waits_for_the_second(
    plug, scanner, scans, successor, qtbot
):
    scanner.open()
    plug.send(b"FIRST-1\r")
    qtbot.waitUntil(lambda: scans == ["FIRST-1"])
    heard = []
    successor.scanned.connect(heard.append)
    port = scanner.hand_over()
    plug.send(b"SECOND-2\r")
    qtbot.wait(50)
    successor.take_over(port)
    plug.send(b"THIRD-3\r")
    qtbot.waitUntil(lambda: heard == ["SECOND-2", "THIRD-3"])
    assert (scans, successor.state) == (["FIRST-1"], "ready")


def test_a_port_can_be_handed_over_more_than_once(plug, scanner, scans, successor, qtbot):
    successor.open()
    successor.take_over(successor.hand_over())
    scanner.take_over(successor.hand_over())
    plug.send(b"CODE-1\r")
    qtbot.waitUntil(lambda: scans == ["CODE-1"])


def test_a_port_that_was_handed_over_is_pulled_out_and_put_in_again(plug, scanner, scans, successor, qtbot):
    scanner._retry.setInterval(10)
    successor.open()
    scanner.take_over(successor.hand_over())
    plug.pull_out()
    qtbot.waitUntil(lambda: scanner.state == "absent")
    plug.put_in()
    qtbot.waitUntil(lambda: scanner.state == "ready")
    plug.send(b"AGAIN-1\r")
    qtbot.waitUntil(lambda: scans == ["AGAIN-1"])


def test_part_of_a_code_is_waited_for(plug, scanner, scans, qtbot):
    scanner._silence.setInterval(60_000)
    scanner.open()
    assert not scanner.reading
    plug.send(b"PAR")
    qtbot.waitUntil(lambda: scanner.reading)
    plug.send(b"T-1\r")
    qtbot.waitUntil(lambda: scans == ["PART-1"])
    assert not scanner.reading


def test_an_absent_port_is_handed_over_as_none(plug, scanner):
    plug.pull_out()
    scanner.open()
    assert scanner.hand_over() is None
