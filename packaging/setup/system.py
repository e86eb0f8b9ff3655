"""What the system itself must bring: the libraries Qt loads, a browser, PostgreSQL, and what tests drive.

The libraries are those that PySide6's wheel does not carry, found missing one by one on a bare Debian.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from shutil import which

import debian
from failure import SetupError

QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
}
"""Without these Qt does not even start offscreen."""

MULTIMEDIA = {
    "libpulse.so.0": "libpulse0",
    "libdrm.so.2": "libdrm2",
    "libXrandr.so.2": "libxrandr2",
    "libXext.so.6": "libxext6",
}
"""Without these sounds, camera and recorder are silently absent."""

SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""Without these no window opens on an X11 screen."""

POSTGRES = Path("/usr/lib/postgresql")
"""Where Debian keeps the server's programs; they are not on the PATH."""

VOICES = {"espeak-ng": "espeak-ng", "open_jtalk": "open-jtalk open-jtalk-mecab-naist-jdic"}
"""Programs that read aloud, and Debian's names for them; Open JTalk also takes a voice."""

TRIED_WITH = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xmessage": "x11-utils",
    "gpg": "gnupg",
    "espeak-ng": "espeak-ng",
    "pulseaudio": "pulseaudio",
}
"""Programs that some tests drive or listen to: without them those tests are skipped."""

TRIED_BY = {"libXtst.so.6": "libxtst6"}
"""A library that plays keys and fingers on a test's screen."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def prepare() -> None:
    """Look for everything, bring what is missing, say what stays missing.

    Only Linux has something to look for: the wheels for Windows and macOS are complete.

    Raises:
        SetupError: Qt itself cannot start.
    """
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages({**QT, **MULTIMEDIA, **SCREEN})
    if packages:
        debian.install(packages, "Qt needs system libraries that are not here.")
    if not has_browser():
        debian.install(["chromium"], "The phone page is shown and tested in Chromium, which is not here.")
    if not has_postgres():
        debian.install(["postgresql"], "The hub's store is also tested on PostgreSQL, which is not here.")
    if missing := missing_programs() + missing_packages(TRIED_BY):
        debian.install(missing, "Screens, voices, sound and signatures are tested with programs not here.")
    report()


def report() -> None:
    """Say what is still missing and what that means.

    Raises:
        SetupError: Qt itself cannot start.
    """
    still = missing_packages(QT)
    if still:
        raise SetupError(f"Qt cannot start without: {' '.join(still)}.")
    if missing_packages(MULTIMEDIA):
        print("Going on without sound and camera.", flush=True)
    if missing_packages(SCREEN):
        print("Going on without a window: tests, tour and pictures work offscreen.", flush=True)
    if not has_postgres():
        print("Going on without PostgreSQL: the tests of the hub's second storage cannot run.", flush=True)
    if missing := missing_programs() + missing_packages(TRIED_BY):
        print(f"Going on without {', '.join(missing)}: the tests that need them are skipped.", flush=True)
    mute = [packages for program, packages in VOICES.items() if which(program) is None]
    if mute:
        print(
            "Optional, for reading aloud in access mode; Japanese also takes a voice (a file .htsvoice) in\n"
            "/usr/share/hts-voice, such as hts-voice-nitech-jp-atr503-m001 of Debian's section non-free:\n"
            f"  apt-get install --no-install-recommends {' '.join(mute)}",
            flush=True,
        )
    if not has_browser():
        print("Going on without Chromium: the tour and the tests of the phone page cannot run.", flush=True)


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian's packages for those libraries which the dynamic loader cannot load."""
    return [package for library, package in libraries.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the dynamic loader finds a library and everything that needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_programs() -> list[str]:
    """Debian's packages for those programs of the tests that are not on the PATH."""
    return [package for program, package in TRIED_WITH.items() if which(program) is None]


def has_browser() -> bool:
    """Whether a browser of Chromium's family is on the PATH."""
    return any(which(name) for name in BROWSERS)


def has_postgres() -> bool:
    """Whether PostgreSQL's server can be started, one of the tests' own; no running one is needed."""
    return which("initdb") is not None or any(POSTGRES.glob("*/bin/initdb"))
