"""What goes with a built program: its version, licences with their texts, and the list of its parts."""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from importlib.metadata import Distribution, distributions, version
from pathlib import Path

from bundle import sbom
from bundle.failure import BuildError
from bundle.libraries import Library
from bundle.programs import ROOT, Program
from bundle.runtime import Runtime

TEXTS = Path(__file__).with_name("licences")
OWN = ("LICENSE", "NOTICE")
WORDS = ("licen", "copying", "notice", "authors")
"""How files that hold a licence begin."""
WITH_QT = ("GPL-3.0.txt", "ICU.txt", "LGPL-2.1.txt", "LGPL-3.0.txt", "QT.md", "REPLACE-QT.md")
WITHOUT_QT = ("GPL-3.0.txt", "LGPL-3.0.txt")
"""fpdf2 is under the LGPL, which stands on the GPL."""
SAID_APART = ("pyside6", "shiboken6")
"""Their packages bring no text: it is among those that come with Qt."""


def owned(runtime: Runtime) -> set[str]:
    """Return the native libraries that pinned packages brought, but Qt's: paths from where they lie."""
    files = (str(file) for package in packages(runtime) for file in package.files or [])
    return {file for file in files if ".so" in file and not file.startswith(("PySide6/", "shiboken6/"))}


def packages(runtime: Runtime) -> list[Distribution]:
    """Return the packages of an environment, by name."""
    found = distributions(path=[str(runtime.site)])
    return sorted(found, key=lambda package: package.name.lower())


def write(program: Program, runtime: Runtime, tree: Path, native: Iterable[Library]) -> None:
    """Write all papers into a built program's tree.

    Raises:
        BuildError: A part has no licence text.
    """
    _write_version(tree / "_internal")
    for name in OWN:
        shutil.copy(ROOT / name, tree / name)
    folder = tree / "licences"
    folder.mkdir()
    for name in WITH_QT if program.has_qt else WITHOUT_QT:
        shutil.copy(TEXTS / name, folder / name)
    shutil.copy(_licence_of_python(), folder / "Python.txt")
    shutil.copy(_licence_of_loader(runtime), folder / "PyInstaller-loader.txt")
    for package in packages(runtime):
        _copy_texts(package, folder)
    listed = sbom.document(program, packages(runtime), list(native), tree / "_internal")
    (tree / "sbom.cdx.json").write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n")


def _write_version(folder: Path) -> None:
    """Have the built program know its version, as an installed package does (`sync/version.py`)."""
    known = version("vetrina")
    info = folder / f"vetrina-{known}.dist-info"
    info.mkdir()
    lines = ("Metadata-Version: 2.4", "Name: vetrina", f"Version: {known}", "License-Expression: Apache-2.0")
    (info / "METADATA").write_text("".join(f"{line}\n" for line in lines))


def _copy_texts(package: Distribution, folder: Path) -> None:
    name = package.name.lower()
    if name.startswith(SAID_APART):
        return
    texts = list(_texts_of(package))
    if not texts:
        raise BuildError(f"{package.name} brings no licence text: put it into bundle/licences.")
    target = folder / name
    target.mkdir(exist_ok=True)
    for text in texts:
        shutil.copy(text, target / text.name)


def _texts_of(package: Distribution) -> Iterator[Path]:
    own = TEXTS / f"{package.name.lower()}.txt"
    if own.is_file():
        yield own
    for file in package.files or []:
        is_text = any(fnmatchcase(file.name.lower(), f"{word}*") for word in WORDS)
        if is_text and ".dist-info/" in str(file) and file.suffix not in {".py", ".pyc"}:
            yield Path(str(package.locate_file(file)))


def _licence_of_python() -> Path:
    number = f"{sys.version_info.major}.{sys.version_info.minor}"
    library = Path(sysconfig.get_path("stdlib"))
    for path in (library / "LICENSE.txt", Path(f"/usr/share/doc/python{number}/copyright")):
        if path.is_file():
            return path
    raise BuildError(f"The licence text of this Python is not in {library}.")


def _licence_of_loader(runtime: Runtime) -> Path:
    found = next(runtime.tools.glob("pyinstaller-*.dist-info/**/COPYING*"), None)
    if found is None:
        raise BuildError("PyInstaller's licence text is not there.")
    return found
