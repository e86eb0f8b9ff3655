"""GS1 Digital Links: a web address that carries a GTIN and what belongs to it. Any host, never opened.

Read: scheme, host and key words in any case, key words of the first edition (`gtin`, `lot`, `ser` …), GTINs
of 8, 12 and 13 digits, without their zero, or with blanks and dashes, and an expiry date by its old key word
at the end of the path. Everything else is strict: qualifiers in their order, attributes in the query, values
as the dictionary says. Source: GS1 Digital Link URI Syntax 1.3 (section 4), first edition 1.0 (key words).
"""

import re
from urllib.parse import quote, unquote

from sync.protocol.addresses import split
from sync.protocol.gs1 import elements as element_strings
from sync.protocol.gs1.dictionary import Identifier, find
from sync.protocol.gs1.elements import Reading

WORDS = {
    "sscc": "00", "gtin": "01", "lot": "10", "ser": "21", "cpv": "22", "gdti": "253", "glnx": "254",
    "gcn": "255", "ginc": "401", "gsin": "402", "gln": "414", "payto": "415", "party": "417", "grai": "8003",
    "giai": "8004", "itip": "8006", "cpid": "8010", "cpsn": "8011", "gmn": "8013", "gsrnp": "8017",
    "gsrn": "8018", "srin": "8019", "refno": "8020",
}  # fmt: skip
"""Key words of the first edition, in lower case."""
EXPIRY, EXPIRY_WORD = "17", "exp"
"""Also a common word of signed addresses, so it counts only with a date behind it."""
GTIN_LIKE = re.compile(r"[0-9]{8}|[0-9]{11,14}")
WEB = re.compile(r"https?://[^/?#\s]+(?:/[^?#\s]*)?")
GAPS = re.compile(r"[\s\-]+")
NUMBERS = re.compile(r"[0-9]+")
GTIN_LENGTH = 14

Pairs = list[tuple[Identifier, str]]


def read(url: str) -> Reading | None:
    """Take a Digital Link apart; None when the address is none.

    >>> read("https://example.com/01/09521234567882/10/L7?17=261231").elements
    {'01': '09521234567882', '10': 'L7', '17': '261231'}
    """
    try:
        parts = split(url)
        host = parts.hostname
    except ValueError:
        return None
    if not host:
        return None
    segments, query = _taken_apart(parts.path, parts.query)
    failed = None
    for start in range(len(segments) - 2, -1, -1):
        primary = _key(segments[start])
        if primary is None or primary.qualifiers is None or not _is_like(primary, segments[start + 1]):
            continue
        reading = _read_from(primary, segments[start + 1 :], query)
        if reading.elements:
            return reading
        if primary.ai in element_strings.GTINS and failed is None:
            failed = reading
    return failed


def _taken_apart(path: str, query: str) -> tuple[list[str], str]:
    """Return the segments of a path and the query; an expiry date that closes the path goes to the query."""
    segments = [unquote(segment) for segment in path.rstrip("/").split("/")]
    if len(segments) > 1 and segments[-2].lower() == EXPIRY_WORD:
        return segments[:-2], f"{query}&{EXPIRY}={quote(segments[-1])}"
    return segments, query


def _key(segment: str) -> Identifier | None:
    return find(WORDS.get(segment.lower(), segment))


def _is_like(primary: Identifier, value: str) -> bool:
    """Whether a value looks so much like the key's that the address was meant as a Digital Link."""
    if primary.ai == "01":
        return GTIN_LIKE.fullmatch(GAPS.sub("", value)) is not None
    return primary.split(value) is not None and primary.judge(value) in {"", "check_digit"}


def _read_from(primary: Identifier, values: list[str], query: str) -> Reading:
    value = GAPS.sub("", values[0]).zfill(GTIN_LENGTH) if primary.ai == "01" else values[0]
    keys = [_key(segment) for segment in values[1::2]]
    if None in keys or len(values) % 2 == 0 or not _in_order([key.ai for key in keys if key], primary):
        return Reading({}, "element_syntax")
    pairs = [(primary, value), *((key, text) for key, text in zip(keys, values[2::2], strict=True) if key)]
    attributes = _attributes(query)
    if not isinstance(attributes, list):
        return attributes
    in_path = {key.ai for key in keys if key}
    if _of_path(primary, in_path) & {attribute.ai for attribute, _ in attributes}:
        return Reading({}, "element_syntax")
    return element_strings.judge(pairs + attributes)


def _of_path(primary: Identifier, used: set[str]) -> set[str]:
    """Return the identifiers that have their place in the path, beside those used there."""
    fitting = [choice for choice in primary.qualifiers or () if used <= set(choice)]
    return {primary.ai, *(ai for choice in fitting for ai in choice)}


def _in_order(keys: list[str], primary: Identifier) -> bool:
    """Whether the qualifiers stand in the order of one of the key's choices, each at most once."""
    for choice in primary.qualifiers or ():
        places = [choice.index(key) for key in keys if key in choice]
        if len(places) == len(keys) and places == sorted(set(places)):
            return True
    return False


def _attributes(query: str) -> Pairs | Reading:
    """Return the data attributes of a query; what is no number is somebody else's business."""
    pairs: Pairs = []
    for field in re.split("[&;]", query):
        name, _, value = (unquote(part) for part in field.partition("="))
        if name.lower() == EXPIRY_WORD:
            expiry = find(EXPIRY)
            if expiry and not expiry.judge(value):
                pairs.append((expiry, value))
        elif NUMBERS.fullmatch(name):
            attribute = find(name)
            if attribute is None:
                return Reading({}, "unknown_identifier")
            if not attribute.in_query:
                return Reading({}, "element_syntax")
            pairs.append((attribute, value))
    return pairs


def write(elements: dict[str, str], base: str = "https://id.gs1.org") -> str:
    """Return the canonical Digital Link of elements: the key first, its qualifiers, the rest in the query.

    Args:
        elements: Identifier to value; the first that may begin a Digital Link does.
        base: Where the address leads, without a slash at its end; any host and path of one's own.

    Raises:
        ValueError: The elements may not be printed, none of them may begin a Digital Link, or `base` is no
            address.

    >>> write({"01": "09521234567882", "17": "261231", "10": "L7"}, "https://shop.example")
    'https://shop.example/01/09521234567882/10/L7?17=261231'
    """
    if not WEB.fullmatch(base):
        raise ValueError(f"{base} is no address: it begins with https:// and a host.")
    element_strings.check(elements)
    known = {ai: identifier for ai in elements if (identifier := find(ai))}
    primary = next((each for each in known.values() if each.qualifiers is not None), None)
    if primary is None:
        raise ValueError("No element may begin a Digital Link.")
    choices = [[ai for ai in choice if ai in elements] for choice in primary.qualifiers or ()]
    path = [primary.ai, *max(choices, key=len, default=[])]
    rest = [ai for ai in elements if ai not in path]
    unfit = [ai for ai in rest if not known[ai].in_query]
    if unfit:
        raise ValueError(f"({unfit[0]}) has no place in a Digital Link of ({primary.ai}).")
    address = base + "".join(f"/{ai}/{quote(elements[ai], safe='')}" for ai in path)
    query = "&".join(f"{ai}={quote(elements[ai], safe='')}" for ai in rest)
    return f"{address}?{query}" if query else address
