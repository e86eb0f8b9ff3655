"""What the start does not pay for: decoder, camera and serial port come when they are first used."""

import subprocess
import sys

LATE = {"zxingcpp", "PIL", "PySide6.QtMultimedia", "PySide6.QtSerialPort"}


def test_the_app_loads_without_the_libraries_of_cameras_and_ports():
    code = "import sys, kiosk.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "kiosk.ui.scanners.wedge" in loaded
    assert not LATE & loaded


def test_a_program_that_decoded_ends_without_a_word():
    code = (
        "import gc; from PIL import Image; from kiosk.core.scanners.watch import look;"
        "look(Image.new('L', (64, 64)), 1); gc.freeze()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
