"""`vetrina-hub code`: the text, QR code or bars of a card, receipt, pick-up, list or product."""

import argparse
from pathlib import Path

from sync.hub.commands import drawing
from sync.hub.storage.port import StorageError
from sync.protocol import codes, own_codes, symbols
from sync.protocol.gs1 import link
from sync.protocol.symbols import Symbol

LINK = "https://id.gs1.org"
PRODUCT = "product"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    add = parser.add_argument
    add("kind", choices=[*sorted(own_codes.LETTERS), PRODUCT], help="what the code is for")
    add("text", help="4 to 40 capitals and digits of your own; for a product its GTIN")
    add("--bars", action="store_true", help="Code 128, for a product the bars of tills; default: a QR code")
    add("--link", default=LINK, metavar="URL", help=f"where the QR code of a product leads; default: {LINK}")
    add("-o", "--output", type=Path, metavar="FILE", help="the picture to write, .svg or .png")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what the code says, and write its picture when asked; return the process's exit code.

    Raises:
        StorageError: The text cannot be such a code, or the picture has another ending.
        OSError: The picture cannot be written.
    """
    if args.output and args.output.suffix.lower() not in drawing.PICTURES:
        raise StorageError("the picture's name ends in .svg or .png")
    try:
        text, symbol = _product(args) if args.kind == PRODUCT else _own(args)
    except ValueError as error:
        raise StorageError(str(error).rstrip(".")) from error
    if args.output:
        drawing.write(symbol, args.output)
    print(text)
    return 0


def _product(args: argparse.Namespace) -> tuple[str, Symbol]:
    found = codes.gtin_candidates(args.text)
    if not found:
        raise ValueError(f"{args.text} is no GTIN.")
    address = link.write({"01": found[0]}, args.link.rstrip("/"))
    return (found[0], symbols.product(found[0])) if args.bars else (address, symbols.qr(address))


def _own(args: argparse.Namespace) -> tuple[str, Symbol]:
    text = own_codes.write(args.kind, args.text.upper())
    return text, symbols.code_128(text) if args.bars else symbols.qr(text)
