"""Findings for people, by rule, and for programs."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import msgspec

from sync.hub.conformance.finding import Finding, State

RULES = {
    "1": "What is acknowledged survives",
    "2": "Once and only once",
    "3": "A copied tablet is noticed",
    "4": "A cursor never skips",
    "5": "One bad operation stops nobody",
    "6": "Changes are heard of",
    "7": "Nobody asks too often",
    "8": "An empty answer deletes nothing",
    "9": "A cursor from elsewhere is read anew",
    "10": "History has a name",
    "11": "Both sides can compare",
    "12": "Access",
    "13": "Sides of different age",
    "14": "One answer, one transaction",
    "15": "Online is what the hub answers",
    "16": "Files are whole and never change",
    "17": "A person can be forgotten",
    "18": "No herd in the morning",
    "merging": "Merging",
    "fleet": "The fleet",
    "stock": "Orders and stock",
    "profile": "The profile API for other servers",
    "wire": "The wire",
}
"""What each group is about, in the order of the report."""

MARKS: dict[State, str] = {"ok": "ok", "failed": "FAILED", "not applicable": "-"}
WIDTH = 7


def in_words(findings: Sequence[Finding]) -> str:
    """Return the report for people."""
    places = list(RULES)
    ordered = sorted(findings, key=lambda finding: places.index(finding.rule))
    lines: list[str] = []
    for rule, group in groupby(ordered, key=lambda finding: finding.rule):
        number = f"{rule}. " if rule.isdecimal() else ""
        lines += ["", f"{number}{RULES[rule]}"]
        for finding in group:
            lines += [f"  {MARKS[finding.state]:{WIDTH}}{finding.promise or finding.why}"]
            lines += [f"  {'':{WIDTH}}{finding.why}"] if finding.promise and finding.why else []
    counts = Counter(finding.state for finding in findings)
    total = ", ".join(f"{counts[state]} {state}" for state in MARKS)
    return "\n".join([*lines, "", f"{total}."]).lstrip("\n")


def as_json(url: str, findings: Sequence[Finding]) -> bytes:
    """Return the report as one JSON object."""
    passed = all(finding.state != "failed" for finding in findings)
    return msgspec.json.encode({"url": url, "passed": passed, "findings": findings})
