"""The list of a program's parts (CycloneDX 1.6): Python, its packages, and each native library."""

from __future__ import annotations

import hashlib
import platform
import re
import sqlite3
import uuid
from collections.abc import Sequence
from importlib.metadata import Distribution, version
from pathlib import Path
from typing import Any

from bundle.libraries import Allowed, Library
from bundle.pins import normal
from bundle.programs import Program

FORMAT = "1.6"
OF = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org")
NUMBER = re.compile(r"\.so\.([\d.]+)$")
SPDX = re.compile(r"[A-Za-z0-9.+() -]+")
OTHERS = ("libav", "libsw", "libicu")
"""They come with Qt and count by themselves."""
CLASSIFIER = "License :: OSI Approved :: "
KNOWN = {
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "PSFL": "PSF-2.0",
}
"""What some packages write, and how SPDX writes it."""

IDENTIFIER = re.compile(r"[A-Za-z.]+-[\w.-]*\d[\w.-]*|MIT|ISC|Unlicense|Zlib|blessing")
"""How SPDX's identifiers look: with a number, but for a few. `BSD` or `LGPL` alone is none."""

Component = dict[str, Any]


def document(
    program: Program, packages: Sequence[Distribution], native: Sequence[Library], folder: Path
) -> dict[str, Any]:
    """Return the list of parts, the same for the same parts.

    Args:
        program: Which.
        packages: Python's packages.
        native: Native libraries.
        folder: Where those lie.
    """
    parts = [_python(), *map(_package, packages), *(_library(each, folder, packages) for each in native)]
    known = version("vetrina")
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": FORMAT,
        "serialNumber": f"urn:uuid:{uuid.uuid5(OF, f'{program.command} {known} {digest}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": program.command,
                "name": program.command,
                "version": known,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": program.command, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def _python() -> Component:
    known = platform.python_version()
    return {
        "type": "platform",
        "bom-ref": f"pkg:generic/cpython@{known}",
        "name": "cpython",
        "version": known,
        "purl": f"pkg:generic/cpython@{known}",
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }


def _package(package: Distribution) -> Component:
    name = normal(package.name)
    purl = f"pkg:pypi/{name}@{package.version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": package.version,
        "purl": purl,
        "licenses": [licence(package)],
    }


def licence(package: Distribution) -> dict[str, Any]:
    """Return a package's licence: as SPDX writes it where it can be told, else as the package does."""
    told = package.metadata
    said = told.get("License-Expression") or told.get("License") or ""
    if not said or "\n" in said:
        kinds = [
            each.removeprefix(CLASSIFIER) for each in told.get_all("Classifier") or [] if CLASSIFIER in each
        ]
        said = kinds[0] if kinds else "see its text"
    said = KNOWN.get(said, said)
    if told.get("License-Expression") or (" OR " in said and SPDX.fullmatch(said)):
        return {"expression": said}
    key = "id" if IDENTIFIER.fullmatch(said) else "name"
    return {"license": {key: said}}


def _library(library: Library, folder: Path, packages: Sequence[Distribution]) -> Component:
    content = hashlib.sha256((folder / library.path).read_bytes()).hexdigest()
    part: Component = {
        "type": "file",
        "bom-ref": f"file:{library.path}",
        "name": library.path,
        "hashes": [{"alg": "SHA-256", "content": content}],
    }
    allowed = Allowed.read()
    if library.path.startswith(("PySide6/", "shiboken6/")) or library.path in allowed.native:
        part["licenses"] = [{"license": {"id": allowed.licence(library.name)}}]
    if number := _version(library, packages):
        part["version"] = number
    return part


def _version(library: Library, packages: Sequence[Distribution]) -> str:
    if library.path.startswith("libsqlite3"):
        return sqlite3.sqlite_version
    if library.path.startswith(("PySide6/", "shiboken6/")) and not library.name.startswith(OTHERS):
        return next((each.version for each in packages if each.name.lower() == "shiboken6"), "")
    found = NUMBER.search(library.name)
    return found[1] if found else ""
