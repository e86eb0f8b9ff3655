"""The kiosk's end: asked from outside, at any moment."""

import subprocess
import sys

ASKED_IN_THE_MIDDLE_OF_A_FRAME = """
import os, signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from kiosk.app.start import quit_on_signals

app = QGuiApplication([])
window = QQuickWindow()
window.frameSwapped.connect(lambda: os.kill(os.getpid(), signal.SIGTERM) or print(window.isVisible()))
quit_on_signals(app)
window.show()
print(app.exec())
"""


def test_a_kiosk_that_is_asked_to_end_while_it_paints_ends_after_the_frame():
    ended = subprocess.run(
        [sys.executable, "-c", ASKED_IN_THE_MIDDLE_OF_A_FRAME], capture_output=True, text=True, check=False
    )
    first, *_, status = ended.stdout.split()
    assert (first, status, ended.returncode) == ("True", "0", 0), ended.stderr
