"""What a tablet says of itself, and what it hears back."""

from datetime import UTC, datetime, timedelta

from sync import version
from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import read
from sync.protocol import moments
from sync.protocol.heartbeat import MILLISECONDS, PATH, HeartbeatAnswer

RULE = "fleet"
REFUSED = 422
FAST = timedelta(hours=1)
NEARLY = timedelta(seconds=15)
"""How long a heartbeat may be on its way."""


async def _clock(stage: Stage) -> None:
    shown = datetime.now(UTC) + FAST
    body = {"clock": round(shown.timestamp() * MILLISECONDS), "version": version.installed()}
    answer = read(await stage.tablet.http.post(PATH, json=body), HeartbeatAnswer)
    theirs = moments.parse(answer.server_time) + timedelta(milliseconds=answer.clock_skew)
    require(
        abs(theirs - shown) < NEARLY, f"a clock at {shown} heard that it is off by {answer.clock_skew} ms"
    )


async def _codes_alone(stage: Stage) -> None:
    body = {"clock": 0, "version": version.installed(), "findings": ["Anna, 340 555 01 02"]}
    response = await stage.tablet.http.post(PATH, json=body)
    require(response.status_code == REFUSED, f"a finding in words was answered {response.status_code}")


CHECKS = (
    Check(RULE, "a tablet that says how it is hears how far its clock is off", _clock),
    Check(RULE, "what it finds wrong it names by codes, and nobody's words are taken", _codes_alone),
)
