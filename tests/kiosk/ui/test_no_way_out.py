"""What a shopper's kiosk never has: what opens a file, a link, a menu, a dialog or a program of the system.

The keys are tried on a real screen (tests/flow/test_locked_down.py); here it is what a page could bring in.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WAYS_OUT = {
    "a link is opened by another program": r"QDesktopServices|openUrlExternally|webbrowser|onLinkActivated",
    "a dialog of the system": r"(File|Folder|Print|Color|Font)Dialog|QtQuick\.Dialogs|Qt\.labs",
    "a menu or its key": r"ContextMenu|MenuBar|MenuItem|\bMenu\s*\{|QtQuick\.Controls",
    "something is dragged in or out": r"DropArea|Drag\.(active|mimeData|dragType)|QDrag\b",
    "a page of the web": r"WebEngine|WebView",
    "the program ends from a page": r"Qt\.(quit|exit)\b",
    "a shell": r"os\.system|shell=True|startDetached",
}
PROGRAMS = re.compile(r"\bQProcess\(|\bsubprocess\.")
START_PROGRAMS = {
    f"kiosk/ui/{name}.py" for name in ("printing", "speech/program_speaker", "models/staff", "backlight")
}
"""Printing by `lp`, voices, the screen's light: no window, and nothing a shopper types is an argument."""
NOT_INSTALLED = ("kiosk/demo/", "kiosk/tour/")


def sources() -> dict[str, str]:
    """Everything that an installed kiosk consists of, by its path."""
    paths = [*(ROOT / "kiosk").rglob("*.py"), *(ROOT / "kiosk").rglob("*.qml")]
    named = {path.relative_to(ROOT).as_posix(): path.read_text() for path in paths}
    return {name: text for name, text in named.items() if not name.startswith(NOT_INSTALLED)}


@pytest.mark.parametrize("what", WAYS_OUT)
def test_no_page_or_model_has(what: str) -> None:
    pattern = re.compile(WAYS_OUT[what])
    assert [name for name, text in sources().items() if pattern.search(text)] == []


def test_pages_start_programs_in_known_places_only() -> None:
    pages = {name: text for name, text in sources().items() if name.startswith("kiosk/ui/")}
    assert {name for name, text in pages.items() if PROGRAMS.search(text)} == START_PROGRAMS
