"""A signed apt repository, read by a real apt: what was tampered with, or is too old, is refused."""

import datetime as dt
import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from tests.sync.hub.releases.records import filled

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module")
def keys() -> Iterator[Callable[[], str]]:
    """Make another signing key in a keyring of the tests' own, and say its fingerprint."""
    if shutil.which("gpg") is None or shutil.which("apt-get") is None:
        pytest.skip("gpg and apt-get are needed: the repository can be made and tried on Debian only")
    # A socket's name has room for 107 characters: not in pytest's folders.
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GNUPGHOME", home)

        numbers = count()

        def make() -> str:
            name = f"Tests {next(numbers)}"
            quick = ("--passphrase", "", "--quick-generate-key", name, "ed25519", "sign", "never")
            said = subprocess.run(
                ["gpg", "--batch", "--status-fd", "1", *quick], capture_output=True, text=True, check=True
            )
            return next(line.split()[3] for line in said.stdout.splitlines() if " KEY_CREATED " in line)

        yield make
        subprocess.run(["gpgconf", "--kill", "all"], check=True)


class Machine(NamedTuple):
    """A store's machine that knows the repository: its own apt, with lists and settings of its own."""

    folder: Path
    repository: Path

    def apt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run apt-get there."""
        places = {
            "Dir::Etc::sourcelist": self.folder / "sources.list",
            "Dir::Etc::sourceparts": "-",
            "Dir::State": self.folder / "state",
            "Dir::State::status": self.folder / "status",
            "Dir::Cache": self.folder / "cache",
            "APT::Sandbox::User": "root",
            "Acquire::Languages": "none",
        }
        # This machine's own settings are not a store's: some say that nobody looks at dates.
        alone = self.folder / "apt.conf"
        alone.write_text('Dir::Etc::main "/dev/null";\nDir::Etc::parts "/dev/null";\n')
        options = [word for name, value in places.items() for word in ("-o", f"{name}={value}")]
        return subprocess.run(
            ["apt-get", *options, *words],
            cwd=self.folder,
            env=os.environ | {"APT_CONFIG": str(alone), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )

    def update(self) -> str:
        """Read the repository's lists; return what apt complains of, '' when it is content."""
        done = self.apt("update", "--error-on=any")
        return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture
def made(linux: ModuleType, tree: Path, tmp_path: Path, keys: Callable[[], str]) -> str:
    """A package of each kind in a folder; returns the key that signs."""
    for kind in ("kiosk", "hub"):
        linux.package.make(kind, tree, tmp_path / "packages")
    return keys()


@pytest.fixture
def machine(linux: ModuleType, made: str, tmp_path: Path) -> Machine:
    """A machine that was told of the repository, and trusts the key that it comes with today."""
    out, folder = tmp_path / "apt", tmp_path / "machine"
    linux.repository.make(tmp_path / "packages", linux.repository.Shelf(out), made)
    for part in ("state/lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True)
    (folder / "status").touch()
    keyring = shutil.copy(out / linux.repository.KEYRING, folder)
    (folder / "sources.list").write_text(f"deb [signed-by={keyring}] copy:{out} stable main\n")
    return Machine(folder, out)


def test_apt_takes_what_was_signed(machine: Machine, tmp_path: Path):
    assert machine.update() == ""
    for name in ("vetrina-kiosk", "vetrina-hub"):
        done = machine.apt("download", name)
        assert done.returncode == 0, done.stderr
        (brought,) = machine.folder.glob(f"{name}_*.deb")
        assert brought.read_bytes() == (tmp_path / "packages" / brought.name).read_bytes()


def test_lists_that_were_tampered_with_are_refused(machine: Machine):
    for path in machine.repository.rglob("Packages*"):
        text = path.read_bytes()
        packed = path.suffix == ".gz"
        told = (gzip.decompress(text) if packed else text).replace(b"Depends: ", b"Depends: evil, ")
        path.write_bytes(gzip.compress(told) if packed else told)
    said = machine.update()
    assert "Hash Sum mismatch" in said or "unexpected size" in said, said


@pytest.mark.parametrize("name", ["InRelease", "Release"])
def test_a_release_that_was_tampered_with_is_refused(machine: Machine, name: str):
    suite = machine.repository / "dists" / "stable"
    if name == "Release":
        (suite / "InRelease").unlink()
    told = (suite / name).read_text()
    (suite / name).write_text(told.replace("Origin: Vetrina", "Origin: Vetrino"))
    said = machine.update()
    assert "BADSIG" in said or "signature" in said, said


def test_a_package_that_was_tampered_with_is_refused(machine: Machine):
    assert machine.update() == ""
    (package,) = machine.repository.glob("pool/main/vetrina-kiosk_*.deb")
    content = bytearray(package.read_bytes())
    content[-1] ^= 1
    package.write_bytes(content)
    done = machine.apt("download", "vetrina-kiosk")
    assert done.returncode != 0
    assert "Hash Sum mismatch" in done.stdout + done.stderr


def test_one_that_is_signed_by_somebody_else_is_refused(
    linux: ModuleType, machine: Machine, keys: Callable[[], str], tmp_path: Path
):
    linux.repository.make(tmp_path / "packages", linux.repository.Shelf(machine.repository), keys())
    said = machine.update()
    assert "NO_PUBKEY" in said or "not signed" in said, said


def test_one_that_nobody_signed_is_refused(machine: Machine):
    for name in ("InRelease", "Release.gpg"):
        (machine.repository / "dists" / "stable" / name).unlink()
    assert "not signed" in machine.update()


def test_one_whose_days_are_over_is_refused(linux: ModuleType, machine: Machine, made: str, tmp_path: Path):
    shelf = linux.repository.Shelf(machine.repository, days=14)
    linux.repository.make(tmp_path / "packages", shelf, made, NOW - dt.timedelta(days=15))
    said = machine.update()
    assert "expired" in said, said


def test_a_new_version_is_found_beside_the_old_one(
    linux: ModuleType, machine: Machine, made: str, tree: Path, tmp_path: Path
):
    assert machine.update() == ""
    linux.package.make("kiosk", tree, tmp_path / "packages", "7.0")
    linux.repository.make(tmp_path / "packages", linux.repository.Shelf(machine.repository), made)
    assert machine.update() == ""
    assert machine.apt("download", "vetrina-kiosk").returncode == 0
    assert list(machine.folder.glob("vetrina-kiosk_7.0_*.deb"))
    # ... and the one before it, to go back to.
    assert machine.apt("download", f"vetrina-kiosk={linux.package.project_version()}").returncode == 0


def test_without_packages_or_key_it_is_told(linux: ModuleType, made: str, tmp_path: Path, capsys):
    words = ["--packages", str(tmp_path / "none"), "--out", str(tmp_path / "apt"), "--key", made]
    assert linux.repository.main(words) == 1
    assert "no packages" in capsys.readouterr().err
    words[1], words[-1] = str(tmp_path / "packages"), "nobody"
    assert linux.repository.main(words) == 1
    assert "gpg refused" in capsys.readouterr().err


def test_only_what_real_devices_have_tried_is_stable(
    linux: ModuleType, made: str, tree: Path, tmp_path: Path, capsys
):
    out, record = tmp_path / "apt", tmp_path / "record.md"
    words = ["--packages", str(tmp_path / "packages"), "--out", str(out), "--key", made]
    assert linux.repository.main(words) == 0
    assert [path.name for path in (out / "dists").iterdir()] == ["candidate"]
    assert linux.repository.main([*words, "--suite", "stable"]) == 1
    assert "is a candidate" in capsys.readouterr().err
    version = linux.package.project_version()
    record.write_text(filled(version, "0" * 64))
    assert linux.repository.main([*words, "--record", str(record)]) == 1
    assert "not the program that the record" in capsys.readouterr().err
    assert not (out / "dists" / "stable").exists()
    sums = hashlib.sha256((tree / "SHA256SUMS").read_bytes()).hexdigest()
    record.write_text(filled(version, sums))
    assert linux.repository.main([*words, "--record", str(record)]) == 0
    assert (out / "dists" / "stable" / "InRelease").is_file()
    linux.package.make("hub", tree, tmp_path / "packages", "7.0")
    assert linux.repository.main([*words, "--record", str(record)]) == 1
    assert "7.0 is a candidate" in capsys.readouterr().err
