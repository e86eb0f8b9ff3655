"""Disks that are really full, and really not encrypted: mounted for the test, where this machine lets one."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.__main__ import main

MEGABYTE = 1_000_000


def need(*programs: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("NOT TRIED: only root mounts a disk; run this as root to see the check red on a real one")
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"NOT TRIED: {program} is not on this machine, so no real disk could be made")


def do(*words: str | Path) -> str:
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"NOT TRIED: this machine lets nobody do `{words[0]}`: {done.stderr.strip()}")
    return done.stdout.strip()


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Return a function that mounts something and returns where; it is unmounted afterwards."""
    with ExitStack() as mounted:

        def at(*words: str) -> Path:
            place = tmp_path / "disk"
            place.mkdir()
            do("mount", *words, place)
            mounted.callback(subprocess.run, ["umount", str(place)], check=True)
            return place

        yield at


@pytest.fixture
def codes(capsys: pytest.CaptureFixture[str]) -> Callable[[Path], dict[str, str]]:
    """Return a function that examines a tablet's folder as its command does: levels by code."""

    def examine(data: Path) -> dict[str, str]:
        main(["doctor", "--json", "--data", str(data)])
        found = json.loads(capsys.readouterr().out)["findings"]
        return {one["code"]: one["level"] for one in found}

    return examine


def test_a_disk_that_is_full(mount: Callable[..., Path], codes: Callable[[Path], dict[str, str]]) -> None:
    need("mount", "umount")
    disk = mount("-t", "tmpfs", "-o", "size=6g", "vetrina-test")
    assert codes(disk)["disk.room"] == "ok"
    assert "disk.full" not in codes(disk)
    subprocess.run(["mount", "-o", "remount,size=2400m", str(disk)], check=True)
    assert codes(disk)["disk.little"] == "warn"
    subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
    (disk / "fill").write_bytes(bytes(3 * MEGABYTE))
    assert codes(disk)["disk.full"] == "bad"


def test_a_disk_that_is_not_encrypted(
    mount: Callable[..., Path], codes: Callable[[Path], dict[str, str]], tmp_path: Path
) -> None:
    need("mount", "umount", "mkfs.ext4", "losetup")
    image = tmp_path / "image"
    with image.open("wb") as file:
        file.truncate(32 * MEGABYTE)
    do("mkfs.ext4", "-q", image)
    loop = do("losetup", "--find", "--show", image)
    try:
        disk = mount(loop)
        found = codes(disk)
    finally:
        subprocess.run(["losetup", "--detach", loop], check=False)
    assert found["encryption.off"] == "bad"
    assert found["disk.full"] == "bad"
