"""Which format a file or folder is in, by what is inside it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sync.hub.feeds.feed import Feed, FeedError, Settings
from sync.hub.feeds.magento import reader as magento
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.shopfolder import reader as shopfolder


class Format(NamedTuple):
    """A format that can be read."""

    name: str
    recognises: Callable[[Path], bool]
    read: Callable[[Path, Settings, Ledger], Feed]


FORMATS = (
    Format(shopfolder.NAME, shopfolder.recognises, shopfolder.read),
    Format(magento.NAME, magento.recognises, magento.read),
)


class UnrecognisedError(FeedError):
    """No reader knows this file or folder."""


def recognise(path: Path) -> Format:
    """Return the format of a file or folder.

    Raises:
        UnrecognisedError: It is not there, or nobody knows it.
    """
    if not path.exists():
        raise UnrecognisedError(f"{path} is not there")
    for known in FORMATS:
        if known.recognises(path):
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise UnrecognisedError(f"{path} is in no format that can be read ({names})")
