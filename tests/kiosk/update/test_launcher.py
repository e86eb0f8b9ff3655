"""The launcher with real processes: versions that work are kept, every other one is taken back."""

import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from kiosk.update import health, state
from kiosk.update.client import PART
from kiosk.update.places import FACTORY, Places
from kiosk.update.standing import standing
from sync.client.identity import save
from sync.client.replica import Replica
from sync.client.store import rescue
from sync.client.store.database import VERSION
from sync.protocol import sessions
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.scopes import shopping_list
from tests.fakes import Clock, FakeHub
from tests.kiosk.update import trees
from tests.kiosk.update.shops import Shop

SCOPE = shopping_list("one")


@pytest.fixture
def tablet(tmp_path):
    with trees.Tablet(tmp_path) as made:
        yield made


@pytest.fixture
def store(tablet):
    """The tablet is enrolled, and two operations of a visit that is over wait for the hub, sealed."""
    clock, identity = Clock(), FakeHub().identity()
    save(tablet.data, identity)
    replica = Replica(tablet.data, identity, clock.now)
    session = sessions.begin()
    replica.begin(session)
    replica.commit(session.id, SCOPE, CreateList(title="Kitchen"))
    replica.commit(session.id, SCOPE, AddLine("p", "v"))
    replica.wipe(session.id, "finished")
    waiting = [one.sealed.id for one in replica.pending(10)]
    replica.close()

    def opened() -> Replica:
        return Replica(tablet.data, identity, clock.now)

    return opened, waiting


def test_a_version_that_works_is_tried_when_the_kiosk_hands_over_and_then_kept(tablet):
    tablet.launch()
    tablet.until(tablet.runs("installed"))
    slot = tablet.stage("1.0.0")
    tablet.until(lambda: tablet.state.current == slot)
    assert tablet.state.trial is None
    assert tablet.state.last.outcome == "confirmed"
    assert not (tablet.places.kept / "replica.db").exists()
    tablet.end()
    tablet.launch()
    tablet.until(lambda: tablet.starts[-2:] == ["1.0.0", "1.0.0"])
    assert tablet.starts == ["installed", "1.0.0", "1.0.0"]


def test_the_next_version_goes_into_the_other_slot(tablet):
    tablet.launch()
    first = tablet.stage("1.0.0")
    tablet.until(lambda: tablet.state.current == first)
    second = tablet.stage("1.1.0")
    tablet.until(lambda: tablet.state.current == second)
    assert {first, second} == {"a", "b"}
    assert tablet.starts[-1] == "1.1.0"


@pytest.mark.parametrize(
    ("manner", "outcome"),
    [
        (trees.CRASHES, "crashed"),
        (trees.CRASHES_LATER, "crashed"),
        (trees.SILENT, "silent"),
        (trees.HANGS, "hung"),
        (trees.DEAF, "hung"),
    ],
    ids=["crashes", "crashes later", "silent", "hangs", "hangs and is deaf"],
)
def test_a_version_that_fails_is_tried_twice_and_the_one_before_comes_back(tablet, store, manner, outcome):
    opened, waiting = store
    tablet.launch()
    tablet.stage("1.0.0", manner)
    tablet.until(lambda: tablet.state.bad == ("1.0.0",) and tablet.starts[-1] == "installed")
    assert tablet.starts == ["installed", "1.0.0", "1.0.0", "installed"]
    assert (tablet.state.current, tablet.state.last.outcome) == (FACTORY, outcome)
    tablet.until(tablet.runs("installed"))
    tablet.end()
    replica = opened()
    assert [one.sealed.id for one in replica.pending(10)] == waiting
    replica.close()


def test_a_migration_that_fails_leaves_the_data_whole_for_the_version_before(tablet, store):
    opened, waiting = store
    tablet.launch()
    tablet.stage("1.0.0", trees.BAD_MIGRATION)
    tablet.until(lambda: tablet.state.bad == ("1.0.0",))
    tablet.until(tablet.runs("installed"))
    tablet.end()
    replica = opened()
    # All that waited, and what the new version had taken from somebody before it failed.
    assert [one.sealed.id for one in replica.pending(10)] == [*waiting, "new"]
    assert replica.documents(SCOPE, "list", dict) == []
    assert [report.what for report in replica.reports()] == ["returned"]
    session = sessions.begin()
    replica.begin(session)
    replica.commit(session.id, SCOPE, CreateList(title="Hall"))
    assert len({one.sealed.id for one in replica.pending(10)}) == len(waiting) + 2
    replica.close()
    with sqlite3.connect(tablet.data / "replica.db") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert len(list(tablet.data.glob(rescue.ASIDE_PATTERN))) == 1
    assert not (tablet.places.kept / "replica.db").exists()


def test_a_migration_that_works_is_kept_with_its_data(tablet, store):
    tablet.launch()
    slot = tablet.stage("1.0.0", trees.GOOD_MIGRATION)
    tablet.until(lambda: tablet.state.current == slot)
    tablet.end()
    with sqlite3.connect(tablet.data / "replica.db") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (99,)


def test_a_bad_version_is_not_tried_again_and_may_be_forgiven(tablet):
    tablet.launch()
    tablet.stage("1.0.0", trees.CRASHES)
    tablet.until(lambda: tablet.state.bad == ("1.0.0",))
    tablet.end()
    state.change(tablet.places, lambda one: one.forgiving("1.0.0"))
    assert tablet.state.bad == ()


def test_a_slot_that_was_damaged_meanwhile_is_not_started(tablet):
    slot = tablet.stage("1.0.0")
    trees.damage(tablet.places.slot(slot))
    tablet.launch()
    tablet.until(lambda: tablet.state.staged is None)
    tablet.until(lambda: tablet.starts == ["installed", "installed"])
    assert tablet.state.trial is None


def test_a_power_cut_while_a_version_is_tried_is_a_try(tablet):
    tablet.stage("1.0.0", trees.HANGS)
    tablet.launch()
    tablet.until(lambda: tablet.state.trial is not None and tablet.starts[-1] == "1.0.0")
    tablet.kill()
    assert tablet.state.trial.tries == 1
    tablet.launch()
    tablet.until(lambda: tablet.state.bad == ("1.0.0",))
    assert tablet.starts[:3] == ["installed", "1.0.0", "1.0.0"]


def test_switching_the_tablet_off_in_good_order_is_no_try(tablet):
    tablet.stage("1.0.0", "beat()\nwhile True: beat(); time.sleep(0.05)")
    tablet.launch("--seconds", "steady=60")
    tablet.until(lambda: tablet.state.trial is not None and tablet.runs("1.0.0")())
    tablet.until((tablet.places.run / "beat").exists)
    # The launcher looks twice a second.
    tablet.until(lambda: int((tablet.places.run / "beat").read_text().split()[1]) > 25)
    tablet.end()
    assert tablet.state.trial.tries == 0


def test_nor_is_it_where_the_system_asks_the_kiosk_before_the_launcher_hears(tablet):
    tablet.stage("1.0.0", "beat()\nwhile True: beat(); time.sleep(0.05)")
    launcher = tablet.launch("--seconds", "steady=60")
    tablet.until(lambda: tablet.state.trial is not None and tablet.runs("1.0.0")())
    tablet.until(lambda: int((tablet.places.run / "beat").read_text().split()[1]) > 25)
    os.kill(launcher.pid, signal.SIGSTOP)
    kiosk = int((tablet.places.run / "beat").read_text().split()[0])
    os.kill(kiosk, signal.SIGTERM)
    tablet.until(lambda: " Z " in Path(f"/proc/{kiosk}/stat").read_text())
    os.kill(launcher.pid, signal.SIGTERM)
    os.kill(launcher.pid, signal.SIGCONT)
    assert launcher.wait(20) == 0
    launcher.communicate()
    assert tablet.state.trial.tries == 0


def test_a_kiosk_that_dies_is_started_again_and_one_that_ends_by_wish_is_not(tablet):
    launcher = tablet.launch()
    tablet.until(tablet.runs("installed"))
    os.kill(int((tablet.places.run / "beat").read_text().split()[0]), signal.SIGKILL)
    tablet.until(lambda: tablet.starts == ["installed", "installed"])
    tablet.until(tablet.runs("installed"))
    os.kill(int((tablet.places.run / "beat").read_text().split()[0]), signal.SIGTERM)
    assert launcher.wait(20) == 0
    launcher.communicate()


def test_a_version_that_waits_is_the_way_out_of_one_that_never_starts(tmp_path):
    with trees.Tablet(tmp_path, trees.CRASHES) as tablet:
        slot = tablet.stage("1.0.0")
        tablet.launch()
        tablet.until(lambda: tablet.state.current == slot)


def test_a_version_that_was_kept_and_does_not_start_any_more_gives_way_to_the_one_before(tablet, store):
    tablet.launch()
    slot = tablet.stage("1.0.0", trees.SPOILT_LATER)
    tablet.until(lambda: tablet.state.current == slot)
    (tablet.data / "spoilt").touch()
    os.kill(int((tablet.places.run / "beat").read_text().split()[0]), signal.SIGKILL)
    tablet.until(lambda: tablet.state.current == FACTORY and tablet.runs("installed")())
    assert tablet.starts.count("1.0.0") == 6
    assert tablet.state.bad == ("1.0.0",)


def test_it_stays_where_the_one_before_could_not_read_the_store(tablet, store):
    tablet.launch()
    slot = tablet.stage("1.0.0", trees.GOOD_MIGRATION.replace("serve()", trees.SPOILT_LATER))
    tablet.until(lambda: tablet.state.current == slot)
    (tablet.data / "spoilt").touch()
    os.kill(int((tablet.places.run / "beat").read_text().split()[0]), signal.SIGKILL)
    tablet.until(lambda: tablet.starts.count("1.0.0") > 7)
    assert tablet.state.current == slot


def test_a_damaged_state_goes_on_with_what_is_in_the_slots(tablet):
    tablet.launch()
    slot = tablet.stage("1.0.0")
    tablet.until(lambda: tablet.state.current == slot)
    tablet.end()
    tablet.places.state.write_bytes(b"{")
    tablet.launch()
    tablet.until(lambda: tablet.places.state.read_bytes() != b"{")
    tablet.until(lambda: tablet.starts[-2:] == ["1.0.0", "1.0.0"])


def test_a_version_found_after_a_damaged_state_gives_way_when_it_does_not_start(tablet, store):
    """It may be one that was never tried: nothing says any more that it works."""
    tablet.stage("1.0.0", trees.CRASHES)
    tablet.places.state.write_bytes(b"{")
    tablet.launch()
    tablet.until(lambda: tablet.places.state.read_bytes() != b"{")
    tablet.until(lambda: tablet.state.current == FACTORY and tablet.runs("installed")())
    assert tablet.state.bad == ("1.0.0",)


def test_one_launcher_a_folder(tablet):
    tablet.launch()
    tablet.until(tablet.runs("installed"))
    first, second = tablet._launcher, tablet.launch()
    assert "already" in second.communicate(timeout=30)[1]
    tablet._launcher = first


@pytest.fixture
def small_disk(tmp_path):
    """A real disk of 300 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(disk) -> None:
    """Leave not a byte on a disk."""
    with pytest.raises(OSError, match="No space"):
        (disk / "rest").write_bytes(bytes(400_000))


def test_a_full_disk_ends_no_kiosk_that_serves(tmp_path, small_disk):
    with trees.Tablet(tmp_path, trees.DISCREET) as tablet:
        tablet.places = Places(small_disk / "update")
        tablet.launch("--updates", str(tablet.places.root))
        tablet.until(tablet.runs("installed"))
        kiosk = int((tablet.places.run / "beat").read_text().split()[0])
        fill(small_disk)
        silent = time.monotonic() + 4
        tablet.until(lambda: time.monotonic() > silent)
        os.kill(kiosk, 0)
        assert tablet.starts == ["installed"]


def test_on_a_full_disk_nothing_is_tried_and_the_kiosk_serves(tmp_path, small_disk):
    with trees.Tablet(tmp_path) as tablet:
        tablet.places = Places(small_disk / "update")
        tablet.stage("1.0.0")
        part = tablet.places.downloads / f"{'0' * 64}.vetrina-1.1.0-x.tar.zst{PART}"
        part.write_bytes(bytes(20_000))
        fill(small_disk)
        tablet.launch("--updates", str(tablet.places.root))
        tablet.until(lambda: tablet.state.staged is None)
        tablet.until(tablet.runs("installed"))
        assert (tablet.state.current, tablet.state.bad) == (FACTORY, ())
        assert not part.exists()


def test_a_tablet_that_updates_itself_does_all_of_it_alone(tmp_path, monkeypatch):
    """Looks, fetches, verifies, hands over, tries and keeps: with nothing but its settings."""
    shop = Shop(tmp_path / "shop")
    shop.add("1.0.0")
    (tmp_path / "root.json").write_bytes(shop.root)
    with trees.Tablet(tmp_path) as tablet:
        (tablet.data / "settings.toml").write_text(
            f'[update]\nmode = "self"\nsource = "{shop.folder}"\ntrust = "{tmp_path / "root.json"}"\n'
        )
        tablet.launch("--seconds", "first=0.5", "--seconds", "check=2")
        tablet.until(lambda: tablet.state.current == "a")
        shop.add("1.1.0", manner=trees.CRASHES)
        tablet.until(lambda: tablet.state.bad == ("1.1.0",))
        shop.add("1.2.0")
        tablet.until(lambda: tablet.state.current == "b")
        assert tablet.state.ring in {"0", "1", "2", "3"}
        monkeypatch.setenv(health.ROOT, str(tablet.places.root))
        assert standing() == ("b", tablet.state.ring)
        assert tablet.starts == ["installed", "1.0.0", "1.1.0", "1.1.0", "1.0.0", "1.2.0"]


def test_a_tablet_that_others_update_looks_for_nothing(tmp_path):
    shop = Shop(tmp_path / "shop")
    shop.add("1.0.0")
    with trees.Tablet(tmp_path) as tablet:
        tablet.launch("--seconds", "first=0.1", "--set", f"update.source={shop.folder}")
        tablet.until(tablet.runs("installed"))
        later = time.monotonic() + 3
        tablet.until(lambda: time.monotonic() > later)
        assert tablet.state.staged is None
        assert not (tablet.places.trust / "root.json").exists()
