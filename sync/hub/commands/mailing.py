"""The options of `vetrina-hub serve` that say how mail goes out."""

import argparse
import os
from pathlib import Path

from sync.hub.mail import relay
from sync.hub.mail.service import Mail

PASSWORD = "VETRINA_SMTP_PASSWORD"  # noqa: S105 - the name of a variable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    add = parser.add_argument
    add(
        "--smtp",
        default="",
        metavar="URL",
        help="mail server: smtp://user@host:587 (STARTTLS), smtps://user@host:465; without one no mail goes",
    )
    add(
        "--smtp-password-file",
        type=Path,
        metavar="FILE",
        help=f"holds the mail user's password; or set {PASSWORD}",
    )
    add("--smtp-ca", type=Path, metavar="FILE", help="certificates to trust the mail server by, PEM")
    add(
        "--mail-from",
        default="",
        metavar="ADDRESS",
        help="who mails come from; default: no-reply@ the brand's",
    )


def read(args: argparse.Namespace) -> Mail | None:
    """Return how mail goes out, None when it does not.

    Raises:
        RelayError: The options make no sense.
        OSError: The password's file cannot be read.
    """
    if not args.smtp:
        return None
    password = (
        args.smtp_password_file.read_text(encoding="utf-8").strip()
        if args.smtp_password_file
        else os.environ.get(PASSWORD, "")
    )
    sender = relay.sender(args.mail_from) if args.mail_from else None
    return Mail(relay.parse(args.smtp, password, args.smtp_ca), sender)
