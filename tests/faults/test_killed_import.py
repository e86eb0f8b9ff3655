"""An import that is killed at any commit, or finds the disk full, is completed by running it again."""

import asyncio
import csv
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sync.catalogue.read import Catalogue
from sync.hub.storage.sqlite import SqliteStorage
from tests import forks

HEADER = ("id", "title", "item_group_id", "size", "price", "availability", "product_type", "quantity")
Documents = dict[tuple[str, str, str], bytes]


def feed(path: Path, prices: dict[int, int]) -> Path:
    """Write a feed of ten-odd products, two variants each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(HEADER)
        for number, price in prices.items():
            for size in "SM":
                named = (f"V{number}-{size}", f"Shirt {number}", f"P{number}")
                writer.writerow((*named, size, f"{price}.00 EUR", "in stock", "Clothes > Shirts", 5))
    return path


def run(last: int, feed: Path, data: Path) -> subprocess.CompletedProcess[str]:
    arguments = [str(last), "import", str(feed), "--data", str(data), "--source", "shop", "--json"]
    return forks.run(forks.HUB, "tests.faults.killed_import", *arguments)


def held(data: Path) -> tuple[Documents, set[str]]:
    """Return all living documents, members of sources too, and the products of the published catalogue."""

    async def read() -> Documents:
        storage = SqliteStorage(data / "hub.db")
        found = {}
        for scope in await storage.scopes("", 100):
            if scope != "hub":
                for one in await storage.changes(scope, 0, 1000):
                    if one.body is not None:
                        found[scope, one.kind, one.id] = one.body
        await storage.close()
        return found

    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    products = {product.id for product in catalogue.products()}
    catalogue.close()
    return asyncio.run(read()), products


@pytest.mark.first
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_killed_at_any_commit_and_run_again_nothing_is_amiss(tmp_path: Path) -> None:
    first = feed(tmp_path / "first.tsv", dict.fromkeys(range(1, 11), 10))
    before = tmp_path / "before"
    assert run(0, first, before).returncode == 0
    second = feed(tmp_path / "second.tsv", {number: 10 + number % 2 for number in range(2, 13)})
    whole = shutil.copytree(before, tmp_path / "whole")
    left_alone = run(0, second, whole)
    commits = int(left_alone.stdout.splitlines()[-1])
    wanted = held(whole)
    assert wanted[1] == {f"P{number}" for number in range(2, 13)}
    assert commits > 15
    for last in range(1, commits + 1, 5):
        data = shutil.copytree(before, tmp_path / "killed")
        assert run(last, second, data).returncode == -signal.SIGKILL
        assert run(0, second, data).returncode == 0, f"killed at {last}"
        assert held(data) == wanted, f"killed at {last}"
        shutil.rmtree(data)


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are POSIX's")
def test_a_disk_that_is_full_is_told_and_the_next_run_completes(tmp_path: Path) -> None:
    many = feed(tmp_path / "feed.tsv", dict.fromkeys(range(1, 400), 10))
    data = tmp_path / "data"
    full = [
        "bash",
        "-c",
        'ulimit -f 300 && exec "$@"',
        "-",
        sys.executable,
        "-m",
        "sync.hub",
        "import",
        str(many),
    ]
    broken = subprocess.run([*full, "--data", str(data)], capture_output=True, text=True, check=False)
    assert broken.returncode == 1
    assert broken.stderr.strip().splitlines()[-1].startswith("vetrina-hub: ")
    assert "Traceback" not in broken.stderr
    assert run(0, many, data).returncode == 0
    assert len(held(data)[1]) == 399
