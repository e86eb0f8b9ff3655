"""Settings for all, for a store, for a tablet: the nearer one counts, and versions only grow."""

import datetime as dt
import re

import pytest
from msgspec.structs import replace

from sync.hub.fleet import remote
from sync.hub.fleet.remote import RemoteError, Target, of_device, of_store
from tests.sync.hub.inside import TABLET, on_hub

NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def put(hub, target, name, value, now=NOON, *, why=""):
    return remote.put(hub.storage, target, name, value, remote.change_by("anna", "a change", why, now))


def test_nothing_is_given_at_first(tmp_path):
    async def look(hub):
        return await remote.effective(hub.storage, TABLET), await remote.every(hub.storage)

    effective, everything = on_hub(tmp_path, look)
    assert (effective.document.version, effective.document.settings, everything) == (0, {}, {})


def test_the_nearer_one_counts(tmp_path):
    async def give(hub):
        await put(hub, Target(), "idle.after", 60)
        await put(hub, Target(), "sound.volume", 20)
        await put(hub, of_store("milano"), "idle.after", 90)
        await put(hub, of_store("milano"), "brand", "vesperi")
        await put(hub, of_device("tablet"), "idle.after", 120)
        other = replace(TABLET, id="other", store="roma")
        return await remote.effective(hub.storage, TABLET), await remote.effective(hub.storage, other)

    here, elsewhere = on_hub(tmp_path, give)
    assert here.document.settings == {"idle.after": 120, "sound.volume": 20, "brand": "vesperi"}
    assert here.given_to == {"idle.after": "device:tablet", "sound.volume": "all", "brand": "store:milano"}
    assert here.document.device == "tablet"
    assert elsewhere.document.settings == {"idle.after": 60, "sound.volume": 20}


def test_whatever_changes_the_version_grows(tmp_path):
    async def give(hub):
        versions = []
        for target, value, now in (
            (Target(), 60, NOON),
            (of_device("tablet"), 90, NOON),
            (of_store("milano"), 75, NOON - 60 * MINUTE),
            (of_device("tablet"), None, NOON - 60 * MINUTE),
            (Target(), None, NOON + MINUTE),
        ):
            await put(hub, target, "idle.after", value, now)
            versions.append((await remote.effective(hub.storage, TABLET)).document.version)
        return versions

    versions = on_hub(tmp_path, give)
    at_noon = round(NOON.timestamp() * 1000)
    assert versions == [at_noon, at_noon + 1, at_noon + 2, at_noon + 3, at_noon + 60_000]


def test_who_changed_what_and_why_is_kept(tmp_path):
    async def give(hub):
        await put(hub, Target(), "idle.after", 60, why="a quiet Monday")
        await put(hub, Target(), "idle.after", None, NOON + MINUTE)
        return await remote.given(hub.storage, Target())

    document = on_hub(tmp_path, give)
    assert [(one.at, one.by, one.why) for one in document.changes] == [
        ("2026-05-04T12:00:00Z", "anna", "a quiet Monday"),
        ("2026-05-04T12:01:00Z", "anna", ""),
    ]


@pytest.mark.parametrize("name", ["hub", "network.proxy", "network.ca_file"])
def test_what_leads_to_the_hub_is_not_given(tmp_path, name):
    with pytest.raises(RemoteError, match="leads to the hub"):
        on_hub(tmp_path, lambda hub: put(hub, Target(), name, "https://elsewhere"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("Idle.After", 60), ("idle after", 60), ("", 60), ("a\n", 1), ("a" * 81, 1), ("x", 1.5), ("x", [NOON])],
)
def test_what_is_no_name_and_no_value_is_refused(tmp_path, name, value):
    with pytest.raises(RemoteError):
        on_hub(tmp_path, lambda hub: put(hub, Target(), name, value))


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("idle.forever", 60, "there is no such setting"),
        ("idle", {"after": 60}, "a table of settings, not one"),
        ("idle.after", 9, ">= 10"),
        ("idle.after", "60", "got `str`"),
        ("idle.after", True, "got `bool`"),
        ("night.off_when_closed", "yes", "got `str`"),
        ("update.mode", "sometimes", "sometimes"),
        ("scanners.serial", [{"port": "COM3", "baud": 1}], ">= 300"),
        ("scanners.serial", [{"door": "COM3"}], "door"),
        ("scan.product_links", ["https://shop.example"], "product link has"),
        ("printer", "../x", "regex"),
    ],
)
def test_what_no_tablet_could_use_is_refused_before_it_is_signed(tmp_path, name, value, why):
    with pytest.raises(RemoteError, match=re.escape(name)) as told:
        on_hub(tmp_path, lambda hub: put(hub, Target(), name, value))
    assert why in str(told.value)


def test_what_an_earlier_hub_gave_and_no_tablet_can_use_is_taken_back(tmp_path, monkeypatch):
    async def give(hub):
        with monkeypatch.context() as before:
            before.setattr(remote, "_check", lambda *_: None)
            await put(hub, Target(), "idle.forever", 60)
        await put(hub, Target(), "idle.forever", None, NOON + MINUTE)
        return await remote.given(hub.storage, Target())

    assert on_hub(tmp_path, give).values == {}


def test_what_is_not_given_is_not_taken_back(tmp_path):
    with pytest.raises(RemoteError, match="is not given to store:milano"):
        on_hub(tmp_path, lambda hub: put(hub, of_store("milano"), "idle.after", None))
