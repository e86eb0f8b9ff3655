"""`vetrina doctor`: every check a visit to the store would make, each finding with what to do."""

import argparse
import locale
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
    plain = report.as_plain(found, texts)
    if options.json:
        print(msgspec.json.encode(plain).decode())
    else:
        print("\n".join(report.as_words(found, texts)))
    if options.bundle:
        try:
            bundle.write(options.bundle, plain, gathered.tablet, gathered.decided, log_tail.read(options.log))
        except ClientError as error:
            print(f"vetrina: {error}", file=sys.stderr)
            return USAGE
        print(texts.get("report.bundled", options.bundle), file=sys.stderr)
    return 1 if found.worst == "bad" else 0


def _language(gathered: Gathered) -> str:
    """Return the tablet's language, else the system's, else English."""
    system = (locale.getlocale()[0] or "")[:2]
    wanted = (gathered.tablet.settings.language, system)
    return next((each for each in wanted if each in languages()), FALLBACK)
