"""Formatting, linters and types, for Python and QML, as tests."""

import json
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
QML = ROOT / "kiosk" / "ui" / "qml"
MODELS = "Vetrina.Models"
"""The QML module of the types that Python registers."""

QT = Path(PySide6.__file__).parent
IMPORTED = re.compile(r"^from (kiosk[\w.]*) import", re.MULTILINE)
QT_PARTS = ("core", "gui", "qml", "quick")


def run(*command: str | Path) -> str:
    """Run a tool in the checkout; fail the test with what it said when it is not content."""
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = finished.stdout + finished.stderr
    assert finished.returncode == 0, said
    return said


def test_ruff_finds_nothing():
    run(BIN / "ruff", "check", ".")


def test_python_is_formatted():
    run(BIN / "ruff", "format", "--check", ".")


@pytest.mark.first
def test_types_hold():
    run(BIN / "mypy")


def bases_first() -> list[Path]:
    """Return the kiosk's modules, each after those it imports.

    Whether a class is a QObject shows only to whoever has read its base before.
    """
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for path in (ROOT / "kiosk").rglob("*.py")
    }
    uses = {name: set(IMPORTED.findall(path.read_text())) & modules.keys() for name, path in modules.items()}
    return [modules[name] for name in TopologicalSorter(uses).static_order()]


@pytest.fixture
def python_types(tmp_path: Path) -> Path:
    """A folder of QML modules holding the types that Python registers, as qmllint wants to see them."""
    module = tmp_path.joinpath(*MODELS.split("."))
    module.mkdir(parents=True)
    module.joinpath("qmldir").write_text(f"module {MODELS}\ndepends QtQuick\ntypeinfo models.qmltypes\n")
    classes = [path for path in bases_first() if "QML_IMPORT_NAME" in path.read_text()]
    dumped = tmp_path / "classes.json"
    run(BIN / "pyside6-metaobjectdump", "--quiet", "--out-file", dumped, *classes)
    qt_types = [str(QT / "Qt" / "metatypes" / f"qt6{part}_metatypes.json") for part in QT_PARTS]
    run(
        QT / "Qt" / "libexec" / "qmltyperegistrar",
        *("--import-name", MODELS, "--major-version", "1"),
        *("--foreign-types", ",".join(qt_types)),
        *("--generate-qmltypes", module / "models.qmltypes", "-o", tmp_path / "registration.cpp"),
        dumped,
    )
    return tmp_path


def test_qmllint_finds_nothing(python_types: Path, tmp_path: Path):
    pages = sorted(QML.rglob("*.qml"))
    report = tmp_path / "report.json"
    subprocess.run(
        [BIN / "pyside6-qmllint", "-W", "0", "--json", report, "-I", python_types, "-I", QML, *pages],
        capture_output=True,
        check=False,
    )
    warnings = [
        f"{Path(file['filename']).relative_to(QML)}:{warning.get('line')}: {warning['message']}"
        for file in json.loads(report.read_text())["files"]
        for warning in file["warnings"]
        if warning["type"] != "info"
    ]
    assert pages
    assert not warnings, "\n".join(warnings)
