"""`vetrina-hub`, also `python -m sync.hub`: serve, import, enrol, hand out keys."""

import argparse
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from sync.catalogue.schema import CatalogueError
from sync.hub.commands import config_file, place
from sync.hub.profile.registry import ClientError
from sync.hub.storage.port import StorageError
from sync.hub.terms import TermsError

FAILED = 1
BROKEN_OFF = 128 + signal.SIGINT
"""What a shell makes of a program that Ctrl-C ended."""


class Command(NamedTuple):
    """A command: what it is for, and the function of a module of this package that adds its arguments."""

    purpose: str
    module: str
    add: str = "add_arguments"


COMMANDS = {
    "serve": Command("answer tablets and phones", "commands.serving"),
    "enrol": Command("hand out a single-use code for a tablet", "commands.enrolling"),
    "devices": Command("show the tablets the hub knows", "commands.devices", "add_list_arguments"),
    "device": Command("confirm, retire, report lost a tablet, or have it make a new key", "commands.devices"),
    "settings": Command("give settings to tablets, take them back, show them", "commands.settings"),
    "allow-removal": Command("say that most of a scope was removed on purpose", "commands.removals"),
    "copy": Command("move all documents to another store", "commands.copying"),
    "backup": Command(
        "write all data to one file, while serving", "commands.backups", "add_backup_arguments"
    ),
    "restore": Command("put a backup back", "commands.backups", "add_restore_arguments"),
    "restored": Command(
        "say that the store was put back by other tools", "commands.backups", "add_restored_arguments"
    ),
    "export-person": Command(
        "write all that is kept on a person to one file", "commands.persons", "add_export_arguments"
    ),
    "erase-person": Command("forget a person, for good", "commands.persons", "add_erase_arguments"),
    "erasures": Command(
        "show who was forgotten, and which devices confirmed", "commands.persons", "add_list_arguments"
    ),
    "housekeeping": Command(
        "do at once what a serving hub does once a day", "commands.persons", "add_housekeeping_arguments"
    ),
    "wipes": Command("show visits that ended and were not reported wiped", "commands.wipes"),
    "letters": Command("show which mails to shoppers wait", "commands.letters"),
    "index": Command("let staff find customers, orders and receipts from before", "commands.index"),
    "ledger": Command("what moved in a store, and whether its figures are that", "commands.ledger"),
    "client": Command("keys for other servers, the online shop's", "commands.clients"),
    "associate": Command("the people of the stores, and their PINs", "commands.associates"),
    "admin": Command("who may use the page /admin, and what they did", "commands.admins"),
    "open-export": Command("read what a tablet could not deliver", "commands.exports"),
    "open-damaged": Command(
        "open the damaged store that a tablet put aside", "commands.exports", "add_damaged_arguments"
    ),
    "release": Command("make, ring, pause and withdraw releases of the kiosk", "commands.releasing"),
    "conformance": Command("try the protocol's rules on any implementation", "conformance.command"),
    "code": Command("draw a card, receipt, pick-up, list or product code", "commands.codes"),
    "labels": Command("print shelf labels for the catalogue as PDF", "labels.command"),
    "import": Command("take in products, pictures, reviews and stock", "feeds.command"),
}
"""Only the one that is asked for is imported: together they take longer to load than most take to run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the process's exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        words = config_file.expanded(words)
        args = _parser(words).parse_args(words)
        code: int = args.run(args)
    except (
        CatalogueError,
        ClientError,
        StorageError,
        TermsError,
        place.UsageError,
    ) as error:
        print(f"vetrina-hub: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        # A file that somebody named, or a disk that is full: no fault of the program.
        print(f"vetrina-hub: {_in_words(error)}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("vetrina-hub: broken off; nothing is damaged, and the same may be run again", file=sys.stderr)
        return BROKEN_OFF
    return code


def _in_words(error: OSError) -> str:
    said = error.strerror or str(error)
    return f"{error.filename}: {said}" if error.filename else said


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser that knows every command by name, and the arguments of the one that is asked for."""
    parser = argparse.ArgumentParser(prog="vetrina-hub", description="The hub of a shop's tablets.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    asked = next((word for word in words if not word.startswith("-")), "")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.purpose)
        if name == asked:
            getattr(import_module(f"sync.hub.{command.module}"), command.add)(one)
    return parser


if __name__ == "__main__":
    sys.exit(main())
