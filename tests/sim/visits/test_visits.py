"""One shopper of each kind at real kiosks, and whether the judge sees what it is there to see."""

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import SHOP, enrolment_code
from sync.client.enrolment import enrol
from sync.client.store.database import NAME as REPLICA
from sync.protocol.lists import Entry, Line, ShoppingList
from sync.protocol.parking import claim_hash, clean
from tests.once import made_once
from tests.sim.hub_log import HubLog
from tests.sim.visits import judge
from tests.sim.visits.judge import SWEPT, Left, growth, illegal, missing
from tests.sim.visits.shopper import Shopper
from tests.sim.visits.tablets import ENCODINGS, Tablet

ROOT = Path(__file__).parents[3]


def demo_shop(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a hub with the demo shop, to be copied."""

    def fill(folder: Path) -> None:
        hub_command("import", str(SHOP), "--data", str(folder / "hub"), "--json")

    return made_once(factory, "demo-shop", fill) / "hub"


@pytest.mark.first
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a process's memory is read from /proc")
def test_nothing_is_left_of_one_shopper_of_each_kind(tmp_path_factory: pytest.TempPathFactory) -> None:
    arguments = ("--seed", "1", "--each", "1", "--shop", str(demo_shop(tmp_path_factory)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.sim.visits.soak", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert ": 0 violations" in done.stdout


def test_whatever_a_shopper_leaves_is_found(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    shop, data = tmp_path / "hub", tmp_path / "tablet"
    shutil.copytree(demo_shop(tmp_path_factory), shop)
    with HubProcess(shop) as hub:
        enrol(data, hub.url, enrolment_code(shop))
        with Tablet(data, 0.0, "search") as tablet:
            shopper = Shopper(tablet, random.Random(1), 0, "en")
            (mark,) = shopper.marks
            shopper.add()
            shopper.write_from_a_phone()
            shopper.search()
            # During the visit it is all there.
            assert any("Casa" in text for text in tablet.shows([mark]))
            assert f"{mark} in tablet/{REPLICA}" in {
                each.removesuffix("-wal") for each in tablet.keeps([mark])
            }
            shopper.finish()
            shopper.next()
            tablet.see_nobody()
            # Behind it, what one page was kept from forgetting.
            shown = tablet.shows([mark])
            assert f"{mark} in {mark!r}" in shown
            assert not any("Casa" in text for text in shown)
            assert tablet.keeps([mark]) == set()
            for number, folder in enumerate(tablet.folders):
                (folder / "left").write_bytes(b"\0" + mark.encode(ENCODINGS[number % len(ENCODINGS)]))
            kept = {f"{mark} in {folder.name}/left" for folder in tablet.folders}
            assert tablet.keeps([mark]) == kept
            tablet.close()
            with tablet.log.open("a") as log:
                log.write(f"WARNING of {mark}\n")
            found = judge.tablet(tablet, [mark], shown)
            told = {f"tablet holds {each} in the evening" for each in {*shown, *kept, f"{mark} in its log"}}
            assert set(found) == {*told, f"tablet complains: WARNING of {mark}"}


def test_a_list_whose_changes_do_not_add_up_is_illegal() -> None:
    line = Line("a", "sofa", "SOFA", 2)
    entry = Entry("1", "AddLine", "me", "2026-05-04T10:00:00Z", "a", delta=2)
    legal = ShoppingList("1", "guest:1", lines=[line], history=[entry])
    assert list(illegal([legal])) == []
    lost = ShoppingList("2", "guest:1", lines=[line])
    assert list(illegal([lost])) == ["list 2: a has 2 pieces, its changes say 0"]


def test_a_list_that_lost_a_piece_and_a_code_that_leads_nowhere_are_missing() -> None:
    line, code = Line("a", "sofa", "SOFA", 2), "K7M 4QX P2H"
    waits = ShoppingList(
        "1", "guest:1", lines=[line], parked={claim_hash(clean(code)): "2026-05-04T10:00:00Z"}
    )
    assert list(missing([waits], Left([2], waiting=[code]))) == []
    (less,) = missing([waits], Left([3], waiting=[code]))
    assert less == "shoppers left lists of [3] pieces, the hub has [2]"
    (still,) = missing([waits], Left([2], used=[code]))
    assert still.startswith(f"{code} was used")
    (nowhere,) = missing([ShoppingList("1", "guest:1", lines=[line])], Left([2], waiting=[code]))
    assert nowhere == f"no list waits under {code}"


def test_only_where_the_hub_sweeps_may_the_newest_be_gone(tmp_path: Path) -> None:
    store = tmp_path / "hub.db"
    with closing(sqlite3.connect(store, isolation_level=None)) as made:
        made.execute("CREATE TABLE heads (scope, seq)")
        made.execute("CREATE TABLE document (scope, seq)")
        for scope, head, newest in (
            ("sign_in:a", 9, 7),
            ("sign_in:b", 5, 6),
            ("list:1", 9, 7),
            ("list:2", 4, 4),
        ):
            made.execute("INSERT INTO heads VALUES (?, ?)", (scope, head))
            made.execute("INSERT INTO document VALUES (?, ?)", (scope, newest))
    with closing(HubLog(store)) as log:
        broken = [each.partition(": ")[0] for each in log.broken_heads(SWEPT)]
    assert sorted(broken) == ["list:1", "sign_in:b"]


def test_growth_is_seen_through_noise_and_noise_is_no_growth() -> None:
    noise = [1000 * (number * 7 % 5) for number in range(100)]
    assert growth(noise).surely <= 0
    assert growth([number * 500 + one for number, one in enumerate(noise)]).surely > 400
