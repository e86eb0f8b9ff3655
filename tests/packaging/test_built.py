"""The built programs, where there are any: `make package` makes them."""

import json
import subprocess
import time
from pathlib import Path

import pytest

from tests.packaging import parts_list

FEED = """\
id,title,description,link,price,gtin,image_link,availability
A-1,Larch sofa,Holds.,https://shop.example/a,1290.00 EUR,9521000000018,https://shop.example/a.jpg,in_stock
"""
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
    assert {"files", "sounds", "pages"} <= wrong
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


@pytest.mark.parametrize("name", ["kiosk", "hub"])
def test_the_list_of_parts_is_one_that_every_tool_reads(name):
    assert parts_list.faults(json.loads((tree(name) / "sbom.cdx.json").read_text())) == []


def test_every_file_is_as_its_sum_says(kiosk):
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    finished = subprocess.run(command, cwd=kiosk, capture_output=True, check=False)
    assert (finished.returncode, finished.stdout) == (0, b"")


def test_another_qt_may_be_put_in_its_place(kiosk, tmp_path):
    copy = tmp_path / "kiosk"
    subprocess.run(["cp", "--archive", "--link", kiosk, copy], check=True)
    quick = copy / "_internal/PySide6/Qt/lib/libQt6Quick.so.6"
    other = quick.read_bytes() + b"another one"
    quick.unlink()
    quick.write_bytes(other)
    finished = run(copy / "vetrina", "self-test", home=tmp_path)
    assert finished.returncode == 0
    (said,) = (each["found"] for each in json.loads(finished.stdout)["checks"] if each["name"] == "files")
    assert said.endswith("of which replaced: _internal/PySide6/Qt/lib/libQt6Quick.so.6")


def test_the_doctor_looks_through_the_built_qt(kiosk, tmp_path):
    said = run(kiosk / "vetrina", "doctor", "--data", str(tmp_path / "tablet"), "--json", home=tmp_path)
    codes = {finding["code"] for finding in json.loads(said.stdout)["findings"]}
    assert {"qt.in_memory", "fonts.right", "brand.right"} <= codes


def test_nothing_in_it_names_where_it_was_built(kiosk):
    root = str(TREES.parents[2]).encode()
    found = [path for path in kiosk.rglob("*") if path.is_file() and root in path.read_bytes()]
    assert found == []


def test_the_built_hub_knows_its_commands(hub, tmp_path):
    finished = run(hub / "vetrina-hub", "--help", home=tmp_path)
    assert finished.returncode == 0
    assert "serve" in finished.stdout
    assert run(hub / "vetrina-hub", "enrol", "--help", home=tmp_path).returncode == 0


@pytest.fixture
def serving(hub, tmp_path):
    """The built hub with one product, serving; its data folder and its address."""
    data, feed = tmp_path / "hub", tmp_path / "feed.csv"
    feed.write_text(FEED)
    took = run(hub / "vetrina-hub", "import", str(feed), "--data", str(data), home=tmp_path)
    assert took.returncode == 0, took.stdout + took.stderr
    command = [hub / "vetrina-hub", "serve", "--data", data, "--port", "0"]
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, env=bare, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield data, json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()
            process.wait(20)


def test_a_built_kiosk_enrols_at_a_built_hub_and_knows_its_products(kiosk, hub, serving, tmp_path):
    data, url = serving
    enrolled = run(
        hub / "vetrina-hub", "enrol", "--data", str(data), "--store", "main", "--json", home=tmp_path
    )
    code = json.loads(enrolled.stdout)["code"]
    tablet = tmp_path / "tablet"
    tablet.mkdir()
    # A shop with one tablet: nobody has to take turns at the catalogue.
    (tablet / "settings.toml").write_text("[network]\nspread = 0\n")
    command = [kiosk / "vetrina", "shopper", "--data", tablet, "--hub", url, "--enrol", code]
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=bare | {"QT_QUICK_BACKEND": "software"}) as process:
        try:
            wait_for(lambda: any((tablet / "catalogue").glob("*.json")), process)
        finally:
            process.terminate()
        assert process.wait(20) == 0
    said = run(
        kiosk / "vetrina", "scan", "--data", str(tablet), "--json", "--", "9521000000018", home=tmp_path
    )
    assert json.loads(said.stdout)["match"]["sku"] == "A-1"


def wait_for(there, process, seconds=60.0):
    """Wait until something is so, as long as a process lives."""
    until = time.monotonic() + seconds
    while not there():
        assert process.poll() is None, "it ended"
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)
