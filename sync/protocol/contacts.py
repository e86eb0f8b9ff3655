"""Names, e-mail addresses and phone numbers: written one way for comparing, and masked for being seen.

A mask tells somebody who stands beside the customer which of several it is, and nobody else who they are.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

ContactKind = Literal["email", "phone"]

PHONE = re.compile(r"\+?[0-9]{6,15}")
SEPARATORS = re.compile(r"[\s()./-]+")
INTERNATIONAL = re.compile(r"^00(?=[1-9])")
TAIL = 8
"""Digits at the end by which numbers are found: whoever types one may leave out the country, or its zero."""

HIDDEN = "***"
FIRST = ("given", "first", "family", "last")
"""Names that a mask begins with, where the shop calls them so."""


def kind_of(text: str) -> ContactKind | None:
    """Say what a text is, whatever the shop calls the field it stands in; None when it is neither.

    >>> kind_of("Anna@Example.com"), kind_of("+39 347 123-4567"), kind_of("Via Roma 1")
    ('email', 'phone', None)
    """
    if "@" in text:
        return "email" if email(text) else None
    return "phone" if phone(text) else None


def email(text: str) -> str:
    """Return an address as it is compared, '' when it is none. Nothing is looked up.

    The part before the @ is compared without case, as every mail provider of size does.

    >>> email(" Anna.Rossi@EXAMPLE.com ")
    'anna.rossi@example.com'
    """
    # A kiosk's first frame has no address and does not wait for the library's patterns.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        checked = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return ""
    return unicodedata.normalize("NFKC", checked.normalized).casefold()


def phone(text: str) -> str:
    """Return a number's digits, with `+` where the country was written; '' when it is no number.

    >>> phone("0039 (347) 123.4567"), phone("347 1234567"), phone("12")
    ('+393471234567', '3471234567', '')
    """
    tight = INTERNATIONAL.sub("+", SEPARATORS.sub("", unicodedata.normalize("NFKC", text)))
    return tight if PHONE.fullmatch(tight) else ""


def tail(text: str) -> str:
    """Return the end of a number, by which it is found; '' when it is no number.

    >>> tail("+39 347 1234567") == tail("347 123 4567")
    True
    """
    return phone(text).removeprefix("+")[-TAIL:]


def same_phone(one: str, other: str) -> bool:
    """Say whether two numbers may be one: equal, or one is the other without its country or leading zero.

    >>> same_phone("+39 347 1234567", "347 1234567"), same_phone("+39 02 123456", "+44 02 123456")
    (True, False)
    """
    first, second = phone(one), phone(other)
    if not first or not second:
        return False
    if first.startswith("+") and second.startswith("+"):
        return first == second
    # A national number's zero is not written behind the country (ITU-T E.123), except in Italy.
    longer, shorter = sorted((first.lstrip("+0"), second.lstrip("+0")), key=len, reverse=True)
    return len(shorter) >= TAIL - 2 and longer.endswith(shorter)


def mask_name(text: str) -> str:
    """Return a name's first letter.

    >>> mask_name("Anna")
    'A***'
    """
    return f"{text[0].upper()}{HIDDEN}" if text else ""


def mask(text: str) -> str:
    """Return a contact so that who owns it knows it again.

    >>> mask("marco@example.com"), mask("+39 347 1234567"), mask("Via Roma 1")
    ('m***@e***.com', '*** 67', '***')
    """
    match kind_of(text):
        case "email":
            local, _, domain = text.strip().partition("@")
            name, dot, top = domain.rpartition(".")
            return f"{local[:1]}{HIDDEN}@{(name or top)[:1]}{HIDDEN}{dot}{top if dot else ''}"
        case "phone":
            return f"{HIDDEN} {phone(text)[-2:]}"
        case _:
            return HIDDEN if text else ""


def hint(names: Mapping[str, str], contacts: Mapping[str, str]) -> str:
    """Return a person in a few masked words: the first name, and one way to reach them.

    >>> hint({"given": "Anna", "family": "Rossi"}, {"email": "marco@example.com"})
    'A***, m***@e***.com'
    """
    name = next((names[field] for field in (*FIRST, *sorted(names)) if names.get(field)), "")
    reached = sorted(contacts.values(), key=lambda text: kind_of(text) != "email")
    return ", ".join(part for part in (mask_name(name), mask(reached[0]) if reached else "") if part)
