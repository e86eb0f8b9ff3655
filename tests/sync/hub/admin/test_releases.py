"""The page of releases says how far each is open, and how many tablets run it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.hub.__main__ import main
from sync.hub.admin.rights import Role
from tests.kiosk.update import trees
from tests.sync.hub.admin.conftest import Person, Visitor
from tests.sync.hub.conftest import RunningHub, Shop, Tablet
from tests.sync.hub.releases.records import filled, with_sums

SignedIn = Callable[..., tuple[Person, Visitor]]


@pytest.fixture
def release(hub: RunningHub, tmp_path: Path, capsys: Any) -> Callable[..., None]:
    """Run a word of `vetrina-hub release` on the hub that serves."""

    def run(word: str, *more: str) -> None:
        keys = ["--keys", str(tmp_path / "stick")]
        where = ["--data", str(hub.data), "--database-url", hub.database]
        assert main(["release", word, *more, *where, *keys]) == 0, capsys.readouterr().err

    return run


def test_how_far_releases_are_open_and_who_runs_them(
    shop: Shop, signed_in: SignedIn, release: Callable[..., None], tablet: Tablet, tmp_path: Path
) -> None:
    _, visitor = signed_in(Role.FLEET)
    assert visitor.open("/admin/releases") == "Releases"
    assert "No release is offered yet." in visitor.page.text
    release("begin", "--no-passphrase")
    tree, record = trees.tree(tmp_path / "tree", "1.2.0"), tmp_path / "record.md"
    record.write_text(filled("1.2.0", with_sums(tree)))
    release("add", str(tree), "--version", "1.2.0", "--platform", "linux-x86_64", "--database", "9")
    assert "not open yet" in visitor.http.get("/admin/releases").text
    release("ring", "1.2.0", "1")
    assert "candidate, for the first ring" in visitor.http.get("/admin/releases").text
    release("record", "1.2.0", str(record))
    release("ring", "1.2.0", "2")
    clock = round(datetime.now(UTC).timestamp() * 1000)
    for version in ("0.1.0", "1.2.0"):
        said = {"clock": clock, "version": version}
        tablet.http.post("/v1/devices/heartbeat", json=said).raise_for_status()
        page = visitor.http.get("/admin/releases").text
        assert "2 of 4 open, 10 % of the tablets" in page
        assert ("Tablets with a version that is not offered here:" in page) is (version == "0.1.0")
    release("pause", "1.2.0")
    assert "paused" in visitor.http.get("/admin/releases").text
    assert "<form" not in visitor.http.get("/admin/releases").text.partition("<main")[2]
