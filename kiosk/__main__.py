"""The command `vetrina`: the kiosk, the desk, its demo, its tour, and what the scan rules make of a text."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import collector, keeper, lock

if TYPE_CHECKING:
    from kiosk.core.settings import Told

TOUR = Path("build/tour")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status for the shell."""
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vetrina", description="Vetrina: scan, see, keep a list.")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_shopper(commands.add_parser("shopper", help="open the kiosk on this tablet"), desk=False)
    _add_shopper(commands.add_parser("desk", help="open the associates' desk on this machine"), desk=True)
    _add_demo(commands.add_parser("demo", help="open the kiosk on the demo shop, with a hub of its own"))
    _add_tour(commands.add_parser("tour", help="drive kiosk, hub and phone through the story, with pictures"))
    _add_outbox(commands.add_parser("outbox", help="see, retry, export what has not reached the hub"))
    _add_doctor(commands.add_parser("doctor", help="look at all that a visit to the store would look at"))
    _add_scan(commands.add_parser("scan", help="say what a scanned text is"))
    _add_config(commands.add_parser("config", help="show every setting, and where it comes from"))
    _add_updates(
        commands.add_parser("launch", help="open the kiosk; where it updates itself, watch that it lives"),
        commands.add_parser("update", help="which version serves; look for a release now"),
    )
    _add_self_test(commands.add_parser("self-test", help="see whether this program is whole; prints JSON"))
    return parser


def _add_shopper(parser: argparse.ArgumentParser, *, desk: bool) -> None:
    parser.add_argument("--data", type=Path, required=True, help="this tablet's data folder")
    parser.add_argument(
        "--hub", default="", metavar="URL", help="address of the hub (first start, or when it moved)"
    )
    parser.add_argument(
        "--enrol",
        default="",
        metavar="CODE",
        help="single-use enrolment code (first start, or enrolling anew)",
    )
    _add_told(parser)
    parser.add_argument("--windowed", action="store_true", help="a window instead of the full screen")
    parser.set_defaults(run=_run_shopper, desk=desk)


def _add_told(parser: argparse.ArgumentParser) -> None:
    """Add what counts before the settings of a data folder."""
    add = parser.add_argument
    add("--cache", default="", metavar="URL", help="address of an HTTP cache in this store")
    add("--brand", default="", metavar="NAME", help="whose look and words, or a brand file")
    add(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="any setting, such as idle.after=90; may be given again",
    )
    add("--policy", type=Path, metavar="FILE", help="settings of this machine's IT; default: the system's")


def _told(options: argparse.Namespace) -> "Told":
    from kiosk.core.settings import Told
    from kiosk.core.settings_order import POLICY

    policy = options.policy or (POLICY if sys.platform == "linux" else None)
    return Told(options.cache, options.brand, options.hub, tuple(options.set), os.environ, policy)


def _add_config(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("word", nargs="?", choices=("show",), default="show", help="show all settings (default)")
    add("--data", type=Path, metavar="DIR", help="this tablet's data folder")
    add("--origin", action="store_true", help="say of each where it comes from")
    add("--json", action="store_true", help="print one JSON object")
    add("--hub", default="", metavar="URL", help="address of the hub")
    _add_told(parser)
    parser.set_defaults(run=_run_config)


def _run_config(options: argparse.Namespace) -> int:
    from kiosk import config

    return config.show(options.data, _told(options), origin=options.origin, as_json=options.json)


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=None, help="keep the demo's data here")
    parser.add_argument("--lan", action="store_true", help="let phones on this network open the list's link")
    parser.add_argument("--desk", action="store_true", help="the associates' desk instead of the kiosk")
    parser.add_argument("--brand", default="", metavar="NAME", help="whose look and words, or a brand file")
    parser.set_defaults(run=_run_demo)


def _add_tour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=TOUR, help="where the pictures go")
    parser.add_argument("--language", default="en", choices=("en", "it", "ja"), help="what the screens speak")
    parser.add_argument("--brand", default="", metavar="NAME", help="whose look and words, or a brand file")
    parser.add_argument(
        "--story", action="append", default=[], metavar="NAME", help="only this story (guest, parked …)"
    )
    parser.set_defaults(run=_run_tour)


def _add_outbox(parser: argparse.ArgumentParser) -> None:
    from kiosk import outbox

    outbox.add_arguments(parser)
    parser.set_defaults(run=outbox.run)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    from kiosk.doctor import command

    command.add_arguments(parser)
    parser.add_argument("--hub", default="", metavar="URL", help="address of the hub")
    _add_told(parser)
    parser.set_defaults(run=lambda options: command.run(options, _told(options)))


def _add_scan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        help="a tablet's or a hub's data folder: its settings, its catalogue to look up in",
    )
    parser.add_argument("--json", action="store_true", help="print the typed result as JSON")
    parser.add_argument(
        "--image", type=Path, metavar="FILE", help="read the codes in a picture instead of a text"
    )
    parser.add_argument("text", nargs="?", help="what the scanner delivered; put -- before it")
    parser.set_defaults(run=_run_scan)


def _add_updates(launch: argparse.ArgumentParser, update: argparse.ArgumentParser) -> None:
    from kiosk.update import command

    command.add_launch_arguments(launch)
    launch.set_defaults(run=_run_launch)
    command.add_update_arguments(update)


def _run_launch(options: argparse.Namespace) -> int:
    from kiosk.update import command

    return command.launch(options) if command.is_needed(options) else main(command.kiosk_words(options))


def _add_self_test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--windowed", action="store_true", help="a window instead of the full screen")
    parser.set_defaults(run=_run_self_test)


def _run_shopper(options: argparse.Namespace) -> int:
    try:
        with lock.held(options.data):
            if options.desk or not keeper.POSSIBLE:
                return _open(options)
            return keeper.keep(lambda ties: _open(options, ties))
    except lock.LockError as error:
        print(f"vetrina: {error}", file=sys.stderr)
        return 1


def _open(options: argparse.Namespace, ties: keeper.Ties | None = None) -> int:
    collector.pause()
    from kiosk.app import Manner, run_shopper

    return run_shopper(
        options.data,
        code=options.enrol,
        told=_told(options),
        manner=Manner(options.windowed, options.desk, ties),
    )


def _run_demo(options: argparse.Namespace) -> int:
    try:
        from kiosk.demo.run import has_screen, run_demo
    except ModuleNotFoundError as error:
        return _left_out("demo", error)
    if not has_screen():
        if options.desk:
            print(
                "The desk needs a screen, and there is none here: the tour runs instead and ends at the desk."
            )
        else:
            print("There is no screen here, so the tour runs instead of the open kiosk.")
        return _tour(TOUR, brand=options.brand, bounded=False)
    return run_demo(options.data, lan=options.lan, desk=options.desk, brand=options.brand)


def _run_tour(options: argparse.Namespace) -> int:
    return _tour(
        options.out,
        language=options.language,
        brand=options.brand,
        only=tuple(options.story),
        bounded=True,
    )


def _tour(
    out: Path, *, bounded: bool, language: str = "en", brand: str = "", only: tuple[str, ...] = ()
) -> int:
    try:
        from kiosk.tour.manner import Manner
        from kiosk.tour.story import STORIES, run_tour
    except ModuleNotFoundError as error:
        return _left_out("tour", error)
    known = [chapter.key for chapter in STORIES]
    if wrong := [key for key in only if key not in known]:
        print(f"vetrina: no story {', '.join(wrong)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    return run_tour(out, Manner(language, brand, bounded, only))


def _left_out(command: str, error: ModuleNotFoundError) -> int:
    print(f"vetrina: the {command} needs {error.name}, which an installed kiosk leaves out.", file=sys.stderr)
    print(f"Run it in the project's folder: make {command}", file=sys.stderr)
    return 1


def _run_self_test(options: argparse.Namespace) -> int:
    collector.pause()
    from kiosk.app.self_test import run

    return run(windowed=options.windowed)


def _run_scan(options: argparse.Namespace) -> int:
    from kiosk.core import scan_report

    if (options.text is None) == (options.image is None):
        print("vetrina: say either a text (after --) or --image FILE", file=sys.stderr)
        return 2
    try:
        report = scan_report.make(options.text, options.image, options.data)
    except scan_report.Unreadable as error:
        print(f"vetrina: {error}", file=sys.stderr)
        return 2
    except scan_report.NoShop as error:
        print(f"vetrina: {error}", file=sys.stderr)
        return 1
    print(report.as_json() if options.json else report.as_words())
    return 0


if __name__ == "__main__":
    sys.exit(main())
