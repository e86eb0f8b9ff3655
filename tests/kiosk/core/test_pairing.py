"""What a fresh tablet makes of what is typed and scanned, and how it says why it is not known yet."""

import tomllib
from typing import get_args

import pytest

from kiosk.core.pairing import OF_FILE, REFUSED, Fault, Pairing, fault_of, read_scan
from kiosk.core.scanners.layouts import MISMATCHES, garble
from sync.client.errors import Cause, Faulty, IdentityError, NoRoom, Offline, Refused, Unreached
from sync.protocol import invitations
from sync.protocol.devices import HANDSHAKE_VERSION
from sync.protocol.invitations import Batch, Entry, Invitation
from tests.forks import ROOT

HUB = "https://hub.example:8743"
QR = invitations.write(invitations.invite(HUB, "ABCD-EFGH"))


def test_a_code_is_scanned_from_every_kind_of_scanner():
    for text in (QR, f"]Q1{QR}", f"  {QR}\r"):
        assert read_scan(text) == Invitation(1, HUB, "ABCD-EFGH")
    assert read_scan("abcd-efgh") == "ABCDEFGH"
    assert read_scan("]C0ABCDEFGH") == "ABCDEFGH"


WHOLE = [each for each in MISMATCHES if len(garble(QR, each)) == len(QR)]
"""Of the other pairs some signs are dead keys, and do not arrive at all."""


@pytest.mark.parametrize("mismatch", WHOLE, ids=str)
def test_a_scanner_that_types_for_another_country_is_understood(mismatch):
    assert read_scan(garble(QR, mismatch)) == Invitation(1, HUB, "ABCD-EFGH")


def test_where_signs_are_dead_keys_it_is_no_code_rather_than_a_wrong_one():
    assert {each.tablet for each in WHOLE} >= {"it", "uk", "us"}
    for mismatch in set(MISMATCHES) - set(WHOLE):
        assert read_scan(garble(QR, mismatch)) == Fault("no_invitation")


@pytest.mark.parametrize(
    "text", ["9527310001011", "https://lists.example/l/abc", "ABCDEFG", "ABCD-EFG0", "{}"]
)
def test_what_is_no_code_is_told_from_one(text):
    assert read_scan(text) == Fault("no_invitation")


def test_of_another_version_it_is_said_which_side_is_old():
    newer = QR.replace(f'"handshake_version":{HANDSHAKE_VERSION}', '"handshake_version":99')
    older = QR.replace(f'"handshake_version":{HANDSHAKE_VERSION}', '"handshake_version":0')
    assert read_scan(newer) == Fault("tablet_old")
    assert read_scan(older) == Fault("hub_old")


def test_a_code_leads_to_no_other_hub_than_the_one_that_the_tablet_was_set_up_for(tmp_path):
    fresh = Pairing(tmp_path)
    assert fresh.read(QR) == "ABCD-EFGH"
    assert (fresh.hub, fresh.fixed) == (HUB, False)
    ours = Pairing(tmp_path, "https://ours.example")
    assert ours.read(QR) == Fault("other_hub", "hub.example:8743")
    batch = Batch(1, HUB, "milano", "2026-12-01T00:00:00+00:00", [Entry("A" * 26)])
    assert ours.enter_from(batch) == Fault("other_hub", "hub.example:8743")
    assert ours.hub == "https://ours.example"
    assert Pairing(tmp_path, f"{HUB}/").read(QR) == "ABCD-EFGH"


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (Unreached("", "name_not_found"), Fault("name_not_found", "hub.example:8743")),
        (Unreached("", "clock", 3_610), Fault("clock", "60")),
        (Unreached("", "clock", -86_400), Fault("clock", "-1440")),
        (Unreached("", "address"), Fault("bad_address", "hub.example:8743")),
        (Refused("", "code_used"), Fault("used_code")),
        (Faulty("", "hub_too_old"), Fault("hub_old")),
        (Offline("", 41, "too_many"), Fault("wait", "41")),
        (Offline("", 0, "fault"), Fault("trouble", "hub.example:8743")),
        (IdentityError(""), Fault("disk")),
        (NoRoom(""), Fault("disk")),
    ],
)
def test_each_error_has_its_words(error, fault):
    assert fault_of(error, HUB) == fault


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_every_fault_says_what_to_do_in_every_language(language):
    path = ROOT / "resources" / "i18n" / "kiosk" / f"{language}.toml"
    texts = tomllib.loads(path.read_text(encoding="utf-8"))["pairing"]
    own = {"bad_address", "other_hub", "no_invitation", "no_address", "incomplete", "file_wrong"}
    keys = {*REFUSED.values(), *OF_FILE.values(), *own, "wait", "disk", "trouble", *get_args(Cause)}
    keys -= {"address", "clock"}
    assert [key for key in keys if key not in texts or f"{key}_text" not in texts] == []
    assert {"clock_ahead", "clock_behind", "clock_text"} <= texts.keys()
    states = {"unknown", "there", "reached", "busy", *get_args(Cause)}
    assert [state for state in states if f"network_{state}" not in texts] == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    assert Pairing(tmp_path / "file", HUB).enter("ABCD-EFGH") == Fault("disk")
