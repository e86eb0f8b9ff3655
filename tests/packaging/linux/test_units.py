"""The services and what turns the machine's own ways out off, as systemd itself understands them."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

LINUX = Path(__file__).parents[3] / "packaging" / "linux"
KIOSK = LINUX / "kiosk" / "root"
HUB = LINUX / "hub" / "root"
UNITS = {
    "vetrina-kiosk": KIOSK / "usr/lib/systemd/system/vetrina-kiosk.service",
    "vetrina-hub": HUB / "usr/lib/systemd/system/vetrina-hub.service",
}
WORST = {"vetrina-kiosk": 55, "vetrina-hub": 20}
"""Exposure in tenths as systemd reckons (100 is bare). A kiosk needs a session, devices and a compiler."""


def analyze(*words: str | Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here (apt-get install systemd): the units were NOT judged")
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_every_line_of_a_unit(name: str, tmp_path: Path) -> None:
    unit = UNITS[name]
    # The programs are installed elsewhere: any that there is stands for them.
    lines = unit.read_text().splitlines()
    here = [f"{line.partition('=')[0]}=/bin/true" if line.startswith("Exec") else line for line in lines]
    copy = tmp_path / unit.name
    copy.write_text("\n".join(here) + "\n")
    done = analyze("verify", "--man=no", "--recursive-errors=no", copy)
    assert (done.returncode, unit.name in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_as_closed_as_it_can_be(name: str) -> None:
    done = analyze("security", "--offline=yes", "--no-pager", f"--threshold={WORST[name]}", UNITS[name])
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def read(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text())
    return parser


def test_no_terminal_waits_behind_the_kiosk_and_no_key_stops_the_machine() -> None:
    login = read(KIOSK / "usr/lib/systemd/logind.conf.d/60-vetrina-kiosk.conf")["Login"]
    assert (login["NAutoVTs"], login["ReserveVT"]) == ("0", "0")
    keys = {name: value for name, value in login.items() if name.startswith("Handle")}
    assert keys.pop("HandlePowerKeyLongPress") == "poweroff"
    assert set(keys.values()) == {"ignore"}
    assert "kernel.sysrq = 0" in (KIOSK / "usr/lib/sysctl.d/60-vetrina-kiosk.conf").read_text().splitlines()


def test_cage_is_not_told_to_change_terminals() -> None:
    session = (KIOSK / "usr/lib/vetrina-kiosk/session").read_text()
    (line,) = (line for line in session.splitlines() if line.startswith("exec cage "))
    assert "-s" not in line.split()


def test_a_kiosk_that_ends_is_started_again_whatever_its_status() -> None:
    unit = read(UNITS["vetrina-kiosk"])
    assert unit["Service"]["Restart"] == "always"
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert unit["Service"]["LimitCORE"] == "0"
