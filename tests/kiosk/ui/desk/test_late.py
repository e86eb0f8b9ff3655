"""The desk is made when somebody first needs it, and knows then what was said before."""

import subprocess
import sys
from datetime import UTC, datetime

from sync.client.listeners import EngineState
from sync.client.store.quarantine import Trouble

SOFA = "SOF-moss-2120"
ASIDE = Trouble("orders:milano", "500 broken", 10, "2026-11-22T08:00:00Z", quarantined=True, operations=3)
LAST = datetime(2026, 11, 22, 8, tzinfo=UTC)


def test_the_app_loads_without_the_desk():
    code = "import sys, kiosk.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "kiosk.ui.models.late_desk" in loaded
    assert (
        not {"kiosk.app.desk", "kiosk.core.staff.desk", "kiosk.ui.desk", "kiosk.ui.models.desk.desk"} & loaded
    )


def test_a_shoppers_visit_has_no_desk_made(kiosk, robot):
    kiosk._news.listeners().on_state(EngineState(online=True, last_news=LAST, pending=0))
    kiosk.model.begin()
    kiosk.scan(SOFA)
    robot.wait(lambda: kiosk.product.shown, "the product")
    kiosk.product.add()
    robot.wait(lambda: kiosk.pieces == 1, "the list")
    kiosk.model.toFinish()
    kiosk.model.skipTake()
    robot.wait(lambda: kiosk.model.page == "finish", "the end")
    kiosk.model.toAttract()
    assert kiosk.unattended
    assert kiosk._desk is None


def test_a_desk_that_is_made_late_knows_how_things_stand(kiosk, robot, request):
    kiosk._news.listeners().on_state(EngineState(online=True, last_news=LAST, pending=3, troubles=(ASIDE,)))
    assert kiosk._desk is None
    # Not before: who signs people in at the tests' desk has it made.
    request.getfixturevalue("desk")
    desk = kiosk.desk
    robot.wait(lambda: desk.model.page == "today", "the desk")
    assert desk.work.in_step
    desk.model.go("health")
    assert {row.key: row.level for row in desk.model.health.hub[:]}["queue orders:milano"] == "bad"
