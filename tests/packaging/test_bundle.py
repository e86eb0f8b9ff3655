"""What may go into an installed program, and what the build says of anything else."""

import ast
import importlib
import json
import os
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk.app.self_test.modules import NOT_INSTALLED
from tests.packaging import parts_list

PACKAGING = Path(__file__).parents[2] / "packaging"
MODULES = ("failure", "programs", "pins", "runtime", "libraries", "freeze", "sbom", "papers", "tree")


@pytest.fixture
def bundle(monkeypatch):
    """The modules of the build, imported as it imports them, and forgotten afterwards."""
    monkeypatch.syspath_prepend(PACKAGING)
    for name in [each for each in sys.modules if each == "bundle" or each.startswith("bundle.")]:
        monkeypatch.delitem(sys.modules, name)
    loaded = SimpleNamespace(**{name: importlib.import_module(f"bundle.{name}") for name in MODULES})
    yield loaded
    for name in [each for each in sys.modules if each == "bundle" or each.startswith("bundle.")]:
        del sys.modules[name]


@pytest.fixture
def allowed(bundle):
    return bundle.libraries.Allowed.read()


def library(bundle, path, *needs):
    return bundle.libraries.Library(path, frozenset(needs))


def test_the_kiosk_brings_what_its_code_imports_and_nothing_of_the_hub_or_the_tests(bundle):
    brought = set(bundle.pins.runtime(bundle.programs.KIOSK))
    assert {"pyside6-essentials", "pyside6-addons", "msgspec", "pynacl", "zxing-cpp", "httpx"} <= brought
    assert not brought & {"starlette", "uvicorn", "asyncpg", "lxml", "nh3"}
    assert not brought & {"playwright", "pytest", "mypy", "hypothesis", "pyinstaller", "pip"}


def test_the_hub_brings_no_qt(bundle):
    brought = set(bundle.pins.runtime(bundle.programs.HUB))
    assert {"starlette", "uvicorn", "asyncpg", "lxml", "nh3"} <= brought
    assert not [name for name in brought if name.startswith(("pyside6", "shiboken6"))]


def test_every_package_comes_at_the_locked_version_and_with_its_hashes(bundle):
    pinned = bundle.pins.pinned(bundle.pins.runtime(bundle.programs.KIOSK))
    starts = [line for line in pinned.splitlines() if line[:1].isalnum()]
    assert all("==" in line for line in starts)
    assert pinned.count("--hash=sha256:") >= len(starts)
    assert "pytest" not in pinned


def test_a_package_that_the_lock_does_not_have_is_named(bundle):
    with pytest.raises(bundle.failure.BuildError, match=r"no nosuchthing: make lock"):
        bundle.pins.pinned(["httpx", "nosuchthing"])


def test_the_rooms_that_stay_behind_stay_behind(bundle):
    kiosk, hub = bundle.programs.KIOSK.modules(), bundle.programs.HUB.modules()
    assert "kiosk.app.self_test.run" in kiosk
    assert "sync.client.replica" in kiosk
    assert not [name for name in kiosk if name.startswith(("sync.hub", "kiosk.tour", "kiosk.demo"))]
    assert "sync.hub.commands.serving" in hub
    assert not [name for name in hub if name.startswith(("kiosk", "sync.client"))]


def test_nothing_that_comes_along_imports_what_stays_behind(bundle):
    for program in bundle.programs.PROGRAMS.values():
        stay = tuple(room for room in program.without if room.startswith(("kiosk", "sync")))
        for module in set(program.modules()) - {"kiosk.__main__"}:
            # The command line says in words that demo and tour are not there.
            wrong = [name for name in imported(module) if name.startswith(stay)]
            assert not wrong, f"{module} imports {wrong}"


def imported(module):
    path = PACKAGING.parent / module.replace(".", "/")
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_self_test_looks_for_all_that_comes_along(bundle):
    own = [room for room in bundle.programs.KIOSK.without if room.startswith(("kiosk", "sync"))]
    assert sorted(own) == sorted(NOT_INSTALLED)


def test_files_beside_the_code_come_along_but_no_picture_of_the_demo(bundle):
    listed = bundle.programs.KIOSK.files()
    names = {f"{folder}/{path.name}" for path, folder in listed}
    assert {
        "resources/brand/olmaia.toml",
        "resources/brand/olmaia/logo.svg",
        "resources/i18n/kiosk/ja.toml",
        "resources/fonts/NotoSansCJKJP-Regular.otf",
        "resources/fonts/OFL-Inter.txt",
        "resources/sounds/added.wav",
        "kiosk/ui/qml/Vetrina/Main.qml",
    } <= names
    assert not [name for name in names if name.startswith(("resources/demo", "resources/readme"))]
    assert not [name for name in names if name.endswith((".py", ".pyc"))]
    hub = {f"{folder}/{path.name}" for path, folder in bundle.programs.HUB.files()}
    assert {"sync/hub/page/static/page.html", "resources/mail/frame.html"} <= hub


def test_a_library_under_the_gpl_alone_fails_the_build_and_is_named(bundle, allowed):
    bad = [
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/lib/libQt6Charts.so.6",
        "PySide6/Qt/lib/libQt6Graphs.so.6",
        "PySide6/Qt/lib/libQt6QuickTimeline.so.6",
        "libreadline.so.8",
        "python3.11/lib-dynload/readline.cpython-311-x86_64-linux-gnu.so",
    ]
    faults = bundle.libraries.judge([library(bundle, path) for path in bad], allowed, [])
    assert [fault.partition(":")[0] for fault in faults] == bad
    assert all("GPL" in fault for fault in faults)


def test_what_nobody_has_reviewed_fails_the_build(bundle, allowed):
    strange = [
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/QtSql.abi3.so",
        "libmystery.so.1",
        "odd/x.so",
    ]
    faults = bundle.libraries.judge(
        [library(bundle, path) for path in strange], allowed, ["msgspec/_core.so"]
    )
    assert faults == [f"{path}: nobody has reviewed it" for path in strange]


def test_what_is_needed_and_comes_from_nowhere_fails_the_build(bundle, allowed):
    core = library(bundle, "PySide6/Qt/lib/libQt6Core.so.6", "libc.so.6", "libicuuc.so.73")
    assert bundle.libraries.judge([core], allowed, []) == [
        "PySide6/Qt/lib/libQt6Core.so.6: it needs libicuuc.so.73, which is neither here nor in [system]"
    ]


def test_what_was_reviewed_passes(bundle, allowed):
    good = [
        library(bundle, "PySide6/Qt/lib/libQt6Core.so.6", "libc.so.6"),
        library(bundle, "PySide6/Qt/plugins/platforms/libqxcb.so", "libQt6Core.so.6", "libxcb.so.1"),
        library(bundle, "PySide6/QtCore.abi3.so"),
        library(bundle, "PySide6/libpyside6.abi3.so.6.11"),
        library(bundle, "shiboken6/Shiboken.abi3.so"),
        library(bundle, "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so", "libssl.so.3"),
        library(bundle, "msgspec/_core.so"),
    ]
    assert bundle.libraries.judge(good, allowed, ["msgspec/_core.so"]) == []


def test_every_line_of_the_list_has_a_reason_and_none_contradicts_another(allowed):
    for part in allowed:
        assert all(reason for reason in part.values())
    names = [each.rpartition("/")[2] for each in (*allowed.qt, *allowed.native)]
    assert not [name for name in names for pattern in allowed.gpl if fnmatchcase(name, pattern)]
    assert not set(names) & allowed.system.keys()


def test_a_tree_has_one_sum_however_it_was_copied(bundle, tmp_path):
    trees = [tmp_path / "one", tmp_path / "two"]
    for tree, mode in zip(trees, (0o600, 0o664), strict=True):
        (tree / "part").mkdir(parents=True)
        (tree / "part" / "file").write_text("text")
        (tree / "part" / "file").chmod(mode)
        (tree / "program").write_text("#!/bin/sh\n")
        (tree / "program").chmod(0o700)
        (tree / "link").symlink_to("part/file")
        bundle.tree.put_in_order(tree, 1_700_000_000)
    assert bundle.tree.fingerprint(trees[0]) == bundle.tree.fingerprint(trees[1])
    assert os.access(trees[0] / "program", os.X_OK)
    (trees[1] / "part" / "file").write_text("test")
    bundle.tree.put_in_order(trees[1], 1_700_000_000)
    assert bundle.tree.fingerprint(trees[0]) != bundle.tree.fingerprint(trees[1])


def test_the_list_of_parts_names_packages_and_libraries_with_licences(bundle, tmp_path):
    core = tmp_path / "PySide6/Qt/lib/libQt6Core.so.6"
    core.parent.mkdir(parents=True)
    core.write_bytes(b"\x7fELF")
    here = SimpleNamespace(site=Path(pytest.__file__).parents[1])
    installed = bundle.papers.packages(here)
    native = [library(bundle, "PySide6/Qt/lib/libQt6Core.so.6")]
    listed = bundle.sbom.document(bundle.programs.KIOSK, installed, native, tmp_path)
    assert listed == bundle.sbom.document(bundle.programs.KIOSK, installed, native, tmp_path)
    assert parts_list.faults(json.loads(json.dumps(listed))) == []
    parts = {part["name"]: part for part in listed["components"]}
    assert parts["httpx"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert parts["fpdf2"]["licenses"] == [{"expression": "LGPL-3.0-only"}]
    assert parts["PySide6/Qt/lib/libQt6Core.so.6"]["licenses"] == [{"license": {"id": "LGPL-3.0-only"}}]
    assert parts["PySide6/Qt/lib/libQt6Core.so.6"]["version"] == parts["shiboken6"]["version"]
    assert len(listed["dependencies"][0]["dependsOn"]) == len(
        {part["bom-ref"] for part in listed["components"]}
    )


def test_a_list_that_no_tool_would_read_is_seen(bundle, tmp_path):
    listed = bundle.sbom.document(bundle.programs.HUB, [], [], tmp_path)
    assert parts_list.faults(listed) == []
    listed["components"][0]["licenses"] = [{"license": {"id": "Python"}}]
    listed["components"][0]["type"] = "thing"
    listed["metadata"]["component"]["licenses"] = [{"expression": "Apache 2, more or less"}]
    listed["dependencies"][0]["dependsOn"].append("pkg:generic/nothing@1")
    said = "\n".join(parts_list.faults(listed))
    for words in ("thing", "no expression of SPDX", "nothing@1 is needed"):
        assert words in said


def test_programs_that_the_built_one_starts_begin_as_from_a_shell(monkeypatch):
    code = compile((PACKAGING / "bundle" / "before.py").read_text(), "before.py", "exec")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/vetrina/_internal")
    monkeypatch.setenv("_PYI_PARENT_PROCESS_LEVEL", "1")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    exec(code, {})
    assert "LD_LIBRARY_PATH" not in os.environ
    assert "_PYI_PARENT_PROCESS_LEVEL" not in os.environ
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/vetrina/_internal:/opt/own")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/own")
    exec(code, {})
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/own"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
