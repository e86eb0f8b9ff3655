"""Starting a kiosk with an enrolment code: what becomes of a tablet that the hub does not let in."""

import pytest
from msgspec.structs import replace

from kiosk.app.start import _identify
from sync.client import identity as identities
from sync.client.enrolment import enrol
from sync.client.errors import Faulty, Offline, Refused
from sync.client.identity import Identity, encode_key, public_key, sign
from sync.client.transport import enrolling
from sync.hub.throttle import MAX_FAILURES
from sync.protocol.devices import EnrolRequest, former_message
from sync.protocol.tablet_settings import Settings
from tests.faults.conftest import Hub


def stand(folder, standing: str) -> Identity:
    """Note what the hub said last of a tablet."""
    identity = identities.load(folder)
    identities.save(folder, replace(identity, standing=standing))
    return identity


def test_a_tablet_that_works_keeps_its_name_whatever_code_it_is_started_with(hub: Hub, tablet_data, identity):
    assert _identify(tablet_data, Settings(), hub.enrol_code()) == identity


@pytest.mark.parametrize("standing", ["unconfirmed", "retired", "lost", "unknown"])
def test_one_that_is_not_let_in_is_enrolled_anew_with_a_good_code(hub, tablet_data, identity, standing):
    stand(tablet_data, standing)
    anew = _identify(tablet_data, Settings(), hub.enrol_code())
    assert anew.device != identity.device
    assert anew.standing == "active"
    assert hub.device(anew.device).former == [identity.device]
    assert identities.load(tablet_data) == anew


def test_a_code_of_the_first_day_keeps_no_shop_closed(hub, tablet_data, identity, capsys):
    before = stand(tablet_data, "unknown")
    assert _identify(tablet_data, Settings(), "AAAA-AAAA").device == before.device
    assert "not enrolled anew" in capsys.readouterr().err


def test_one_that_knows_no_more_who_it_is_asks_for_a_code_and_goes_on(hub, tablet_data, identity, capsys):
    file = tablet_data / identities.NAME
    file.write_bytes(file.read_bytes()[:40])
    assert _identify(tablet_data, Settings(), "") is None
    assert "enrol it anew with a code" in capsys.readouterr().err
    anew = enrol(tablet_data, hub.url, hub.enrol_code())
    assert anew.device != identity.device
    assert _identify(tablet_data, Settings(), "") == anew


def test_nobody_takes_over_the_work_of_a_folder_that_is_not_theirs(hub, identity, tmp_path):
    own = encode_key(b"k" * 32)
    forged = sign(own, former_message(public_key(own)))
    request = EnrolRequest(hub.enrol_code(), public_key(own), "", identity.device, forged)
    with enrolling.Door(hub.url) as door, pytest.raises(Faulty, match="bad_proof"):
        door.knock(request)


def test_who_enrols_reads_where_nobody_answers(tmp_path):
    with pytest.raises(Offline, match=r"no hub answers at http://127\.0\.0\.1:1 "):
        enrol(tmp_path, "http://127.0.0.1:1", "AAAA-AAAA")


def test_who_guessed_too_often_reads_how_long_to_wait(hub, tmp_path):
    def guess() -> None:
        enrol(tmp_path, hub.url, "AAAA-AAAA")

    for _ in range(MAX_FAILURES):
        with pytest.raises(Refused, match="this code is unknown"):
            guess()
    with pytest.raises(Offline, match=r"429 too_many.*; try again in \d+ s"):
        guess()
