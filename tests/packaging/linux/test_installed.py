"""The packages on a clean Debian: installed in one line, run, upgraded, taken back, removed without a trace.

`make package-check` builds them and sets PACKAGES to their folder; without it there is nothing to install.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sync.protocol.devices import clean_code
from tests.flow.x_screen import NoScreen
from tests.packaging.linux.glass import Glass, mark
from tests.packaging.linux.living import (
    DATA,
    HUB,
    HUB_DATA,
    TWO_MINUTES,
    Opened,
    Served,
    hub,
    is_enrolled,
    until,
)
from tests.packaging.linux.machine import Machine, make_base, missing

PACKAGES = "VETRINA_PACKAGES"
ROOT = Path(__file__).parents[3]
OFFSCREEN = {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
CAGE = {
    "LANG": "C.UTF-8",
    "XDG_RUNTIME_DIR": "/tmp/kiosk-session",
    "WLR_BACKENDS": "headless",
    "WLR_LIBINPUT_NO_DEVICES": "1",
    "WLR_RENDERER": "pixman",
    "QT_QPA_PLATFORM": "wayland",
    "QT_QUICK_BACKEND": "software",
}

SEEN = ROOT / "build" / "package-check"
"""What was seen, to be looked at afterwards."""
SOFA, SOFA_PICTURES, SHOWN = "9527310001028", "larch-sofa-moss-", "HERE IS THE SOFA"
"""A product, its photos, and the code that stands on these instead: what is on the screen can be read."""


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder of the packages, if this machine can try them."""
    told = os.environ.get(PACKAGES)
    if not told:
        pytest.skip("the packages are tried on a clean Debian by `make package-check`, and were NOT here")
    if reason := missing():
        # Somebody asked for it: what was not tried is not all right.
        pytest.fail(reason)
    return Path(told)


@pytest.fixture(scope="session")
def base(packages: Path) -> Path:
    return make_base(SEEN)


@pytest.fixture(scope="module")
def machine(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine of its own; its folder goes at the end, since it is large."""
    root = tmp_path_factory.mktemp("machine") / "root"
    fresh = Machine(base, root)
    # What there is today: a Debian that was kept for a while knows old lists, or none.
    fresh.must("apt-get", "update")
    yield fresh
    shutil.rmtree(root)


def package(folder: Path, kind: str) -> Path:
    """Return the newest of a kind."""
    return max(folder.glob(f"vetrina-{kind}_*.deb"), key=lambda path: path.stat().st_mtime)


def another(old: Path, version: str, folder: Path) -> Path:
    """Return the same package under another version."""
    root = folder / f"raw-{version}"
    subprocess.run(["dpkg-deb", "--raw-extract", old, root], check=True)
    control = root / "DEBIAN" / "control"
    lines = [
        f"Version: {version}" if line.startswith("Version: ") else line
        for line in control.read_text().splitlines()
    ]
    control.write_text("\n".join(lines) + "\n")
    made = folder / old.name.replace(old.name.split("_")[1], version)
    # Uncompressed: it is unpacked at once, on this machine.
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Znone", "--build", root, made], check=True, capture_output=True
    )
    shutil.rmtree(root)
    return made


def self_test(machine: Machine, *command: str, told: Mapping[str, str]) -> dict[str, object]:
    """Run the self-test as the kiosk's user; return its report."""
    done = machine.run(*command, user="kiosk", told=told)
    assert done.returncode == 0, f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    report: dict[str, object] = json.loads(done.stdout[done.stdout.index("{") :])
    assert report["ok"] is True
    return report


def test_the_kiosk_is_installed_in_one_line_and_without_a_question(machine: Machine, packages: Path):
    said = machine.install(package(packages, "kiosk"))
    assert "debconf" not in said.lower().replace("debconf:", "")
    entry = machine.must("getent", "passwd", "kiosk").strip().split(":")
    assert entry[5:] == [DATA, "/usr/sbin/nologin"]
    for folder in (DATA, "/var/lib/vetrina/update"):
        assert machine.must("stat", "-c", "%U:%G %a", folder).strip() == "kiosk:kiosk 700"
    assert machine.has("/etc/systemd/system/graphical.target.wants/vetrina-kiosk.service")
    assert (machine.root / "etc/systemd/system/ctrl-alt-del.target").readlink() == Path("/dev/null")
    assert machine.must("dpkg", "--verify", "vetrina-kiosk") == ""


def test_nothing_that_is_installed_belongs_to_the_kiosk_s_user_or_can_be_written_by_it(machine: Machine):
    said = machine.must(
        "find", "/opt/vetrina", "/etc/vetrina", "/usr/lib/vetrina-kiosk", "!", "-user", "root"
    )
    assert said == ""
    said = machine.must("find", "/opt/vetrina", "/etc/vetrina", "-perm", "/022", "!", "-type", "l")
    assert said == ""


def test_it_tests_itself_without_a_screen(machine: Machine):
    report = self_test(machine, "vetrina", "self-test", told=OFFSCREEN)
    assert report["platform"] == "offscreen"
    assert report["bundled"] is True


def test_it_tests_itself_inside_cage(machine: Machine):
    make = f"install -d -m 700 -o kiosk -g kiosk {CAGE['XDG_RUNTIME_DIR']}"
    machine.must("sh", "-c", make)
    report = self_test(machine, "cage", "-d", "--", "vetrina", "self-test", told=CAGE)
    assert report["platform"] == "wayland"


def test_the_hub_is_installed_and_serves(machine: Machine, packages: Path):
    machine.install(package(packages, "hub"))
    assert machine.must("stat", "-c", "%U:%G %a", HUB_DATA).strip() == "vetrina-hub:vetrina-hub 700"
    assert machine.must("stat", "-c", "%U:%G %a", "/etc/vetrina/hub.toml").strip() == "root:vetrina-hub 640"
    demo = shutil.copytree(ROOT / "resources" / "demo", machine.root / "srv" / "demo")
    for picture in (demo / "pictures").glob(f"{SOFA_PICTURES}*"):
        mark(picture, SHOWN)
    hub(machine, "import", "/srv/demo", "--data", HUB_DATA, "--json")
    with Served(machine) as served:
        assert served.answers()


def test_from_the_installed_package_to_a_scanned_product_in_two_minutes_with_one_code_typed(
    machine: Machine, tmp_path: Path
):
    settings = machine.root / "etc" / "vetrina" / "kiosk.toml"
    settings.write_text(f'hub = "{HUB}"\n{settings.read_text()}')
    told = json.loads(hub(machine, "enrol", "--data", HUB_DATA, "--store", "milano", "--json"))
    code = clean_code(told["code"])
    try:
        glass = Glass(tmp_path)
    except NoScreen as reason:
        pytest.fail(f"{reason}: enrolling an installed kiosk was NOT tried (apt-get install xvfb libxtst6)")
    with glass, Served(machine):
        began = time.monotonic()
        with Opened(machine, glass.name):
            until(glass.is_painted, "its page is on the screen")
            glass.type(code)
            until(lambda: is_enrolled(machine), "it takes the code that was typed")
            # Again and again: until the catalogue is there, nothing is found.
            until(lambda: SHOWN in glass.photos() or glass.read(SOFA), "the sofa's own page is on the screen")
            took = time.monotonic() - began
            glass.shown().save(SEEN / "scanned.png")
        (SEEN / "enrolled.txt").write_text(f"From the start to a scanned product: {took:.0f} s\n")
        assert took < TWO_MINUTES
    # Out of its box again, for what follows.
    machine.must("find", DATA, "-mindepth", "1", "-delete")


def test_a_kiosk_that_is_enrolled_runs_as_its_service_runs_it_and_ends_in_good_order(machine: Machine):
    answer = json.loads(hub(machine, "enrol", "--data", HUB_DATA, "--store", "milano", "--json"))
    machine.must("install", "-d", "-m", "700", "-o", "kiosk", "-g", "kiosk", "/tmp/kiosk-runtime")
    told = CAGE | {"STATE_DIRECTORY": DATA, "RUNTIME_DIRECTORY": "/tmp/kiosk-runtime"}
    words = ("--hub", HUB, "--enrol", answer["code"])
    # One command, so that both are in one space of processes, as on a real machine.
    life = f"""
        /usr/lib/vetrina-kiosk/session {" ".join(words)} &
        tries=120
        until ls {DATA}/catalogue/* >/dev/null 2>&1; do
            tries=$((tries - 1)); [ $tries -gt 0 ] || exit 41
            kill -0 $! || exit 42
            sleep 0.5
        done
        sleep 3
        kill -0 $! || exit 43
        /usr/lib/vetrina-kiosk/stop
        wait $!
        echo "ended with $?"
    """
    with Served(machine):
        done = machine.run("sh", "-c", life, user="kiosk", told=told)
    assert done.returncode == 0, f"{done.returncode}: {done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    assert "ended with 0" in done.stdout, done.stderr[-3000:]


def test_upgrades_keep_what_was_edited_and_all_data(machine: Machine, packages: Path, tmp_path: Path):
    for name, line in (("kiosk", "# ours\n"), ("hub", "# ours too\n")):
        settings = machine.root / "etc" / "vetrina" / f"{name}.toml"
        settings.write_text(settings.read_text() + line)
    before = hub(machine, "devices", "--data", HUB_DATA)
    identity = (machine.root / DATA.lstrip("/") / "device.json").read_bytes()
    for kind in ("kiosk", "hub"):
        newer = another(package(packages, kind), "99.0", tmp_path)
        machine.install(newer)
        assert "99.0" in machine.must("dpkg-query", "-W", f"vetrina-{kind}")
    assert (machine.root / "etc/vetrina/kiosk.toml").read_text().endswith("# ours\n")
    assert (machine.root / "etc/vetrina/hub.toml").read_text().endswith("# ours too\n")
    assert machine.must("stat", "-c", "%U:%G %a", "/etc/vetrina/hub.toml").strip() == "root:vetrina-hub 640"
    assert hub(machine, "devices", "--data", HUB_DATA) == before
    assert (machine.root / DATA.lstrip("/") / "device.json").read_bytes() == identity
    with Served(machine) as served:
        assert served.answers()
    self_test(machine, "vetrina", "self-test", told=OFFSCREEN)


def test_going_back_to_the_version_before_works(machine: Machine, packages: Path):
    for kind in ("kiosk", "hub"):
        machine.install(package(packages, kind), "--allow-downgrades")
    assert (machine.root / "etc/vetrina/kiosk.toml").read_text().endswith("# ours\n")
    with Served(machine) as served:
        assert served.answers()
    self_test(machine, "vetrina", "self-test", told=OFFSCREEN)


def test_what_is_removed_leaves_settings_and_data_and_what_is_purged_leaves_nothing(machine: Machine):
    apt = ("apt-get", "--yes")
    machine.must(*apt, "remove", "vetrina-kiosk", "vetrina-hub")
    assert not machine.has("/opt/vetrina")
    assert not machine.has("/opt/vetrina-hub")
    assert not machine.has("/etc/systemd/system/ctrl-alt-del.target")
    assert machine.has("/etc/vetrina/kiosk.toml")
    assert machine.has(f"{HUB_DATA}/hub.db")
    machine.must(*apt, "purge", "vetrina-kiosk", "vetrina-hub")
    assert machine.traces("vetrina", "kiosk") == []
    for user in ("kiosk", "vetrina-hub"):
        assert machine.run("getent", "passwd", user).returncode != 0
        assert machine.run("getent", "group", user).returncode != 0


def test_it_can_be_installed_again_after_that(machine: Machine, packages: Path):
    machine.install(package(packages, "kiosk"))
    self_test(machine, "vetrina", "self-test", told=OFFSCREEN)
