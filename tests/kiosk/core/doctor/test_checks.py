"""Every check is green where all is well, and red once the thing is broken."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.core.doctor import rounds
from kiosk.core.doctor.tablet import Faults, Updates
from kiosk.core.settings_order import Fault
from sync.catalogue.current import Current, folder, write_current
from sync.client.store.inspection import Inside
from sync.client.store.quarantine import Trouble
from sync.client.store.reports import Report
from sync.client.store.stranded import Overview, Refused
from sync.client.transport.asking import Word
from sync.client.transport.door import Certificate
from sync.protocol.tablet_settings import Network, Settings
from tests.kiosk.core.doctor.conftest import DOOR, NOW
from tests.kiosk.core.doctor.judging import found
from tests.kiosk.core.doctor.machine import put


def test_all_is_well(tablet):
    findings = rounds.examine(tablet)
    assert [each for each in findings if each.level != "ok"] == []
    assert list(dict.fromkeys(each.check for each in findings)) == list(rounds.CHECKS)


def test_a_check_that_falls_over_stops_no_other(tablet):
    def nothing_to_see(_):
        raise OSError("no disk")

    findings = {each.code: each for each in rounds.examine(tablet._replace(free=nothing_to_see))}
    assert findings["disk.not_known"].level == "unknown"

    def fall(_):
        raise ZeroDivisionError

    findings = {each.code: each for each in rounds.examine(tablet._replace(free=fall))}
    assert findings["disk.failed"].values == ("ZeroDivisionError",)
    assert "voices.all" in findings


def test_only_what_needs_somebody_goes_with_the_heartbeat(tablet):
    assert rounds.codes(rounds.examine(tablet)) == []
    assert rounds.codes(rounds.examine(tablet._replace(door=None))) == ["hub.no_address"]


def test_settings(tablet):
    wrong = Fault("idle.after", "file", "settings.toml", "Expected `int` >= 10")
    unread = Fault("", "policy", "kiosk.toml", "Invalid statement")
    assert found(tablet._replace(faults=Faults((wrong,))), "settings") == [("settings.wrong", "bad")]
    assert found(tablet._replace(faults=Faults((unread,))), "settings") == [("settings.unread", "bad")]
    kept = unread._replace(kept=True)
    assert found(tablet._replace(faults=Faults((kept,))), "settings") == [("settings.kept", "bad")]


def test_permissions(tablet, data):
    (data / "device.json").chmod(0o644)
    assert found(tablet, "permissions") == [("permissions.open", "bad")]
    (data / "device.json").chmod(0o600)
    data.chmod(0o777)
    assert found(tablet, "permissions") == [("permissions.open", "bad")]
    assert found(tablet._replace(data=data / "nowhere"), "permissions") == [("permissions.no_folder", "bad")]


def test_a_file_that_is_gone_before_it_is_looked_at(tablet, data, monkeypatch):
    """A kiosk that runs writes files beside others, and renames them."""
    listed = [*data.iterdir(), data / "settings.tmp"]
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(listed))
    assert found(tablet, "permissions") == [("permissions.right", "ok")]


def test_a_key_that_comes_next(tablet, data):
    (data / "device.json.next").touch(0o644)
    assert found(tablet, "permissions") == [("permissions.open", "bad")]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_files_of_somebody_else(tablet, data):
    os.chown(data / "replica.db", 65534, -1)
    assert found(tablet, "permissions") == [("permissions.foreign", "bad")]


def test_a_folder_that_nobody_may_write(tablet, data, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # root may write everywhere
    assert found(tablet, "permissions") == [("permissions.read_only", "bad")]


@pytest.mark.parametrize(
    ("free", "code", "level"),
    [(900_000_000, "disk.full", "bad"), (2_000_000_000, "disk.little", "warn"), (10**10, "disk.room", "ok")],
)
def test_disk(tablet, free, code, level):
    assert found(tablet._replace(free=lambda _: free), "disk") == [(code, level)]


def test_disk_encryption(tablet, places):
    uuid = places.sys / "dev/block/253:0/dm/uuid"
    put(uuid, "LVM-0123\n")
    assert found(tablet, "encryption") == [("encryption.off", "bad")]
    # A logical volume on an encrypted disk is encrypted, and on two disks only when both are.
    for name, below in (("sda", "CRYPT-LUKS2-a"), ("sdb", "LVM-b")):
        put(places.sys / "devices" / name / "dm/uuid", below)
    slaves = places.sys / "dev/block/253:0/slaves"
    slaves.mkdir()
    (slaves / "sda").symlink_to(places.sys / "devices/sda")
    assert found(tablet, "encryption") == [("encryption.on", "ok")]
    (slaves / "sdb").symlink_to(places.sys / "devices/sdb")
    assert found(tablet, "encryption") == [("encryption.off", "bad")]
    put(places.proc / "self/mountinfo", "25 1 0:21 / / rw - overlay overlay rw\n")
    assert found(tablet, "encryption") == [("encryption.not_known", "unknown")]


def test_a_partition_of_an_encrypted_disk_is_encrypted(tablet, places):
    disk = places.sys / "devices/dm-0"
    put(disk / "dm/uuid", "CRYPT-LUKS2-a")
    put(disk / "dm-0p1/partition", "1")
    put(places.proc / "self/mountinfo", "25 1 0:33 / / rw - btrfs /dev/dm-0p1 rw\n")
    (places.sys / "class/block").mkdir(parents=True)
    (places.sys / "class/block/dm-0p1").symlink_to(disk / "dm-0p1")
    assert found(tablet, "encryption") == [("encryption.on", "ok")]


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        ("assertion_refused", "enrolment.refused"),
        ("device_lost", "enrolment.lost"),
        ("device_retired", "enrolment.retired"),
        ("device_unconfirmed", "enrolment.unconfirmed"),
    ],
)
def test_enrolment(tablet, problem, code):
    assert found(tablet._replace(word=Word(heard=True, problem=problem)), "enrolment") == [(code, "bad")]


def test_enrolment_that_nobody_can_speak_of(tablet):
    assert found(tablet._replace(identity=None), "enrolment") == [("enrolment.none", "bad")]
    assert found(tablet._replace(word=None), "enrolment") == [("enrolment.not_asked", "unknown")]
    odd = tablet._replace(word=Word(heard=True, problem="moon"))
    assert found(odd, "enrolment") == [("enrolment.odd", "unknown")]
    copy = tablet._replace(identity=replace(tablet.identity, standing="unconfirmed"))
    assert found(copy, "enrolment") == [("enrolment.unconfirmed", "bad")]
    damaged = tablet._replace(identity=None, faults=Faults(identity="device.json cannot be read"))
    assert found(damaged, "enrolment") == [("enrolment.damaged", "bad")]


def test_the_clock(tablet):
    def offset(seconds):
        [finding] = rounds.attempt(
            "clock", rounds.CHECKS["clock"].examine, tablet._replace(door=DOOR._replace(offset=seconds))
        )
        return finding.code, finding.level, finding.count

    assert offset(4) == ("clock.right", "ok", None)
    assert offset(-20) == ("clock.drifting", "warn", 20)
    assert offset(400) == ("clock.fast", "bad", 7)
    assert offset(-400) == ("clock.slow", "bad", 7)
    assert offset(-86_400) == ("clock.slow_hours", "bad", 24)
    assert offset(86_400) == ("clock.fast_hours", "bad", 24)
    assert offset(None) == ("clock.not_known", "unknown", None)
    early = tablet._replace(door=DOOR._replace(failed="certificate", why="early", offset=None))
    assert found(early, "clock") == [("clock.before_certificate", "bad")]


def test_a_certificate_that_runs_out_soon(tablet):
    soon = DOOR._replace(certificate=Certificate("", NOW + timedelta(days=3)))
    assert found(tablet._replace(door=soon), "certificates") == [("certificates.soon", "warn")]
    plain = DOOR._replace(secure=False, certificate=None)
    assert found(tablet._replace(door=plain), "certificates") == [("certificates.open", "warn")]
    here = plain._replace(host="127.0.0.1")
    assert found(tablet._replace(door=here), "certificates") == [("certificates.same_machine", "ok")]


def test_a_file_of_certificates_that_is_none(tablet):
    settings = Settings(network=Network(ca_file="ca.pem"))
    unread = tablet._replace(door=DOOR._replace(unread="No such file or directory"), settings=settings)
    assert ("certificates.file", "bad") in found(unread, "certificates")


@pytest.mark.parametrize(
    ("state", "level"),
    [("damaged", "bad"), ("newer", "bad"), ("shut", "bad"), ("missing", "unknown"), ("older", "unknown")],
)
def test_the_database(tablet, state, level):
    assert found(tablet._replace(inside=Inside(state)), "database") == [(f"database.{state}", level)]


def test_the_catalogue(tablet, data):
    for days, code, level in ((0, "recent", "ok"), (1, "old", "warn"), (3, "too_old", "bad")):
        heard = Inside("whole", last_news=NOW - timedelta(days=days, minutes=1))
        away = tablet._replace(word=None, inside=heard)
        assert found(away, "catalogue") == [(f"catalogue.{code}", level)]
    never = tablet._replace(word=None, inside=Inside("whole"))
    assert found(never, "catalogue") == [("catalogue.no_news", "unknown")]
    write_current(data, Current("second.db", 2, previous="first.db"))
    assert found(tablet, "catalogue") == [("catalogue.before", "warn"), ("catalogue.recent", "ok")]
    (folder(data) / "first.db").write_bytes(b"torn" * 1000)
    assert found(tablet, "catalogue") == [("catalogue.damaged", "bad")]
    (folder(data) / "current.json").unlink()
    assert found(tablet, "catalogue") == [("catalogue.none", "bad")]


def test_the_outbox(tablet):
    for age, code, level in (
        (timedelta(minutes=5), "outbox.going", "ok"),
        (timedelta(hours=2), "outbox.slow", "warn"),
        (timedelta(days=2), "outbox.stuck", "bad"),
    ):
        inside = Inside("whole", overview=Overview(3, [], [], []), oldest=(NOW - age).timestamp())
        assert found(tablet._replace(inside=inside), "outbox") == [(code, level)]
    assert found(tablet._replace(inside=Inside("damaged")), "outbox") == [("outbox.not_known", "unknown")]


def test_quarantine_names_no_scope(tablet):
    aside = Trouble(
        "list:secret-name", "422 invalid", 10, "2026-11-25T09:00:00Z", quarantined=True, operations=2
    )
    refused = Refused("id", "customer:secret-name", "forbidden", "2026-11-25T09:00:00Z")
    told = Report("list:secret-name", "checksum", "2026-11-25T09:00:00Z", 1)
    ill = tablet._replace(inside=Inside("whole", overview=Overview(2, [aside], [refused], [told])))
    assert found(ill, "quarantine") == [
        ("quarantine.aside", "bad"),
        ("quarantine.refused", "warn"),
        ("quarantine.checksum", "warn"),
    ]
    assert "secret-name" not in str(rounds.examine(ill))


def test_updates(tablet):
    assert found(tablet._replace(updates=None), "updates") == [("updates.managed", "ok")]
    past, future = NOW - timedelta(days=1), NOW + timedelta(days=1)

    def judged(**seen):
        return found(tablet._replace(updates=Updates("1.2.3", **seen)), "updates")

    assert judged() == [("updates.no_trust", "bad")]
    assert judged(root_until=future, launched=False) == [("updates.not_launched", "bad")]
    assert judged(root_until=past, word_until=past) == [("updates.root_expired", "bad")]
    assert judged(root_until=future, word_until=past) == [("updates.no_word", "warn")]
    assert judged(root_until=future, failed=("1.2.4",)) == [
        ("updates.went_back", "warn"),
        ("updates.trusted", "ok"),
    ]
    assert ("updates.unreadable", "bad") in judged(unreadable="state.json", root_until=future)
