"""Making all checks, and the report: JSON, for whoever installs the program and for those who help them."""

import os
import platform
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication

from kiosk.app.kiosk import RESOURCES
from kiosk.app.self_test import files, modules, painting, sights, stores, tools, words
from kiosk.app.self_test.check import Outcome, look, need
from sync.version import UNKNOWN, installed

WORTH_TELLING = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Report(msgspec.Struct, frozen=True):
    """What was found.

    `bundled` is whether this is the program that is installed; `qt_says` are Qt's warnings.
    """

    ok: bool
    version: str
    bundled: bool
    python: str
    qt: str
    platform: str
    checks: list[Outcome]
    qt_says: list[str]


def run(*, windowed: bool = False) -> int:
    """Make every check, print the report as JSON, and return 0 when all is well, else 1.

    Without a screen, and unless `QT_QPA_PLATFORM` says otherwise, it paints into memory.
    """
    if not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    said: list[str] = []
    qInstallMessageHandler(partial(_keep, said))
    app = QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="vetrina-self-test-") as folder:
        outcomes = [look(name, check) for name, check in _checks(Path(folder), app, windowed=windowed)]
    qInstallMessageHandler(None)
    report = Report(
        ok=all(outcome.ok for outcome in outcomes),
        version=installed(),
        bundled=files.program() is not None,
        python=platform.python_version(),
        qt=qVersion(),
        platform=app.platformName(),
        checks=outcomes,
        qt_says=said,
    )
    print(msgspec.json.format(msgspec.json.encode(report)).decode())  # noqa: T201 - for the person at the terminal
    return 0 if report.ok else 1


def _checks(data: Path, app: QGuiApplication, *, windowed: bool) -> list[tuple[str, Callable[[], str]]]:
    """Return what is looked at, in this order: what is painted stands on what comes before."""
    return [
        ("version", _version),
        ("files", partial(files.files, files.program())),
        ("modules", modules.modules),
        ("texts", partial(words.texts, RESOURCES)),
        ("languages", partial(words.languages, RESOURCES)),
        ("brands", partial(words.looks, RESOURCES)),
        ("sounds", partial(words.sounds, RESOURCES)),
        ("fonts", partial(sights.fonts, RESOURCES)),
        ("icons", partial(sights.icons, RESOURCES)),
        ("formats", sights.formats),
        ("media", sights.media),
        ("speech", sights.speech),
        ("ports", sights.ports),
        ("codes", tools.codes),
        ("paper", partial(tools.paper, RESOURCES)),
        ("keys", tools.keys),
        ("line", tools.line),
        ("search", tools.search),
        ("identity", partial(stores.identity, data)),
        ("replica", partial(stores.replica, data)),
        ("catalogue", partial(stores.catalogue, data)),
        ("pages", sights.pages),
        ("painted", partial(painting.painted, data, app, full_screen=not windowed)),
    ]


def _version() -> str:
    need(installed() != UNKNOWN, "the program does not know its version")
    return installed()


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _keep(said: list[str], kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if kind in WORTH_TELLING and text not in said:
        said.append(text)
