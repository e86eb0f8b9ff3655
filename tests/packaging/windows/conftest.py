"""What the tests of the Windows installer share: the modules that make it, and a stand-in for the program."""

import importlib
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

PACKAGING = Path(__file__).parents[3] / "packaging"
MODULES = (
    *(
        "admx",
        "cabinet",
        "failure",
        "inputs",
        "launchers",
        "libraries",
        "msi",
        "product",
        "tree",
        "wheels",
        "wxs",
    ),
    "signing",
)


def _forget():
    for name in [each for each in sys.modules if each.partition(".")[0] in {"bundle", "windows"}]:
        del sys.modules[name]


@pytest.fixture
def windows(monkeypatch):
    """The modules of packaging/windows, imported as they import each other, and forgotten afterwards."""
    monkeypatch.syspath_prepend(PACKAGING)
    _forget()
    loaded = SimpleNamespace(**{name: importlib.import_module(f"windows.{name}") for name in MODULES})
    loaded.kiosk = importlib.import_module("bundle.programs").KIOSK
    loaded.gpl = importlib.import_module("bundle.libraries").Allowed.read().gpl
    yield loaded
    _forget()


@pytest.fixture
def tree(tmp_path):
    """A stand-in for the program."""
    folder = tmp_path / "tree"
    (folder / "lib" / "deeper").mkdir(parents=True)
    (folder / "vetrina.exe").write_bytes(b"MZ, and no more")
    (folder / "lib" / "deeper" / "words.txt").write_text("hello\n")
    return folder


@pytest.fixture
def make(windows, tmp_path):
    """Make an installer of a folder and a version."""
    if shutil.which("wixl") is None or shutil.which("msibuild") is None:
        pytest.skip("wixl and msitools are not here: installers for Windows cannot be made and looked into")
    return lambda tree, version="1.2.0", name="made.msi": windows.msi.make(
        tree, tmp_path / name, windows.msi.Facts(version, 1_760_000_000)
    )
