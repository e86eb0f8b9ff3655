"""What a letter says, before it has a form: words, things with pictures, facts, a code, a way to answer.

All of it is text in the shopper's language; nothing in it is markup.
"""

from pathlib import Path
from typing import NamedTuple


class Item(NamedTuple):
    """One thing. `price` is for all its pieces, '' when unknown; `picture` a file; `remark` more words."""

    name: str
    choices: str
    quantity: str
    price: str = ""
    picture: Path | None = None
    remark: str = ""


class Group(NamedTuple):
    """Things under a title."""

    title: str
    items: list[Item]


class Code(NamedTuple):
    """A code to show: what it is, its text, what it is good for; `drawn` says whether it is one to scan."""

    title: str
    text: str
    words: str
    drawn: bool = True


class Content(NamedTuple):
    """A whole letter. `facts` are names with values, `button` words with an address.

    `thanks` says whether the brand thanks at its end, as it thanks shoppers.
    """

    language: str
    subject: str
    hello: str
    title: str
    lines: list[str]
    groups: list[Group]
    facts: list[tuple[str, str]]
    why: str
    code: Code | None = None
    button: tuple[str, str] | None = None
    thanks: bool = True
