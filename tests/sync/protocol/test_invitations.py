"""What a fresh tablet is told: written by the hub, read by the tablet, and never misunderstood."""

import json

import pytest

from sync.protocol import invitations
from sync.protocol.devices import HANDSHAKE_VERSION, clean_code, fingerprint, grouped
from sync.protocol.invitations import (
    LONGEST_TEXT,
    Batch,
    Entry,
    InvitationError,
    NewerInvitation,
    OlderInvitation,
)

URL = "https://hub.example:8743"
BATCH = Batch(HANDSHAKE_VERSION, URL, "milano", "2026-12-01T00:00:00+00:00", [Entry("A" * 26, "Kiosk 1")])


def test_what_the_hub_writes_the_tablet_reads():
    invitation = invitations.invite(f"{URL}/", "ABCD-EFGH")
    assert json.loads(invitations.write(invitation)) == {
        "handshake_version": 1,
        "url": URL,
        "token": "ABCD-EFGH",
    }
    assert invitations.read(invitations.write(invitation)) == invitation
    assert invitations.read_batch(invitations.write(BATCH)) == BATCH


@pytest.mark.parametrize(
    ("version", "error"), [(HANDSHAKE_VERSION + 1, NewerInvitation), (0, OlderInvitation)]
)
def test_another_version_says_which_side_is_old_whatever_else_it_holds(version, error):
    with pytest.raises(error):
        invitations.read(json.dumps({"handshake_version": version, "door": ["of", "another", "shape"]}))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9527310001011",
        "{}",
        "[1]",
        '"x"',
        '{"handshake_version":1}',
        '{"handshake_version":1,"url":"https://hub.example","token":"x"}',
        '{"handshake_version":1,"url":"file:///etc/passwd","token":"ABCD-EFGH"}',
        '{"handshake_version":"1","url":"https://hub.example","token":"ABCD-EFGH"}',
        "[" * 50_000,
        " " * (LONGEST_TEXT + 1),
    ],
)
def test_everything_else_is_no_invitation(text):
    with pytest.raises(InvitationError):
        invitations.read(text)
    with pytest.raises(InvitationError):
        invitations.read_batch(text)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("hub.example.com", "https://hub.example.com"),
        ("HUB.example.com:8743/", "https://hub.example.com:8743"),
        (" http://10.0.0.5:8743 ", "http://10.0.0.5:8743"),
        ("https://[2001:db8::1]:8743", "https://[2001:db8::1]:8743"),
        ("https://shop.example/hub/", "https://shop.example/hub"),
    ],
)
def test_an_address_is_typed_as_people_type(typed, address):
    assert invitations.address(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["", "https://", "ftp://hub", "https://a:b@hub.example", "hub:port", "hub?x=1", "https://hub#x", "a b<c"],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(InvitationError):
        invitations.address(typed)


def test_people_read_the_same_signs_of_a_key_at_hub_and_tablet():
    key = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert fingerprint(key) == fingerprint(f"{key}=")
    assert clean_code(fingerprint(key)) == fingerprint(key).replace("-", "")
    assert fingerprint(key) != fingerprint(key.replace("11q", "12q"))
    assert grouped(clean_code("abcd-efgh")) == "ABCD-EFGH"
