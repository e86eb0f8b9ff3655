"""The built programs, where there are any: `make package` makes them."""

import json
import subprocess
from pathlib import Path

import pytest

TREES = Path(__file__).parents[2] / "build" / "package" / "tree"


def tree(name):
    """A built program's folder."""
    path = TREES / name
    if not path.is_dir():
        pytest.skip(f"NOT TESTED: there is no built {name} in build/package/tree; `make package` builds it")
    return path


@pytest.fixture
def kiosk():
    return tree("kiosk")


@pytest.fixture
def hub():
    return tree("hub")


def run(program, *arguments, home):
    """Run a built program as if on a machine that has nothing else."""
    bare = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [program, *arguments], env=bare, cwd=home, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_built_kiosk_is_whole(kiosk, tmp_path):
    finished = run(kiosk / "vetrina", "self-test", home=tmp_path)
    report = json.loads(finished.stdout)
    assert [check for check in report["checks"] if not check["ok"]] == []
    assert (report["ok"], report["bundled"], report["version"]) == (True, True, "0.1.0")
    assert finished.returncode == 0


def test_a_damaged_kiosk_says_so(kiosk, tmp_path):
    copy = tmp_path / "kiosk"
    subprocess.run(["cp", "--archive", "--link", kiosk, copy], check=True)
    (copy / "_internal/resources/sounds/added.wav").unlink()
    (copy / "_internal/kiosk/ui/qml/Vetrina/shopper/ProductPage.qml").unlink()
    finished = run(copy / "vetrina", "self-test", home=tmp_path)
    wrong = {check["name"] for check in json.loads(finished.stdout)["checks"] if not check["ok"]}
    assert {"sounds", "pages"} <= wrong
    assert finished.returncode == 1


def test_the_built_kiosk_understands_a_scan_and_leaves_the_demo_out(kiosk, tmp_path):
    assert json.loads(run(kiosk / "vetrina", "scan", "--json", "--", "9521000000018", home=tmp_path).stdout)
    said = run(kiosk / "vetrina", "demo", home=tmp_path)
    assert said.returncode == 1
    assert "an installed kiosk leaves out" in said.stderr


def test_licences_and_the_list_of_parts_go_with_it(kiosk):
    assert {"LICENSE", "NOTICE", "licences", "sbom.cdx.json"} <= {path.name for path in kiosk.iterdir()}
    names = {path.name for path in (kiosk / "licences").iterdir()}
    assert {"LGPL-3.0.txt", "GPL-3.0.txt", "REPLACE-QT.md", "Python.txt", "msgspec"} <= names
    parts = json.loads((kiosk / "sbom.cdx.json").read_text())["components"]
    listed = {part["name"] for part in parts}
    assert {"cpython", "httpx", "PySide6/Qt/lib/libQt6Quick.so.6"} <= listed
    assert not listed & {"starlette", "playwright", "pyinstaller"}


def test_nothing_in_it_names_where_it_was_built(kiosk):
    root = str(TREES.parents[2]).encode()
    found = [path for path in kiosk.rglob("*") if path.is_file() and root in path.read_bytes()]
    assert found == []


def test_the_built_hub_knows_its_commands(hub, tmp_path):
    finished = run(hub / "vetrina-hub", "--help", home=tmp_path)
    assert finished.returncode == 0
    assert "serve" in finished.stdout
    assert run(hub / "vetrina-hub", "enrol", "--help", home=tmp_path).returncode == 0
