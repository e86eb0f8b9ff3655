"""What the doctor says: in words for who stands there, or as JSON for programs."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kiosk.core.doctor.finding import LEVELS, Finding, Level, worst
from kiosk.core.doctor.tablet import Tablet
from kiosk.doctor.running import Running
from sync import version
from sync.protocol.addresses import without_credentials
from sync.texts import Texts

WHATEVER = "any"
"""Where the words stand of what any check may find: that it failed itself."""
FAILED = "failed"


class Report(NamedTuple):
    """What was found of which tablet."""

    tablet: Tablet
    running: Running | None
    findings: Sequence[Finding]

    @property
    def worst(self) -> Level:
        """The level of what needs somebody most."""
        return worst(list(self.findings))


def as_words(report: Report, texts: Texts) -> Iterator[str]:
    """Return the report line by line, what needs somebody most first."""
    yield from _head(report, texts)
    yield ""
    for level in LEVELS:
        for finding in report.findings:
            if finding.level == level:
                yield from _lines(finding, texts)
    yield ""
    needing = sum(finding.level in {"bad", "warn"} for finding in report.findings)
    yield texts.get("report.trouble", count=needing) if needing else texts.get("report.all_well")


def as_plain(report: Report, texts: Texts) -> dict[str, Any]:
    """Return the report for a reader that knows nothing of Vetrina."""
    identity = report.tablet.identity
    return {
        "at": f"{report.tablet.now:%Y-%m-%dT%H:%M:%SZ}",
        "version": version.installed(),
        "device": identity.device if identity else "",
        "store": identity.store if identity else "",
        "open": None if report.running is None else report.running.process is not None,
        "worst": report.worst,
        "findings": [_plain(finding, texts) for finding in report.findings],
    }


def meaning(finding: Finding, texts: Texts) -> str:
    """Say what was found."""
    return texts.get(_key(finding), *map(without_credentials, finding.values), count=finding.count)


def advice(finding: Finding, texts: Texts) -> str:
    """Say what to do about it, '' for nothing."""
    return "" if finding.level == "ok" else texts.get(f"{_key(finding)}_do")


def _plain(finding: Finding, texts: Texts) -> dict[str, Any]:
    return {
        "check": finding.check,
        "code": finding.code,
        "level": finding.level,
        "values": [without_credentials(value) for value in finding.values],
        "count": finding.count,
        "means": meaning(finding, texts),
        "do": advice(finding, texts),
    }


def _head(report: Report, texts: Texts) -> Iterator[str]:
    identity = report.tablet.identity
    at = texts.get("report.at", f"{report.tablet.now:%Y-%m-%d %H:%M} UTC")
    yield f"Vetrina {version.installed()}. {at}"
    tablet = texts.get("report.no_tablet")
    if identity:
        tablet = texts.get("report.tablet", identity.device, identity.store)
    if report.running is None:
        yield tablet
    else:
        yield f"{tablet} {texts.get('report.running' if report.running.process else 'report.resting')}"


def _lines(finding: Finding, texts: Texts) -> Iterator[str]:
    sign = texts.get(f"report.{finding.level}")
    yield f"[{sign}] {texts.get(f'{finding.check}.title')}: {meaning(finding, texts)}"
    if todo := advice(finding, texts):
        yield f"      → {todo}"


def _key(finding: Finding) -> str:
    return f"{WHATEVER}.{FAILED}" if finding.code.endswith(f".{FAILED}") else finding.code
