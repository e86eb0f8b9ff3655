"""Whatever a check can find has its words, and what to do about it, in every language."""

import re
from pathlib import Path

import pytest

from kiosk.core.doctor import rounds
from kiosk.core.doctor.finding import Finding
from kiosk.core.doctor.sight import Blindness
from kiosk.doctor import report
from kiosk.doctor.command import TEXTS, languages
from sync.client.store import reports
from sync.client.store.inspection import State
from sync.client.transport import door
from sync.protocol.devices import LOST, RETIRED, UNCONFIRMED
from sync.texts import Texts

ROOT = Path(__file__).parents[3]
SOURCE = "\n".join(path.read_text() for path in sorted((ROOT / "kiosk/core/doctor").glob("*.py")))
DOOR = Path(door.__file__).read_text()

SAID = {match[2]: match[1] for match in re.finditer(r'\b(ok|warn|bad|unknown)\(\s*"([a-z_.]+)"', SOURCE)}
MADE = {
    **{f"qt.{why}": "bad" for why in Blindness.__args__},
    **{f"database.{state}": "unknown" for state in State.__args__ if state != "whole"},
    **{f"enrolment.{standing}": "bad" for standing in (LOST, RETIRED, UNCONFIRMED, "refused")},
    **{f"quarantine.{what}": "warn" for what in reports.WORDS},
    **{f"clock.{way}": "bad" for way in ("fast", "slow", "fast_hours", "slow_hours")},
    **{f"proxy.{why}": "bad" for why in re.findall(r'_Shut\("proxy", "([a-z_]+)"', DOOR)},
    **{f"proxy.{why}": "bad" for why in ("refused", "silent", "unknown", "unreachable", "odd", "doubtful")},
    **{f"hub.{why}": "bad" for why in re.findall(r'_Shut\("answer", "([a-z_]+)"', DOOR)},
    **{f"hub.{why}": "bad" for why in ("refused", "silent", "unknown", "unreachable")},
    **{
        f"certificates.{why}": "bad" for why in (*door.CERTIFICATE_FAULTS.values(), "doubtful", "odd", "file")
    },
}
"""Codes that are put together, and of what."""
CODES = SAID | MADE | {"outbox.going": "ok", "disk.failed": "unknown"}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_has_words(language, code):
    texts = Texts.load(TEXTS, language)
    finding = Finding(code, CODES[code], ("1", "2", "3", "4"), 2)
    assert report.meaning(finding, texts)
    assert (report.advice(finding, texts) == "") == (finding.level == "ok")
    assert len(code) <= 40, "the heartbeat takes no longer one"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("check", rounds.CHECKS)
def test_a_check_has_a_name(language, check):
    assert Texts.load(TEXTS, language).get(f"{check}.title")


def test_no_words_are_left_over():
    kept = {key.removesuffix("_do") for key in Texts.load(TEXTS, "en").all()}
    kept = {key for key in kept if not key.startswith("report.") and not key.endswith(".title")}
    assert kept - {"any.failed"} == set(CODES) - {"disk.failed"}
