"""What goes into the installer: packages for Windows, a Python brought along, reviewed Qt libraries."""

import hashlib
import io
import json
import shutil
import zipfile
from fnmatch import fnmatchcase

import pytest

PYTHON = ("python.exe", "pythonw.exe", "python312.zip", "python312._pth")


@pytest.fixture
def archive(tmp_path):
    """A stand-in for Python's embeddable package."""
    path = tmp_path / "python.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name in ("python.exe", "pythonw.exe", "python312.zip"):
            opened.writestr(name, "no program")
        opened.writestr("python312._pth", "python312.zip\n.\n#import site\n")
    return path


@pytest.fixture
def said(windows, archive):
    """The inputs, with that archive as the one that is meant."""
    known = windows.inputs.Inputs.read(archive.parent)
    return known._replace(archive=archive, sha256=hashlib.sha256(archive.read_bytes()).hexdigest())


@pytest.fixture
def wheels(windows, tmp_path):
    """Stand-ins for Qt's packages with all that was reviewed and more, and for another one."""
    allowed = windows.libraries.Allowed.read()
    qt = {f"PySide6/{name}": b"" for name in allowed.qt} | {
        f"shiboken6/{name}": b"" for name in allowed.shiboken
    }
    more = {
        "PySide6/__init__.py": b"",
        "PySide6/Qt6VirtualKeyboard.dll": b"",
        "PySide6/designer.exe": b"",
        "PySide6/qml/QtQuick/qmldir": b"module QtQuick\n",
        "PySide6/qml/QtQuick/Controls/qmldir": b"module QtQuick.Controls\n",
        "PySide6/QtCore.pyi": b"",
    }
    other = {
        "other/__init__.py": b"",
        "other-1.data/purelib/beside.py": b"",
        "other-1.data/data/share/man": b"",
        "other-1.dist-info/METADATA": b"Metadata-Version: 2.1\nName: other\nVersion: 1\nLicense: MIT\n",
        "../outside.py": b"",
    }
    return [packed(tmp_path / "qt-1.whl", qt | more), packed(tmp_path / "other-1.whl", other)]


def packed(path, files):
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return path


def needs_objdump():
    if shutil.which("objdump") is None:
        pytest.skip("objdump is not here (binutils): libraries cannot be looked into")


def test_the_lock_file_names_every_package_that_windows_needs(windows):
    lines = windows.wheels.lines(windows.kiosk, "3.12")
    names = [line.partition("=")[0] for line in lines.splitlines() if line[:1].isalnum()]
    assert {
        "pyside6-essentials",
        "pyside6-addons",
        "shiboken6",
        "pynacl",
        "colorama",
        "pywin32-ctypes",
    } <= set(names)
    assert not {"jeepney", "secretstorage", "starlette", "pytest", "pip"} & set(names)
    assert len(names) == len(set(names))
    assert ";" not in lines
    assert lines.count("--hash=sha256:") >= len(names)


def test_an_input_that_nobody_named_builds_nothing(windows, tmp_path):
    known = windows.inputs.Inputs.read(tmp_path)._replace(sha256="")
    with pytest.raises(windows.failure.MsiError, match="Nothing is built: which Python"):
        windows.tree.lay_out(windows.kiosk, known, [], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_input_that_is_not_there_or_another_builds_nothing(windows, said, tmp_path):
    with pytest.raises(windows.failure.MsiError, match="is not there"):
        said._replace(archive=tmp_path / "none.zip").check()
    with pytest.raises(windows.failure.MsiError, match="not the file whose SHA-256"):
        said._replace(sha256="0" * 64).check()


def test_an_archive_that_is_no_embeddable_python_is_refused(windows, said, tmp_path):
    other = packed(tmp_path / "other.zip", {"python.exe": b""})
    known = said._replace(archive=other, sha256=hashlib.sha256(other.read_bytes()).hexdigest())
    with pytest.raises(windows.failure.MsiError, match="embeddable package"):
        windows.tree.lay_out(None, known, [], tmp_path / "out")


def test_python_may_lie_in_a_folder_of_the_archive(windows, said, tmp_path):
    inside = packed(tmp_path / "inside.zip", dict.fromkeys((f"cp/{name}" for name in PYTHON), b""))
    known = said._replace(archive=inside, sha256=hashlib.sha256(inside.read_bytes()).hexdigest())
    windows.tree._put_python(known._replace(folder="cp"), tmp_path / "python")
    assert {path.name for path in (tmp_path / "python").iterdir()} == set(PYTHON)
    with pytest.raises(windows.failure.MsiError, match="no folder other"):
        windows.tree._put_python(known._replace(folder="other"), tmp_path / "none")


def test_the_program_lies_as_it_is_installed(windows, said, wheels, tmp_path):
    needs_objdump()
    out = tmp_path / "out"
    windows.tree.lay_out(windows.kiosk, said, wheels, out)
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"vetrina.exe", "vetrina-kiosk.exe", "python/python.exe", "LICENSE.txt", "NOTICE.txt"} <= there
    assert {"program/kiosk/__main__.py", "program/resources/icons", "program/kiosk/ui/qml"} <= there | {
        path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_dir()
    }
    assert not [each for each in there if each.startswith(("program/sync/hub", "program/kiosk/demo"))]
    lines = (out / "python" / "python312._pth").read_bytes().decode().split("\r\n")
    assert lines == ["python312.zip", ".", "..\\lib", "..\\program", ""]
    assert {"python/msvcp140.dll", "lib/other/__init__.py", "lib/beside.py"} <= there
    assert not [each for each in there if "outside" in each or "share/man" in each]
    assert not (tmp_path / "outside.py").exists()


def test_only_what_was_reviewed_of_qt_comes_along(windows, said, wheels, tmp_path):
    needs_objdump()
    windows.tree.lay_out(windows.kiosk, said, wheels, tmp_path / "out")
    qt = tmp_path / "out" / "lib" / "PySide6"
    there = {path.relative_to(qt).as_posix() for path in qt.rglob("*") if path.is_file()}
    assert there == set(windows.libraries.Allowed.read().qt) | {"__init__.py", "qml/QtQuick/qmldir"}


def test_the_list_of_parts_names_the_python_that_comes_along(windows, said, wheels, tmp_path):
    needs_objdump()
    windows.tree.lay_out(windows.kiosk, said, wheels, tmp_path / "out")
    listed = json.loads((tmp_path / "out" / "sbom.cdx.json").read_text())
    parts = {part["name"]: part for part in listed["components"]}
    assert parts["cpython"]["version"] == said.version
    assert parts["cpython"]["hashes"] == [{"alg": "SHA-256", "content": said.sha256}]
    assert parts["other"]["version"] == "1"


def test_a_library_of_qt_that_is_missing_is_named(windows, tmp_path):
    (tmp_path / "PySide6").mkdir()
    with pytest.raises(windows.failure.MsiError, match=r"Qt6Core\.dll"):
        windows.libraries.trim(tmp_path, windows.libraries.Allowed.read())


def test_a_need_that_nobody_reviewed_is_named(windows, said, tmp_path):
    needs_objdump()
    (tmp_path / "vetrina.exe").write_bytes(said.console.read())
    allowed = windows.libraries.Allowed.read()
    assert windows.libraries.judge(tmp_path, allowed) == []
    poor = allowed._replace(system={"kernel32.dll": "Windows"})
    assert windows.libraries.judge(tmp_path, poor) == [
        "vetrina.exe: it needs shlwapi.dll, which is neither here nor in [system]"
    ]


def test_nothing_under_the_gpl_alone_was_let_in(windows):
    allowed = windows.libraries.Allowed.read()
    assert windows.gpl
    assert not [
        name for name in (*allowed.qt, *allowed.shiboken) for at in windows.gpl if fnmatchcase(name, at)
    ]


def test_a_launcher_starts_the_python_beside_it_with_what_it_carries(windows, said, tmp_path):
    windows.launchers.write(said, tmp_path)
    for name, python in (("vetrina.exe", "python.exe"), ("vetrina-kiosk.exe", "pythonw.exe")):
        content = (tmp_path / name).read_bytes()
        assert content[:2] == b"MZ"
        assert rf"#!<launcher_dir>\python\{python} -X utf8 -B".encode() + b"\r\nPK" in content
        with zipfile.ZipFile(io.BytesIO(content)) as carried:
            assert b"from kiosk.__main__ import main" in carried.read("__main__.py")


def test_a_launcher_that_is_another_is_refused(windows, said):
    other = said.console._replace(sha256="0" * 64)
    with pytest.raises(windows.failure.MsiError, match=r"t64\.exe"):
        other.read()


def test_files_of_a_cabinet_are_dated(windows):
    with pytest.raises(windows.failure.MsiError, match="no cabinet"):
        windows.cabinet.dated(b"PK, and no more", 0)
