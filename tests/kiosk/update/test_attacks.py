"""What somebody between hub and tablet may try: all of it is refused, and the tablet goes on as it was."""

import http.server
import json
import shutil
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import zstandard
from msgspec.structs import replace
from tuf.api.metadata import Metadata, MetaFile, Root

from kiosk.update import slots, state
from kiosk.update.client import Untrusted
from kiosk.update.fetching import Found
from kiosk.update.places import Places
from kiosk.update.sources import Folder
from sync.client.errors import HubError, NoRoom, Offline
from sync.client.transport.repository import Repository as OverHttp
from sync.hub.releases import archive, keys
from sync.hub.releases.keys import ROOT, SNAPSHOT, TARGETS, TIMESTAMP
from tests.kiosk.update import trees
from tests.kiosk.update.shops import Shop, look


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path / "update")


@pytest.fixture
def shop(tmp_path):
    made = Shop(tmp_path / "shop")
    made.add("1.0.0")
    return made


def refused(places, shop, error=Untrusted, source=None) -> str:
    """See that a look is refused, and that nothing of it counts; return why."""
    before = state.load(places)
    with pytest.raises(error) as caught:
        look(places, shop, source)
    # Which ring it is in it may have learnt: that is signed.
    assert replace(state.load(places), ring=before.ring) == before
    assert before.staged is not None or all(slots.read(places, name) is None for name in ("a", "b"))
    return str(caught.value)


def test_what_is_signed_and_current_is_staged(places, shop):
    assert look(places, shop) == Found("staged", "1.0.0")
    assert slots.check(places, "a").version == "1.0.0"
    assert look(places, shop) == Found("waiting", "1.0.0")


def test_rollback(places, shop, tmp_path):
    trees.copy(shop.folder, tmp_path / "old")
    shop.add("1.1.0")
    look(places, shop)
    assert "version" in refused(places, shop, source=Folder(tmp_path / "old"))


def test_freeze(tmp_path, places):
    shop = Shop(tmp_path / "shop", datetime.now(UTC) - timedelta(days=15))
    shop.add("1.0.0")
    why = refused(places, shop)
    assert "expired" in why
    assert "clock" in why


def test_freeze_of_the_list_alone(tmp_path, places):
    shop = Shop(tmp_path / "shop", datetime.now(UTC) - timedelta(days=366))
    shop.add("1.0.0")
    shop.when = None
    shop.repository.renew(shop.signers)
    assert "expired" in refused(places, shop)


def test_mix_and_match(places, shop):
    """The list of before under the name of the one that came later."""
    before = max(shop.metadata("").glob("*.targets.json"), key=lambda path: int(path.name.split(".")[0]))
    old = before.read_bytes()
    shop.add("1.1.0")
    newest = max(shop.metadata("").glob("*.targets.json"), key=lambda path: int(path.name.split(".")[0]))
    newest.write_bytes(old)
    assert "Expected targets" in refused(places, shop)


def test_metadata_that_was_changed(places, shop):
    newest = max(shop.metadata("").glob("*.targets.json"), key=lambda path: int(path.name.split(".")[0]))
    document = json.loads(newest.read_bytes())
    document["signed"]["expires"] = "2099-01-01T00:00:00Z"
    newest.write_text(json.dumps(document))
    assert "signed" in refused(places, shop)


def test_an_archive_that_was_changed(places, shop):
    path = shop.archive("1.0.0")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "hash" in refused(places, shop)


class Endless:
    """Adds bytes without end to files whose name ends in a certain way."""

    def __init__(self, folder, ending: str) -> None:
        self._folder = Folder(folder)
        self._ending = ending
        self.sent = 0

    def blocks(self, name: str, start: int = 0) -> Iterator[bytes]:
        yield from self._folder.blocks(name, start)
        while name.endswith(self._ending):
            self.sent += 1 << 16
            yield bytes(1 << 16)


@pytest.mark.parametrize(
    "ending", ["timestamp.json", ".snapshot.json", ".targets.json", ".zst", ".root.json"]
)
def test_a_file_without_end(places, shop, ending):
    shop.repository.replace_keys(TARGETS, [keys.make(shop.place / "keys", TARGETS)], shop.signers)
    endless = Endless(shop.folder, ending)
    refused(places, shop, HubError, endless)
    assert endless.sent < 2 << 20


def test_everything_signed_by_somebody_else(tmp_path, places, shop):
    theirs = Shop(tmp_path / "theirs")
    theirs.add("9.0.0")
    assert "signed" in refused(places, shop, source=Folder(theirs.folder))


def test_a_list_signed_by_a_key_that_counts_for_something_else(places, shop):
    """A hub that was broken into has the keys of `snapshot` and `timestamp`, and no other."""
    shop.signers[TARGETS] = shop.signers[SNAPSHOT]
    repository = shop.repository
    repository._require_signed = lambda *_: None
    targets = repository.read(TARGETS)
    repository._next(TARGETS, targets, shop.signers)
    repository.renew(shop.signers)
    assert "signed" in refused(places, shop)


def test_a_key_that_was_revoked(places, shop):
    look(places, shop)
    lost = dict(shop.signers)
    fresh = [keys.make(shop.place / "keys", TARGETS)]
    shop.repository.replace_keys(TARGETS, fresh, shop.signers)
    look(places, shop)
    shop.repository._require_signed = lambda *_: None
    shop.repository._next(TARGETS, shop.repository.read(TARGETS), lost)
    shop.repository.renew(lost)
    assert "signed" in refused(places, shop)


def test_keys_that_were_replaced_in_good_order_are_followed(places, shop):
    look(places, shop)
    for role in (TARGETS, TIMESTAMP, SNAPSHOT, ROOT):
        fresh = [keys.make(shop.place / "keys", role) for _ in shop.signers[role]]
        shop.repository.replace_keys(role, fresh, shop.signers)
        shop.signers[role] = fresh
    shop.add("1.1.0")
    assert look(places, shop) == Found("staged", "1.1.0")


def test_a_change_of_keys_under_the_threshold(places, shop):
    root = shop.repository.read(ROOT)
    fresh = keys.make(shop.place / "theirs", TARGETS)
    root.signed.add_key(fresh.public_key, TARGETS)
    root.signed.version += 1
    root.signatures.clear()
    root.sign(shop.signers[ROOT][0], append=True)
    shop.metadata("2.root.json").write_bytes(root.to_bytes())
    assert "signed" in refused(places, shop)


def test_one_key_twice_is_not_two(places, shop):
    root: Metadata[Root] = shop.repository.read(ROOT)
    root.signed.version += 1
    signature = shop.signers[ROOT][0].sign(root.signed_bytes)
    document = json.loads(root.to_bytes())
    document["signatures"] = [{"keyid": signature.keyid, "sig": signature.signature}] * 2
    shop.metadata("2.root.json").write_text(json.dumps(document))
    refused(places, shop)


class Drip(http.server.BaseHTTPRequestHandler):
    """Sends the beginning of an answer, and then a byte now and then."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(600):
                self.wfile.write(b"{")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_) -> None:
        pass


def test_a_server_that_drips(places, shop):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drip) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        source = OverHttp(f"http://127.0.0.1:{server.server_port}", grace=0.5, least=1000)
        begun = time.monotonic()
        assert "too few" in refused(places, shop, Offline, source)
        assert time.monotonic() - begun < 10
        server.shutdown()


def test_a_disk_without_room_is_noticed_before_anything_is_fetched(places, shop, monkeypatch):
    usage = shutil.disk_usage(shop.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    with pytest.raises(NoRoom):
        look(places, shop)
    assert state.load(places).staged is None
    assert not any(places.slot(name).exists() for name in ("a", "b"))


def test_a_disk_that_fills_up_meanwhile(tmp_path, shop, monkeypatch):
    """A real disk of 200 kB, and an archive that does not fit."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        monkeypatch.setattr("kiosk.update.fetching.ROOM", -(1 << 30))
        shop.add("1.1.0", manner="# " + "x" * 400_000 + "\n" + trees.GOOD)
        places = Places(disk / "update")
        with pytest.raises(OSError, match="No space"):
            look(places, shop)
        assert state.load(places).staged is None
        assert all(slots.read(places, name) is None for name in ("a", "b"))
        shop.add("1.2.0")
        assert look(places, shop) == Found("staged", "1.2.0")
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    "links",
    [
        {"way": "../../../../etc"},
        # Each of them alone stays inside: `zout` is `parts/up/..`, and `parts/up` is the slot itself.
        {"parts/up": "..", "parts/zout": "up/.."},
    ],
    ids=["alone", "together"],
)
def test_an_archive_whose_links_lead_out_of_its_slot(tmp_path, places, shop, links):
    """Signed, and still not believed to be harmless."""
    tree = trees.tree(tmp_path / "evil", "1.1.0")
    for link, target in links.items():
        (tree / link).symlink_to(target)
    release = shop.repository.channels()[0].releases[0]
    packed = tmp_path / "evil.tar.zst"
    archive.pack(tree, packed)
    places.make()
    with pytest.raises(slots.SlotError, match="leads out"):
        slots.fill(places, "a", release, packed)
    assert slots.read(places, "a") is None


def test_an_archive_that_writes_through_a_link_out_of_its_slot(tmp_path, places, shop):
    """The link comes before what it leads through, so that it looks harmless when it is made."""
    packed = tmp_path / "evil.tar.zst"
    with (
        zstandard.open(packed, "wb") as stream,
        tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT) as tar,
    ):
        for name, leads in (("out", "parts/up/.."), ("parts/up", "..")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, leads
            tar.addfile(member)
        tar.addfile(tarfile.TarInfo("out/b.json"))
    release = shop.repository.channels()[0].releases[0]
    places.make()
    with pytest.raises(slots.SlotError, match="leads out"):
        slots.fill(places, "a", release, packed)
    assert not places.card("b").exists()


def test_an_archive_that_unpacks_to_more_than_was_signed(places, shop):
    release = shop.repository.channels()[0].releases[0]
    places.make()
    with pytest.raises(slots.SlotError, match="more than"):
        slots.fill(places, "a", replace(release, unpacked=10), shop.archive("1.0.0"))
    assert slots.read(places, "a") is None


def test_a_channel_that_names_what_is_not_signed(places, shop):
    targets = shop.repository.read(TARGETS)
    shop.repository.publish(shop.signers, shop.repository.channels(), gone=[shop.archive("1.0.0").name[65:]])
    assert len(targets.signed.targets) == 2
    assert "not signed" in refused(places, shop)


def test_a_timestamp_that_points_to_an_older_snapshot(places, shop):
    look(places, shop)
    timestamp = shop.repository.read(TIMESTAMP)
    timestamp.signed.snapshot_meta = MetaFile(1)
    shop.repository._next(TIMESTAMP, timestamp, shop.signers)
    refused(places, shop)


def test_versions_only_go_up_whatever_is_signed(places, shop):
    assert look(places, shop, device="x").version == "1.0.0"
    state.change(places, state.begin)
    state.change(places, lambda one: state.confirm(one, ""))
    assert look(places, shop) == Found("nothing", "1.0.0")
