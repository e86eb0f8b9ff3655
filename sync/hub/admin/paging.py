"""Long tables in pages: where one begins, and the ways to the ones before and after."""

from urllib.parse import urlencode

from sync.hub.admin.markup import NOTHING, Html, join, link, tag
from sync.hub.admin.turn import Turn

LONGEST = 15
"""Digits of a number that an address may bring."""


def number(turn: Turn, name: str) -> int:
    """Return a whole number of the address, 0 where there is none that could be meant."""
    asked = turn.asked(name)
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST else 0


def ways(turn: Turn, here: str, start: int, page: int, many: int, *kept: str) -> Html:
    """Return the links to the pages before and after.

    Args:
        turn: The request.
        here: The page's path below the root.
        start: The number of the first row shown, from 0.
        page: Rows of a page.
        many: Rows of all pages.
        kept: What of the address goes along.
    """
    asked = {key: turn.asked(key) for key in kept if turn.asked(key)}
    found = [
        link(f"{turn.where(here)}?{urlencode({**asked, 'from': at})}", turn.get(name))
        for name, at in (("earlier", start - page), ("further", start + page))
        if 0 <= at < many
    ]
    return tag("p", join(found), class_="pages") if found else NOTHING
