"""What the tests of the Debian packages share: the modules that make them, and a tiny program to pack."""

import hashlib
import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

LINUX = Path(__file__).parents[3] / "packaging" / "linux"
MODULES = ("deb", "needs", "package", "standing", "repository")
MOMENT = "1760000000"


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The modules of packaging/linux, imported as they import each other, and forgotten afterwards."""
    monkeypatch.syspath_prepend(LINUX)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)
    loaded = ModuleType("linux_modules")
    for name in MODULES:
        monkeypatch.delitem(sys.modules, name, raising=False)
        setattr(loaded, name, importlib.import_module(name))
        monkeypatch.setitem(sys.modules, name, getattr(loaded, name))
    return loaded


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program's folder: a real program of this machine, a text, and a link between them."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is not here: Debian packages can be made and tried on Debian only")
    folder = tmp_path / "tree"
    folder.mkdir()
    shutil.copy("/bin/true", folder / "vetrina")
    (folder / "_internal").mkdir()
    words = b"hello\n"
    (folder / "_internal" / "words.txt").write_bytes(words)
    (folder / "_internal" / "again.txt").symlink_to("words.txt")
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(words).hexdigest()}  _internal/words.txt\n")
    return folder
