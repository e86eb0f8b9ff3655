"""`vetrina-hub letters`: which letters to shoppers wait, and for how long; whom they go to it cannot say."""

import argparse
import asyncio
import json

from sync.hub.commands import place
from sync.hub.mail.letters import Boxes, Letter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    place.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print them, the oldest first; return the process's exit code.

    Raises:
        StorageError: The store cannot be used.
    """
    waiting = asyncio.run(_waiting(args))
    if args.json:
        print(json.dumps([_row(store, letter) for store, letter in waiting]))
        return 0
    if not waiting:
        print("No letter waits.")
    for store, letter in waiting:
        tried = f"tried {letter.tries} times, next after {letter.after}" if letter.tries else "not tried yet"
        print(f"{letter.made}  {store}  {letter.template} of {letter.about}: {tried}")
    return 0


async def _waiting(args: argparse.Namespace) -> list[tuple[str, Letter]]:
    async with place.opened(args) as storage:
        boxes = Boxes(storage)
        await boxes.look()
        return [*boxes.letters()]


def _row(store: str, letter: Letter) -> dict[str, object]:
    return {
        "store": store,
        "template": letter.template,
        "about": letter.about,
        "made": letter.made,
        "tries": letter.tries,
        "after": letter.after,
    }
