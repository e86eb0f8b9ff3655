"""`vetrina doctor`: every check a visit to the store would make, each finding with what to do."""

import argparse
import io
import os
import sys
from pathlib import Path

import msgspec

from kiosk.core.doctor import rounds
from kiosk.core.settings import Told
from kiosk.doctor import bundle, log_tail, report, seeing
from kiosk.doctor.gathering import RESOURCES, Gathered, gather
from kiosk.doctor.report import Report
from sync.client.errors import ClientError
from sync.texts import FALLBACK, Texts

TEXTS = RESOURCES / "i18n" / "doctor"
USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    add = parser.add_argument
    add("--data", type=Path, metavar="DIR", help="this tablet's data folder")
    add("--json", action="store_true", help="print one JSON object")
    add(
        "--bundle",
        type=Path,
        metavar="FILE",
        help="pack findings, settings, versions and log into a ZIP",
    )
    add("--log", type=Path, metavar="FILE", help="the kiosk's log, where it is not in the system's journal")
    add("--language", choices=languages(), help="what it speaks; the tablet's language otherwise")
    add(seeing.OPTION, action="store_true", help=argparse.SUPPRESS)


def languages() -> list[str]:
    """Return what the doctor speaks."""
    return sorted(path.stem for path in TEXTS.glob("*.toml"))


def run(options: argparse.Namespace, told: Told) -> int:
    """Look, and say what was found; return 1 where something needs somebody now, else 0."""
    if options.sight:
        seeing.show(RESOURCES / "fonts")
    if options.data is None:
        print("vetrina: say which tablet, with --data DIR", file=sys.stderr)
        return USAGE
    gathered = gather(options.data, told)
    found = Report(gathered.tablet, gathered.running, rounds.examine(gathered.tablet))
    texts = Texts.load(TEXTS, options.language or _language(gathered))
    _say(found, texts, as_json=options.json)
    if options.bundle and not _pack(found, gathered, texts, options):
        return USAGE
    return 1 if found.worst == "bad" else 0


def _say(found: Report, texts: Texts, *, as_json: bool) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot write an arrow gets all the rest; JSON is UTF-8 (RFC 8259) whoever reads it.
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    if as_json:
        print(msgspec.json.encode(report.as_plain(found, texts)).decode())
    else:
        print("\n".join(report.as_words(found, texts)))


def _pack(found: Report, gathered: Gathered, texts: Texts, options: argparse.Namespace) -> bool:
    plain, log = report.as_plain(found, texts), log_tail.read(options.log)
    try:
        bundle.write(options.bundle, plain, gathered.tablet, gathered.decided, log)
    except ClientError as error:
        print(f"vetrina: {error}", file=sys.stderr)
        return False
    print(texts.get("report.bundled", options.bundle), file=sys.stderr)
    if not log:
        print(texts.get("report.no_log"), file=sys.stderr)
    return True


def _language(gathered: Gathered) -> str:
    """Return the tablet's language, else the session's, else English."""
    session = (os.environ.get(name, "")[:2] for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = (gathered.tablet.settings.language, *session)
    return next((each for each in wanted if each in languages()), FALLBACK)
