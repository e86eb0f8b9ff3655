"""Saying what is wrong with a brand file, for the person who wrote it: which key, and what to do."""

import re

_AT = re.compile(r" - at `\$\.?(?P<place>[^`]*)`$")
_FIELD = re.compile(r"^Object (?P<fault>missing required|contains unknown) field `(?P<field>[^`]+)`$")
_COLOUR = "matching regex '^#["
_LINK = "matching regex '^[^{}]"


class BrandError(Exception):
    """A brand file that cannot be used; the message says what to change, for the person who wrote it."""


def explain(fault: str) -> str:
    """Return what the reader (msgspec) found wrong, with the key's name in front and what to do at the end.

    >>> explain("Object missing required field `ink` - at `$.colours`")
    '`colours.ink` is missing. Add it; resources/brand/README.md says what it is for.'
    >>> explain("Expected `int`, got `str` - at `$.radius.card`")
    '`radius.card` is wrong: expected `int`, got `str`. Correct it.'
    """
    found = _AT.search(fault)
    place = found["place"] if found else ""
    text = fault[: found.start()] if found else fault
    if field := _FIELD.match(text):
        key = f"{place}.{field['field']}".removeprefix(".")
        if field["fault"] == "contains unknown":
            return f"`{key}` is no key of a brand file. Correct its spelling, or take it out."
        return f"`{key}` is missing. Add it; resources/brand/README.md says what it is for."
    if not place:
        return f"{text}."
    if _COLOUR in text:
        return f"`{place}` is no colour. Write it as # and six digits: #1E2421."
    if _LINK in text:
        return f"`{place}` must hold {{product}}, {{sku}} or {{gtin}} once. Put it where that stands."
    return f"`{place}` is wrong: {text[:1].lower()}{text[1:]}. Correct it."
