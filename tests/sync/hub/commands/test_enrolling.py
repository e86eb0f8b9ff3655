"""Codes handed out at the command line: as text, as a QR code, and as a file for a whole store."""

import json
import stat

import pytest

from kiosk.core.scan.image import read_image
from sync.hub.__main__ import main
from sync.protocol import invitations
from sync.protocol.invitations import MOST_ENTRIES

URL = "https://hub.example:8743"


@pytest.fixture
def enrol(tmp_path, capsys):
    """Return a function that types the command, and returns its status and what it said."""

    def run(*words):
        status = main(["enrol", "--data", str(tmp_path / "hub"), "--store", "milano", *words])
        said = capsys.readouterr()
        return status, said.out + said.err.replace(
            f"vetrina-hub: a new hub begins in {tmp_path / 'hub'}\n", ""
        )

    return run


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_qr_code_says_what_the_tablet_reads(enrol, tmp_path, ending):
    picture = tmp_path / f"code.{ending}"
    status, said = enrol("--url", f"{URL}/", "--qr", str(picture), "--json")
    assert status == 0
    told = json.loads(said)
    assert invitations.read(told["invitation"]) == invitations.invite(URL, told["code"])
    if ending == "png":
        assert read_image(picture) == [f"]Q1{told['invitation']}"]
    else:
        assert picture.read_text().startswith("<svg")


def test_it_is_drawn_on_the_terminal_too(enrol):
    status, said = enrol("--url", URL, "--qr", "-")
    assert status == 0
    first, *drawn = said.splitlines()
    assert first.endswith("UTC)")
    assert {len(line) for line in drawn} == {len(drawn[0])}
    assert set("".join(drawn)) == set("█▀▄ ")


def test_a_file_for_a_store_is_nobodys_else_and_written_once(enrol, tmp_path):
    file = tmp_path / "store.json"
    status, said = enrol("--url", URL, "--batch", "3", "--name", "Aisle", "--out", str(file))
    assert status == 0
    assert "for 3 tablets in milano" in said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    batch = invitations.read_batch(file.read_bytes())
    assert [entry.name for entry in batch.entries] == ["Aisle 1", "Aisle 2", "Aisle 3"]
    assert (batch.url, batch.store) == (URL, "milano")
    assert len({entry.token for entry in batch.entries}) == 3
    again, said = enrol("--url", URL, "--batch", "3", "--out", str(file))
    assert again == 1
    assert "there already" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--qr", "code.svg"), "--url"),
        (("--batch", "2", "--out", "x.json"), "--url"),
        (("--url", "ftp://x", "--qr", "-"), "no address"),
        (("--url", URL, "--qr", "code.jpg"), ".svg or .png"),
        (("--url", URL, "--batch", "2"), "go together"),
        (("--url", URL, "--batch", "2", "--out", "nowhere/x.json"), "no folder nowhere"),
        (("--url", URL, "--qr", "nowhere/code.svg"), "no folder nowhere"),
        (("--url", URL, "--out", "x.json"), "go together"),
        (("--url", URL, "--batch", str(MOST_ENTRIES + 1), "--out", "x.json"), f"1 to {MOST_ENTRIES}"),
        (("--url", URL, "--batch", "2", "--out", "x.json", "--qr", "-"), "one tablet"),
    ],
)
def test_what_makes_no_sense_is_refused_before_a_code_is_made(enrol, tmp_path, words, said):
    status, text = enrol(*words)
    assert status == 1
    assert said in text
    assert not (tmp_path / "hub").exists()
