"""The hub's wheel: the same bytes each time, and a hub that serves from where pip puts it."""

import base64
import csv
import hashlib
import importlib
import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import httpx
import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
FEED = """\
id,title,description,link,price,gtin,image_link,availability
A-1,Larch sofa,Holds.,https://shop.example/a,1290.00 EUR,9521000000018,https://shop.example/a.jpg,in_stock
"""
MOMENT = 1_760_000_000


@pytest.fixture
def make(monkeypatch):
    """Make it in a folder."""
    monkeypatch.syspath_prepend(PACKAGING)
    ours = [
        each for each in sys.modules if each in {"wheel", "build", "bundle"} or each.startswith("bundle.")
    ]
    for name in ours:
        monkeypatch.delitem(sys.modules, name)
    yield lambda folder: importlib.import_module("wheel").make(folder, MOMENT)
    for name in [each for each in sys.modules if each in {"wheel", "build"} or each.startswith("bundle")]:
        del sys.modules[name]


def test_it_is_the_same_bytes_each_time_and_its_record_is_right(make, tmp_path):
    wheel = make(tmp_path / "one")
    assert wheel.read_bytes() == make(tmp_path / "two").read_bytes()
    with zipfile.ZipFile(wheel) as packed:
        record = packed.read("vetrina_hub-0.1.0.dist-info/RECORD").decode()
        rows = {name: said for name, said, _ in csv.reader(record.splitlines())}
        assert rows.keys() == set(packed.namelist())
        for name in rows.keys() - {"vetrina_hub-0.1.0.dist-info/RECORD"}:
            digest = base64.urlsafe_b64encode(hashlib.sha256(packed.read(name)).digest()).rstrip(b"=")
            assert rows[name] == f"sha256={digest.decode()}"
        asked = packed.read("vetrina_hub-0.1.0.dist-info/METADATA").decode()
    assert "Requires-Dist: starlette" in asked
    assert "pyside6" not in asked
    assert not [
        name for name in rows if name.startswith(("kiosk/", "tests/", "sync/client/", "resources/demo"))
    ]


def test_it_serves_from_where_pip_puts_it(make, tmp_path):
    place, data, feed = tmp_path / "site", tmp_path / "hub", tmp_path / "feed.csv"
    install = [sys.executable, "-m", "pip", "-qq", "install", "--no-deps", "--no-index", "--target", place]
    subprocess.run([*install, make(tmp_path)], check=True, capture_output=True)
    # Its own folder goes before the checkout that the tests' environment knows of.
    packages = sysconfig.get_path("purelib")
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": f"{place}:{packages}"}
    ask = "import sync.hub, sync.version; print(sync.hub.__file__, sync.version.version('vetrina-hub'))"
    told = subprocess.run(
        [sys.executable, "-c", ask], env=bare, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [str(place / "sync/hub/__init__.py"), "0.1.0"]
    feed.write_text(FEED)
    hub = [sys.executable, "-m", "sync.hub"]
    taken = [*hub, "import", str(feed), "--data", str(data)]
    subprocess.run(taken, env=bare, cwd=tmp_path, check=True, capture_output=True)
    serve = [*hub, "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(serve, env=bare, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = json.loads(process.stdout.readline())["url"]
            assert httpx.get(f"{url}/v1/catalogue").status_code == 401
            page = httpx.get(f"{url}/admin", follow_redirects=True)
            assert page.status_code == 200
            assert "Olmaia" in page.text or "Vetrina" in page.text
        finally:
            process.terminate()
            process.wait(30)
