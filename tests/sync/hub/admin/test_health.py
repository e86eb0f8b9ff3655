"""What a tablet says of itself is seen: on the page, in pictures, and by what looks after many hubs."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.hub.admin import charts
from sync.hub.admin.charts import Figures
from sync.hub.admin.pages import findings
from sync.hub.admin.rights import Role
from sync.hub.fleet import health
from sync.hub.fleet.condition import Condition
from sync.hub.fleet.health import Heard
from sync.hub.storage.port import Storage
from sync.protocol.devices import Device
from sync.protocol.heartbeat import Heartbeat
from tests.sync.hub.admin.conftest import Beside, Person, Visitor
from tests.sync.hub.conftest import RunningHub, Shop, Tablet, start_hub

SignedIn = Callable[..., tuple[Person, Visitor]]
NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)
TABLET = Device("tablet", "milano", "Kiosk 1", "", "")


def beat(**said: Any) -> Heartbeat:
    return Heartbeat(clock=0, version="1.2.3", **said)


def says(tablet: Tablet, **said: Any) -> None:
    clock = round(dt.datetime.now(dt.UTC).timestamp() * 1000)
    body = {"clock": clock, "version": "1.2.3", **said}
    tablet.http.post("/v1/devices/heartbeat", json=body).raise_for_status()


@pytest.mark.parametrize(
    ("skew", "ago", "said", "troubles"),
    [
        (0, 5, {}, []),
        (0, 16, {}, ["quiet"]),
        (-120_000, 5, {"quarantine": 1}, ["aside", "clock"]),
        (0, 5, {"catalogue_age": 90_000, "findings": ["disk.full"]}, ["catalogue", "findings"]),
    ],
)
def test_what_somebody_should_look_at(skew: int, ago: int, said: dict[str, Any], troubles: list[str]) -> None:
    at = (NOON - dt.timedelta(minutes=ago)).isoformat()
    assert Condition(TABLET, Heard(at, skew, beat(**said))).troubles(NOON) == troubles


def test_a_tablet_that_never_spoke_is_looked_at_and_one_out_of_service_is_not() -> None:
    assert Condition(TABLET, None).troubles(NOON) == ["silent"]
    retired = Device("tablet", "milano", "Kiosk 1", "", "", status="retired")
    assert Condition(retired, None).troubles(NOON) == []


def test_a_picture_shows_the_largest_at_the_top_and_what_is_not_known() -> None:
    figures = Figures("Tablets", NOON.date(), [None] * 24 + [4, 0, 2], 4)
    drawn = charts.draw(figures, "From 0 to 4.", "en")
    assert 'aria-label="Tablets. From 0 to 4."' in drawn
    assert "M96 12h2v120h-2z" in drawn, "the first hour of the second day, as high as can be"
    assert "M100 72h2v60h-2z" in drawn
    assert "M98 " not in drawn, "none is no column"
    assert re.search(r'class="unknown" d="M48 ', drawn)
    assert [(day.isoformat(), known) for day, known in figures.days()] == [
        ("2026-05-04", []),
        ("2026-05-05", [4, 0, 2]),
    ]


def test_the_page_says_how_the_tablets_are(
    shop: Shop, signed_in: SignedIn, new_tablet: Callable[[], Tablet], beside: Beside
) -> None:
    _, visitor = signed_in(Role.FLEET)
    well, ill = new_tablet(), new_tablet()
    says(well, outbox=3)
    says(ill, quarantine=2, findings=["disk.full"])
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)

    async def before(storage: Storage) -> None:
        await health.note(storage, well.device, beat(outbox=70), 0, yesterday)
        await health.note(storage, well.device, beat(outbox=3), 0, dt.datetime.now(dt.UTC))

    beside(before)
    assert visitor.open("/admin/health?store=milano") == "Health"
    rows = re.findall(r"<tr><th.*?</tr>", visitor.page.text)
    assert not [row for row in rows if well.device in row]
    assert [row for row in rows if ill.device in row and "something is set aside" in row]
    assert "From 2 to 70." in visitor.page.text or "From 3 to 70." in visitor.page.text
    assert visitor.page.text.count('class="chart"') == 3
    visitor.open(f"/admin/devices/{ill.device}")
    assert "<b>Disk</b> <code>disk.full</code><br>Make room now" in visitor.page.text
    assert "1.2.3" in visitor.page.text
    assert visitor.page.text.count('class="chart"') == 3
    assert "something is set aside" in visitor.http.get(f"/admin/devices?q={ill.device}").text


def test_what_a_newer_tablet_finds_stands_as_its_code() -> None:
    assert findings.told(["moon.full"], "en") == '<ul class="findings"><li><code>moon.full</code></li></ul>'
    assert "画面プログラム（Qt）" in findings.told(["qt.library"], "ja")


def test_ages_go_on_after_a_tablet_has_spoken(
    shop: Shop, signed_in: SignedIn, tablet: Tablet, beside: Beside
) -> None:
    _, visitor = signed_in(Role.FLEET)
    then = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=40)
    spoken = beat(catalogue_age=300, exchange_age=3600)
    beside(lambda storage: health.note(storage, tablet.device, spoken, 0, then))
    visitor.open(f"/admin/devices/{tablet.device}")
    assert "45 min ago" in visitor.page.text
    assert "1 h ago" in visitor.page.text


def test_a_store_manager_sees_the_health_of_one_store(
    shop: Shop, signed_in: SignedIn, tablet: Tablet
) -> None:
    says(tablet, quarantine=9)
    _, other = signed_in(Role.STORE, "roma")
    assert tablet.device not in other.http.get("/admin/health").text


def test_figures_for_prometheus_count_by_store_and_name_nobody(
    hub: RunningHub, shop: Shop, tablet: Tablet, signed_in: SignedIn
) -> None:
    person, _ = signed_in()
    says(tablet, outbox=5, quarantine=1)
    answer = httpx.get(f"{hub.url}/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert [line for line in lines if line.startswith('vetrina_outbox_acts{store="milano"} ')]
    assert [line for line in lines if line.startswith('vetrina_tablets{store="milano",status="active"} ')]
    assert [line for line in lines if 'trouble="aside"' in line]
    named = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert {re.split(r"[{ ]", line)[0] for line in lines if not line.startswith("#")} <= named
    for secret in (person.name, person.made.admin.id, tablet.device, "Kiosk"):
        assert secret not in answer.text


def test_who_comes_from_elsewhere_gets_no_figures(hub: RunningHub) -> None:
    assert httpx.get(f"{hub.url}/metrics").status_code == 200
    for header in ("X-Forwarded-For", "Forwarded", "Via"):
        answer = httpx.get(f"{hub.url}/metrics", headers={header: "192.0.2.1"})
        assert answer.json()["code"] == "not_found"


def test_a_token_opens_the_figures_to_whoever_has_it(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("a long secret\n")
    hub = start_hub(tmp_path / "data", "--metrics-token-file", str(tmp_path / "token"))
    try:
        assert httpx.get(f"{hub.url}/metrics").status_code == 401
        for shown, status in (("Bearer wrong", 401), ("a long secret", 401), ("Bearer a long secret", 200)):
            answer = httpx.get(f"{hub.url}/metrics", headers={"Authorization": shown})
            assert answer.status_code == status, shown
    finally:
        assert hub.stop() == 0
