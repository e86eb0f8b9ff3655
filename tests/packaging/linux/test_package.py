"""A Debian package is the same whenever it is made, and says the truth about what is in it."""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest


def fields(package: Path, *names: str) -> str:
    return subprocess.run(
        ["dpkg-deb", "-f", package, *names], capture_output=True, text=True, check=True
    ).stdout


def listed(package: Path) -> dict[str, tuple[str, str]]:
    """What is installed: mode and owner by name."""
    told = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=5) for line in told.splitlines()]
    return {row[5].split(" -> ")[0].removeprefix("."): (row[0], row[1]) for row in rows}


def control(package: Path, name: str) -> str:
    told = subprocess.run(["dpkg-deb", "-I", package, name], capture_output=True, text=True, check=True)
    return told.stdout


@pytest.mark.parametrize("kind", ["kiosk", "hub"])
def test_it_is_the_same_bytes_whoever_makes_it_and_when(
    linux: ModuleType, tree: Path, tmp_path: Path, kind: str
):
    first = linux.package.make(kind, tree, tmp_path / "first")
    os.utime(tree / "_internal" / "words.txt", (1, 1))
    before = os.umask(0o077)
    try:
        (tree / "_internal" / "words.txt").chmod(0o600)
        second = linux.package.make(kind, tree, tmp_path / "second")
    finally:
        os.umask(before)
    assert first.read_bytes() == second.read_bytes()


def test_everything_is_root_s_with_the_mode_of_its_kind(linux: ModuleType, tree: Path, tmp_path: Path):
    files = listed(linux.package.make("kiosk", tree, tmp_path))
    assert {owner for _, owner in files.values()} == {"root/root"}
    assert files["/opt/vetrina/vetrina"][0] == "-rwxr-xr-x"
    assert files["/opt/vetrina/_internal/words.txt"][0] == "-rw-r--r--"
    assert files["/opt/vetrina/_internal/again.txt"][0].startswith("l")
    assert files["/usr/lib/vetrina-kiosk/session"][0] == "-rwxr-xr-x"
    assert files["/usr/lib/systemd/system/vetrina-kiosk.service"][0] == "-rw-r--r--"
    assert "/usr/bin/vetrina" in files


def test_it_is_named_and_described_as_debian_does(linux: ModuleType, tree: Path, tmp_path: Path):
    package = linux.package.make("kiosk", tree, tmp_path, "1.2.3")
    architecture = linux.package.architecture()
    assert package.name == f"vetrina-kiosk_1.2.3_{architecture}.deb"
    told = fields(package, "Package", "Version", "Architecture", "Depends")
    assert "Version: 1.2.3\n" in told
    # What /bin/true loads, and what no library tells: cage, and what cage forgets.
    depends = fields(package, "Depends").strip().split(", ")
    assert depends[0].startswith("libc6 (>= 2.")
    assert {"cage", "xwayland", "libpam-systemd"} <= set(depends)
    assert int(fields(package, "Installed-Size")) > 20


def test_all_that_an_administrator_may_edit_is_kept_at_upgrades(
    linux: ModuleType, tree: Path, tmp_path: Path
):
    package = linux.package.make("kiosk", tree, tmp_path)
    conffiles = control(package, "conffiles").split()
    assert conffiles == sorted(
        name for name in listed(package) if name.startswith("/etc/") and name[-1] != "/"
    )
    assert "/etc/vetrina/kiosk.toml" in conffiles
    sums = dict(reversed(line.split("  ")) for line in control(package, "md5sums").splitlines())
    assert sums["opt/vetrina/_internal/words.txt"] == "b1946ac92492d2347c6235b4d2611184"


SHIPPED = {
    "kiosk/root/etc/vetrina/kiosk.toml": "a3151a0858d178253c202510e5c781573ff856548bea2d46f9b0b19fa809754b",
    "kiosk/root/etc/pam.d/vetrina-kiosk": "f3fa133a6e2a7a58e9e391615c47268a27355626df6e70f0e6843bbb06ac798a",
    "hub/root/etc/vetrina/hub.toml": "321213ff5474596a7f2783bbb596733ec473c0a406221b0ceccb3f1dd4ae198a",
}
"""Where a package brings another version of a file that somebody edited, dpkg asks which is to stay, and an
upgrade that nobody watches fails. So these stay as they were first shipped; what is new is for an example."""


def test_files_that_an_administrator_edits_are_shipped_the_same_for_ever(linux: ModuleType):
    shipped = {
        path.relative_to(linux.package.HERE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in linux.package.HERE.glob("*/*/etc/**/*")
        if path.is_file()
    }
    assert shipped == SHIPPED


def test_a_library_of_which_nobody_said_the_package_stops_the_build(
    linux: ModuleType, tree: Path, monkeypatch
):
    monkeypatch.setattr(linux.needs, "_readelf", lambda *_: " (NEEDED)  Shared library: [libnowhere.so.7]")
    with pytest.raises(linux.deb.PackageError, match=r"libnowhere\.so\.7"):
        linux.needs.depends(tree)


def test_every_library_that_a_program_may_take_from_the_system_has_its_package(linux: ModuleType):
    reviewed = tomllib.loads((linux.package.ROOT / "packaging" / "bundle" / "libraries.toml").read_text())
    assert reviewed["system"].keys() - tomllib.loads(linux.needs.PROVIDERS.read_text()).keys() == set()


def test_debian_agrees_which_package_holds_a_library(linux: ModuleType):
    """As far as they are installed here: on a later Debian some names end in t64, and provide these."""
    if shutil.which("dpkg-query") is None:
        pytest.skip("dpkg is not here: whether the table of packages is right can be seen on Debian only")
    cache = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    installed = {line.split()[0]: line.split("=> ")[1] for line in cache.splitlines() if "=> " in line}
    providers = tomllib.loads(linux.needs.PROVIDERS.read_text())
    seen = 0
    for library in providers.keys() & installed.keys():
        for place in (installed[library], installed[library].removeprefix("/usr")):
            done = subprocess.run(["dpkg-query", "-S", place], capture_output=True, text=True, check=False)
            if done.returncode == 0:
                seen += 1
                assert done.stdout.partition(":")[0].removesuffix("t64") == providers[library]
    assert seen > 10


def test_what_the_tree_brings_itself_is_not_asked_of_debian(linux: ModuleType, tree: Path, monkeypatch):
    (tree / "libown.so.1").touch()
    monkeypatch.setattr(linux.needs, "_readelf", lambda *_: " (NEEDED)  Shared library: [libown.so.1]")
    assert linux.needs.depends(tree) == []


def test_without_a_program_there_is_no_package(linux: ModuleType, tmp_path: Path, capsys):
    arguments = ["kiosk", "--trees", str(tmp_path / "none"), "--out", str(tmp_path)]
    assert linux.package.main(arguments) == 1
    assert "build the program first" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["kiosk", "hub"])
def test_the_scripts_are_plain_shell(linux: ModuleType, kind: str):
    folder = linux.package.HERE / kind
    scripts = [*(folder / "DEBIAN").glob("p*"), *(folder / "root" / "usr" / "lib").glob("vetrina-*/*")]
    for script in scripts:
        assert script.read_text().startswith("#!/bin/sh\n")
        subprocess.run(["sh", "-n", script], check=True)


def test_finished_packages_have_their_sums_beside_them(tmp_path: Path):
    for name in ("vetrina-hub_1.0_amd64.deb", "vetrina-kiosk_1.0_amd64.deb", "notes.txt"):
        (tmp_path / name).write_text(name)
    tool = Path(__file__).parents[3] / "packaging" / "sums.py"
    subprocess.run([sys.executable, tool, tmp_path], check=True, capture_output=True)
    check = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert check.stdout.count(": OK") == 2
    (tmp_path / "empty").mkdir()
    assert subprocess.run(
        [sys.executable, tool, tmp_path / "empty"], capture_output=True, check=False
    ).returncode


LARGEST = 60_000_000
"""Bytes: what a store's line can be asked to bring (the kiosk's package)."""


def test_the_kiosk_s_package_is_small_enough_for_a_store_s_line():
    built = sorted((Path(__file__).parents[3] / "build" / "package" / "debian").glob("vetrina-kiosk_*.deb"))
    if not built:
        pytest.skip(
            "NOT TESTED: there is no vetrina-kiosk package in build/package/debian; `make package` makes it"
        )
    assert {path.name: path.stat().st_size for path in built if path.stat().st_size > LARGEST} == {}
