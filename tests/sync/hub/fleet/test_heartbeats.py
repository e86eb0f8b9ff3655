"""A tablet says how it is to a real hub, hears about its clock, and staff read it."""

import time

from tests import forks
from tests.sync.hub.conftest import hub_command

PATH = "/v1/devices/heartbeat"


def now() -> int:
    return round(time.time() * 1000)


def test_a_tablet_hears_how_far_its_clock_is_off(tablet):
    fast = {"clock": now() + 3_600_000, "version": "0.1.0"}
    answer = tablet.http.post(PATH, json=fast).raise_for_status().json()
    assert abs(answer["clock_skew"] - 3_600_000) < 10_000


def test_staff_read_how_it_is(tablet, hub):
    beat = {"clock": now() - 120_500, "version": "0.1.0", "outbox": 3, "quarantine": 1, "findings": ["disk"]}
    tablet.http.post(PATH, json=beat).raise_for_status()
    told = hub_command("devices", "--json", "--data", str(hub.data))
    [known] = [one["health"] for one in told if one["id"] == tablet.device]
    assert (known["beat"]["outbox"], known["beat"]["findings"]) == (3, ["disk"])
    said = forks.run(forks.HUB, "sync.hub", "devices", "--data", str(hub.data)).stdout
    assert "version 0.1.0; 3 acts wait; 1 queues are set aside; its clock is 12" in said
    assert "s behind; look at disk" in said


def test_a_tablet_that_may_only_deliver_says_how_it_is_all_the_same(tablet, hub):
    forks.run(forks.HUB, "sync.hub", "device", "retire", tablet.device, "--data", str(hub.data))
    tablet.sign_in()
    assert tablet.http.get("/v1/catalogue").json()["code"] == "device_retired"
    assert tablet.http.post(PATH, json={"clock": now(), "version": "0.1.0"}).is_success


def test_words_of_people_are_not_taken_for_findings(tablet):
    beat = {"clock": now(), "version": "0.1.0", "findings": ["Anna rang 340 555"]}
    assert tablet.http.post(PATH, json=beat).status_code == 422
