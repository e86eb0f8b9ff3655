"""What a shop asks its customers to agree to: each purpose on a channel, in words that have a version."""

import re
from typing import Annotated

import msgspec

from sync.brand.faults import BrandError

Line = Annotated[str, msgspec.Meta(min_length=1)]
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_.-]{1,40}$")]
Version = Annotated[str, msgspec.Meta(max_length=80, pattern=r"^[a-z][a-z0-9_.-]*-[1-9][0-9]{0,5}$")]

VERSION = re.compile(r"(?P<family>[a-z][a-z0-9_.-]*)-(?P<number>[1-9][0-9]{0,5})")

IN_OUR_WORDS = frozenset({"newsletter", "reminder", "stock", "service"})
"""Purposes that every language has words for (`mine.<purpose>` of the kiosk's texts)."""


class AskedWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked, and what for."""

    title: Line
    text: Line


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One purpose on one channel; `words` by language. `wording` names their version, as `kiosk-2`."""

    purpose: Name
    channel: Name
    wording: Version
    words: dict[str, AskedWords] = {}

    @property
    def key(self) -> str:
        """The name under which the answer stands in a profile."""
        return f"{self.purpose}:{self.channel}"

    def said_in(self, language: str) -> AskedWords | None:
        """Return the shop's own words in a language, else in its first one; None where it has none."""
        return self.words.get(language) or next(iter(self.words.values()), None)


EVERYWHERE = tuple(
    Asked(purpose, channel, "kiosk-1")
    for purpose, channel in (
        ("newsletter", "email"),
        ("reminder", "email"),
        ("stock", "email"),
        ("service", "store"),
    )
)
"""What is asked where a brand says nothing of it."""


def is_older(said: str, wording: str) -> bool:
    """Say whether an answer was given to earlier words of the same kind, and is to be asked for again.

    What was said elsewhere, to words of another kind, was said: nobody is asked twice.

    >>> is_older("kiosk-1", "kiosk-2"), is_older("kiosk-2", "kiosk-2"), is_older("shop-1", "kiosk-2")
    (True, False, False)
    """
    before, now = VERSION.fullmatch(said), VERSION.fullmatch(wording)
    if before is None or now is None or before["family"] != now["family"]:
        return False
    return int(before["number"]) < int(now["number"])


def check(asked: tuple[Asked, ...]) -> None:
    """Refuse what would be asked twice, or without words.

    Raises:
        BrandError: Names the purpose and its channel.
    """
    keys = [one.key for one in asked]
    for one in asked:
        if keys.count(one.key) > 1:
            raise BrandError(f"`consents`: {one.key} is asked twice. Leave one.")
        if not one.words and one.purpose not in IN_OUR_WORDS:
            raise BrandError(
                f"`consents`: {one.key} has no words. Add [consents.words.<language>] with title and text."
            )
