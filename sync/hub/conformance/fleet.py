"""What a tablet says of itself, and what it hears back."""

from datetime import UTC, datetime, timedelta

from sync import version
from sync.hub.conformance.finding import Check, NotApplicableError, ViolationError, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import Tablet, read
from sync.protocol import moments
from sync.protocol.heartbeat import MILLISECONDS, PATH, HeartbeatAnswer
from sync.protocol.remote_settings import opened
from sync.protocol.tablet_settings import usable_from_afar

RULE = "fleet"
REFUSED = 422
GIVEN = ("sound.volume", 40)
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


async def _signed_settings(stage: Stage) -> None:
    if stage.give is None:
        raise NotApplicableError("needs a way to give a tablet a setting: give --data")
    tablet, (name, value) = stage.tablet, GIVEN
    await stage.give(tablet.device, name, value)
    try:
        signed = (await _beat(tablet, 0)).settings
        require(signed is not None, "a tablet that was given a setting did not hear of it")
        assert signed is not None
        document = opened(signed, tablet.settings_key, tablet.device)
        require(document.settings.get(name) == value, f"{name} came as {document.settings.get(name)!r}")
        for key, one in document.settings.items():
            usable_from_afar(key, one)
        again = (await _beat(tablet, document.version)).settings
        require(again is None, "a tablet was told again what it goes by")
    except ValueError as error:
        raise ViolationError(str(error)) from error
    finally:
        await stage.give(tablet.device, name, None)


async def _beat(tablet: Tablet, settings: int) -> HeartbeatAnswer:
    body = {"clock": 0, "version": version.installed(), "settings": settings}
    return read(await tablet.http.post(PATH, json=body), HeartbeatAnswer)


CHECKS = (
    Check(RULE, "a tablet that says how it is hears how far its clock is off", _clock),
    Check(RULE, "what it finds wrong it names by codes, and nobody's words are taken", _codes_alone),
    Check(
        RULE,
        "settings from afar are signed for the one tablet, and none that it cannot use",
        _signed_settings,
    ),
)
