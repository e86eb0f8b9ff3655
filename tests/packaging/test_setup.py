"""The setup program says what it does and cannot do, in words, and does nothing twice."""

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

SETUP = Path(__file__).parents[2] / "packaging" / "setup"
MODULES = ("failure", "debian", "interpreter", "environment", "system", "tools")


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The modules of the setup program, imported as it imports them, and forgotten afterwards."""
    monkeypatch.syspath_prepend(SETUP)
    loaded = ModuleType("setup_modules")
    for name in MODULES:
        monkeypatch.delitem(sys.modules, name, raising=False)
        setattr(loaded, name, importlib.import_module(name))
        monkeypatch.setitem(sys.modules, name, getattr(loaded, name))
    return loaded


@pytest.fixture
def not_root(monkeypatch: pytest.MonkeyPatch, setup: ModuleType) -> None:
    monkeypatch.setattr(setup.debian.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.debian.shutil, "which", lambda name: f"/usr/bin/{name}")


@pytest.fixture
def finished_environment(monkeypatch: pytest.MonkeyPatch, setup: ModuleType, tmp_path: Path) -> Path:
    """A checkout that was set up: lock, project, a Python, and the stamp of a finished setup."""
    environment = setup.environment
    for name, path in (("LOCK", "requirements.lock"), ("PROJECT", "pyproject.toml"), ("PYTHON", "python")):
        monkeypatch.setattr(environment, name, tmp_path / path)
        (tmp_path / path).write_text(path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "STAMP", tmp_path / "setup.json")
    monkeypatch.delenv("PYTHON", raising=False)
    stamp = {
        "root": str(tmp_path),
        "lock": environment.digest(environment.LOCK),
        "project": environment.digest(environment.PROJECT),
    }
    environment.STAMP.write_text(json.dumps(stamp))
    return tmp_path


@pytest.fixture
def pip_calls(monkeypatch: pytest.MonkeyPatch, setup: ModuleType) -> list[tuple[str, ...]]:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup.environment, "pip", lambda *arguments: calls.append(arguments))
    return calls


def test_a_missing_library_is_told_with_the_line_that_installs_it(setup, not_root, monkeypatch, capsys):
    monkeypatch.setattr(setup.system, "loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setattr(setup.system, "has_browser", lambda: True)
    monkeypatch.setattr(setup.system, "has_postgres", lambda: True)
    setup.system.prepare()
    said = capsys.readouterr().out
    assert "apt-get install --no-install-recommends libxcb-cursor0" in said
    assert "Going on without a window" in said


def test_without_a_library_that_qt_needs_the_setup_stops(setup, not_root, monkeypatch):
    monkeypatch.setattr(setup.system, "loads", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(setup.system, "has_browser", lambda: True)
    monkeypatch.setattr(setup.system, "has_postgres", lambda: True)
    with pytest.raises(setup.failure.SetupError, match="libgl1"):
        setup.system.prepare()


def test_a_missing_browser_is_told_and_what_it_means(setup, not_root, monkeypatch, capsys):
    monkeypatch.setattr(setup.system, "loads", lambda library: True)
    monkeypatch.setattr(setup.system, "has_browser", lambda: False)
    monkeypatch.setattr(setup.system, "has_postgres", lambda: True)
    setup.system.prepare()
    said = capsys.readouterr().out
    assert "apt-get install --no-install-recommends chromium" in said
    assert "the tour and the tests of the phone page cannot run" in said


def test_without_postgres_the_line_is_told_and_what_cannot_be_tested(
    setup, not_root, monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(setup.system, "loads", lambda library: True)
    here = {"chromium", "open_jtalk", *setup.system.TRIED_WITH}
    monkeypatch.setattr(setup.system, "which", lambda name: f"/usr/bin/{name}" if name in here else None)
    monkeypatch.setattr(setup.system, "POSTGRES", tmp_path)
    setup.system.prepare()
    said = capsys.readouterr().out
    assert "apt-get install --no-install-recommends postgresql" in said
    assert "the tests of the hub's second storage cannot run" in said
    # Debian's programs are found though they are not on the PATH.
    (tmp_path / "15" / "bin").mkdir(parents=True)
    (tmp_path / "15" / "bin" / "initdb").touch()
    setup.system.prepare()
    assert capsys.readouterr().out == ""


def test_programs_that_read_aloud_are_optional(setup, not_root, monkeypatch, capsys):
    monkeypatch.setattr(setup.system, "loads", lambda library: True)
    monkeypatch.setattr(setup.system, "has_browser", lambda: True)
    monkeypatch.setattr(setup.system, "has_postgres", lambda: True)
    here = {*setup.system.TRIED_WITH} - {"espeak-ng"}
    monkeypatch.setattr(setup.system, "which", lambda name: f"/usr/bin/{name}" if name in here else None)
    setup.system.prepare()
    said = capsys.readouterr().out
    assert "Optional, for reading aloud in access mode" in said
    assert "apt-get install --no-install-recommends espeak-ng open-jtalk open-jtalk-mecab-naist-jdic" in said


def test_without_what_tests_drive_it_is_told_and_they_are_skipped(setup, not_root, monkeypatch, capsys):
    monkeypatch.setattr(setup.system, "loads", lambda library: library != "libXtst.so.6")
    monkeypatch.setattr(setup.system, "has_browser", lambda: True)
    monkeypatch.setattr(setup.system, "has_postgres", lambda: True)
    monkeypatch.setattr(setup.system, "which", lambda name: f"/usr/bin/{name}" if name != "Xvfb" else None)
    setup.system.prepare()
    said = capsys.readouterr().out
    assert "apt-get install --no-install-recommends xvfb libxtst6" in said
    assert "Going on without xvfb, libxtst6: the tests that need them are skipped." in said


def test_the_second_time_nothing_is_done_and_nothing_said(setup, finished_environment, pip_calls, capsys):
    setup.environment.prepare()
    assert pip_calls == []
    assert capsys.readouterr().out == ""


def test_a_changed_lock_is_installed_with_its_hashes(setup, finished_environment, pip_calls):
    setup.environment.LOCK.write_text("httpx==0.28.1 --hash=sha256:00\n")
    setup.environment.prepare()
    assert "--require-hashes" in pip_calls[0]
    assert "--editable" in pip_calls[1]
    setup.environment.prepare()
    assert len(pip_calls) == 2


def test_a_changed_project_file_alone_installs_no_packages_again(setup, finished_environment, pip_calls):
    setup.environment.PROJECT.write_text("changed")
    setup.environment.prepare()
    assert [("--editable" in call) for call in pip_calls] == [True]


def test_a_moved_checkout_gets_a_new_environment(setup, finished_environment, pip_calls, monkeypatch):
    made = []
    monkeypatch.setattr(setup.environment, "create", lambda: made.append(True))
    monkeypatch.setattr(setup.environment, "ROOT", finished_environment / "elsewhere")
    setup.environment.prepare()
    assert made == [True]


def test_an_unsuitable_python_is_refused_with_the_range_that_runs(setup, monkeypatch):
    old = setup.interpreter.Interpreter("python3.9", (3, 9), has_ensurepip=True)
    monkeypatch.setenv("PYTHON", "python3.9")
    monkeypatch.setattr(setup.interpreter, "probe", lambda name: old)
    with pytest.raises(setup.failure.SetupError, match=r"Python 3\.9; Vetrina runs on Python 3\.11 to 3\.14"):
        setup.interpreter.choose()


def test_a_python_that_does_not_start_is_passed_over(setup, monkeypatch, tmp_path):
    shim = tmp_path / "python3.14"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert setup.interpreter.probe(str(shim)) is None


def test_the_lock_names_no_address_and_a_hash_for_every_package():
    lines = (SETUP.parents[1] / "requirements.lock").read_text().splitlines()
    assert not [line for line in lines if "://" in line]
    starts = [index for index, line in enumerate(lines) if line[:1].isalnum()]
    assert starts
    assert all(lines[index + 1].strip().startswith("--hash=sha256:") for index in starts)


def test_what_packages_take_is_named_before_the_work_begins(setup, not_root, monkeypatch, capsys):
    tools = setup.tools
    here = {*tools.PACKAGE, *tools.CHECK} - {"readelf", "strip", "mmdebstrap"}
    monkeypatch.setattr(tools, "which", lambda name: f"/usr/bin/{name}" if name in here else None)
    monkeypatch.setattr(tools, "find_library", lambda name: None if name == "Xtst" else f"lib{name}.so.6")
    assert tools.main(["package"]) == 1
    said = capsys.readouterr()
    assert "apt-get install --no-install-recommends binutils\n" in said.out
    assert "strip is not here: apt-get install binutils" in said.err
    assert tools.main(["check"]) == 1
    said = capsys.readouterr()
    assert "apt-get install --no-install-recommends libxtst6 mmdebstrap\n" in said.out


def test_where_the_tools_are_nothing_is_said(setup, monkeypatch, capsys):
    monkeypatch.setattr(setup.tools, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(setup.tools, "find_library", lambda name: f"lib{name}.so.6")
    assert (setup.tools.main(["package"]), setup.tools.main(["check"])) == (0, 0)
    assert capsys.readouterr() == ("", "")


def test_what_was_installed_is_enough(setup, monkeypatch, capsys):
    there: list[str] = []
    monkeypatch.setattr(
        setup.tools, "which", lambda name: name if name not in {"readelf", "strip"} or there else None
    )
    monkeypatch.setattr(setup.tools.debian, "install", lambda packages, _why: there.extend(packages))
    assert setup.tools.main(["package"]) == 0
    assert there == ["binutils"]
