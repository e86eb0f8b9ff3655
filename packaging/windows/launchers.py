"""The programs that people start: a launcher, the Python it starts, and what that runs, one behind the other.

This is how pip makes a package's commands on Windows: the launcher finds a line `#!…` behind itself and
starts that Python with its own file, which is a ZIP with a `__main__.py` too. Nothing compiled is written
beside the code, even where it could be: an uninstall would leave it.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from windows.inputs import Inputs

COMMAND, KIOSK = "vetrina.exe", "vetrina-kiosk.exe"
CODE = Path(__file__).with_name("entries")
TIME = (1980, 1, 1, 0, 0, 0)


def write(inputs: Inputs, folder: Path) -> None:
    """Write both programs into the folder that holds `python`: the command, and the kiosk without a console.

    Raises:
        MsiError: The launchers are not those that are pinned.
    """
    command = _program(inputs.console.read(), "python.exe", CODE / "command.py")
    kiosk = _program(inputs.window.read(), "pythonw.exe", CODE / "kiosk.py")
    (folder / COMMAND).write_bytes(command)
    (folder / KIOSK).write_bytes(kiosk)


def _program(launcher: bytes, python: str, code: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py", TIME), code.read_bytes())
    start = rf"#!<launcher_dir>\python\{python} -X utf8 -B" + "\r\n"
    return launcher + start.encode() + packed.getvalue()
