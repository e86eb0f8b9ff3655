"""The program as it lies on a tablet: `python`, `lib` with packages, `program` with Vetrina, two commands."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from importlib.metadata import distributions, version
from pathlib import Path, PurePosixPath

from bundle import sbom
from bundle.libraries import Library
from bundle.papers import OWN, TEXTS, WITH_QT
from bundle.programs import ROOT, Program
from windows import launchers, libraries
from windows.failure import MsiError
from windows.inputs import Inputs

PATHS = (".", "..\\lib", "..\\program")
"""Where Python finds modules, beside its own archive, from its folder; nothing of the machine or the user."""
RUNTIME = "msvcp140*.dll"
"""The C++ library, which Python does not bring and packages need: Windows looks beside the program."""


def lay_out(program: Program, inputs: Inputs, wheels: Iterable[Path], target: Path) -> None:
    """Put a program together in a fresh folder.

    Args:
        program: Which.
        inputs: Python and the launchers.
        wheels: The packages.
        target: The folder.

    Raises:
        MsiError: An input is not what it must be, or a library needs what nobody has reviewed.
    """
    inputs.check()
    shutil.rmtree(target, ignore_errors=True)
    _put_python(inputs, target / "python")
    for wheel in wheels:
        _unpack(wheel, target / "lib")
    allowed = libraries.Allowed.read()
    libraries.trim(target / "lib", allowed)
    for library in (target / "lib" / "PySide6").glob(RUNTIME):
        shutil.copyfile(library, target / "python" / library.name)
    _put_program(program, target / "program")
    launchers.write(inputs, target)
    if faults := libraries.judge(target, allowed):
        raise MsiError("\n".join(["Not built: see windows/libraries.toml.", *faults]))
    _put_papers(program, inputs, allowed, target)


def _put_python(inputs: Inputs, folder: Path) -> None:
    archive = inputs.archive
    try:
        with zipfile.ZipFile(archive) as opened, tempfile.TemporaryDirectory() as whole:
            opened.extractall(whole)  # it keeps names inside the folder
            shutil.copytree(Path(whole) / inputs.folder, folder)
    except FileNotFoundError:
        raise MsiError(f"{archive.name} has no folder {inputs.folder}") from None
    except zipfile.BadZipFile:
        raise MsiError(f"{archive.name} is no ZIP: it must be Python's embeddable package") from None
    listed = sorted(folder.glob("python3*._pth"))
    if len(listed) != 1 or not all((folder / name).is_file() for name in ("python.exe", "pythonw.exe")):
        raise MsiError(
            f"{archive.name} is not Python's embeddable package: python.exe or its ._pth is missing"
        )
    own = listed[0].with_suffix(".zip").name
    listed[0].write_text("".join(f"{line}\r\n" for line in (own, *PATHS)), newline="")


def _unpack(wheel: Path, folder: Path) -> None:
    """Unpack a wheel as an installer does; what belongs elsewhere than beside the code stays away."""
    with zipfile.ZipFile(wheel) as opened:
        for entry in opened.infolist():
            at = PurePosixPath(entry.filename)
            parts = at.parts
            if parts[0].endswith(".data"):
                if len(parts) < 3 or parts[1] not in {"purelib", "platlib"}:  # noqa: PLR2004 - .data, kind, name
                    continue
                parts = parts[2:]
            if entry.is_dir() or at.is_absolute() or ".." in parts:
                continue
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(opened.read(entry))


def _put_program(program: Program, folder: Path) -> None:
    for module in program.modules():
        at = module.replace(".", "/")
        source = f"{at}/__init__.py" if (ROOT / at).is_dir() else f"{at}.py"
        _copy(ROOT / source, folder / source)
    for path, beside in program.files():
        _copy(path, folder / beside / path.name)
    known = version("vetrina")
    info = folder / f"vetrina-{known}.dist-info"
    info.mkdir()
    lines = ("Metadata-Version: 2.4", "Name: vetrina", f"Version: {known}", "License-Expression: Apache-2.0")
    (info / "METADATA").write_text("".join(f"{line}\n" for line in lines))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _put_papers(program: Program, inputs: Inputs, allowed: libraries.Allowed, target: Path) -> None:
    """Put licences beside the program, and the list of its parts; packages keep theirs in their folders."""
    for name in OWN:
        shutil.copyfile(ROOT / name, target / f"{name}.txt")
    for name in WITH_QT:
        _copy(TEXTS / name, target / "licences" / name)
    lib = target / "lib"
    found = sorted(distributions(path=[str(lib)]), key=lambda package: package.name.lower())
    parts = [Library(path.relative_to(lib).as_posix(), frozenset()) for path in libraries.native(lib)]
    listed = sbom.document(program, found, parts, lib)
    for part in listed["components"]:
        if part["name"] == "cpython":  # the one that comes along, not the one that builds
            part |= {"version": inputs.version, "hashes": [{"alg": "SHA-256", "content": inputs.sha256}]}
        if part["name"].startswith(("PySide6/", "shiboken6/")):
            name = part["name"].rpartition("/")[2]
            part["licenses"] = [{"license": {"id": allowed.licence(name)}}]
    (target / "sbom.cdx.json").write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n")
