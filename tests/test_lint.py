"""Formatting, linters and types, for Python and QML, as tests."""

import json
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
QML = ROOT / "kiosk" / "ui" / "qml"
QT = Path(PySide6.__file__).parent
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


def test_types_hold():
    run(BIN / "mypy")


@pytest.fixture
def linted_module(tmp_path: Path) -> Path:
    """The QML module with the types of its Python classes beside it, as qmllint wants to see it."""
    module = tmp_path / "Vetrina"
    for source in QML.joinpath("Vetrina").rglob("*"):
        if source.is_file():
            target = module / source.relative_to(QML / "Vetrina")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    write_python_types(tmp_path, module / "Vetrina.qmltypes")
    qmldir = module / "qmldir"
    qmldir.write_text(qmldir.read_text() + "\ntypeinfo Vetrina.qmltypes\n")
    return module


def write_python_types(folder: Path, target: Path) -> None:
    """Describe the classes that Python registers for QML."""
    classes = [path for path in (ROOT / "kiosk").rglob("*.py") if "QML_IMPORT_NAME" in path.read_text()]
    dumped = folder / "classes.json"
    run(BIN / "pyside6-metaobjectdump", "--quiet", "--out-file", dumped, *classes)
    qt_types = [str(QT / "Qt" / "metatypes" / f"qt6{part}_metatypes.json") for part in QT_PARTS]
    run(
        QT / "Qt" / "libexec" / "qmltyperegistrar",
        *("--import-name", "Vetrina", "--major-version", "1"),
        *("--foreign-types", ",".join(qt_types)),
        *("--generate-qmltypes", target, "-o", folder / "registration.cpp"),
        dumped,
    )


def test_qmllint_finds_nothing(linted_module: Path):
    pages = sorted(linted_module.rglob("*.qml"))
    report = linted_module.parent / "report.json"
    subprocess.run(
        [BIN / "pyside6-qmllint", "-W", "0", "--json", report, "-I", linted_module.parent, *pages],
        capture_output=True,
        check=False,
    )
    warnings = [
        f"{Path(file['filename']).relative_to(linted_module)}:{warning.get('line')}: {warning['message']}"
        for file in json.loads(report.read_text())["files"]
        for warning in file["warnings"]
    ]
    assert pages
    assert not warnings, "\n".join(warnings)
