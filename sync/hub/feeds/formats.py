"""What a format is: which files of an import it claims, and how it reads them into parts."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger


class Format(NamedTuple):
    """A format that can be read.

    `claim` returns those of the files that are in this format, [] when none is; it judges by what is inside.
    Formats are asked in a fixed order, the most telling first, and each sees what those before it left.
    `read` yields the parts of the files it claimed, in bounded memory; rows are counted, refused and told
    about in the ledger.
    """

    name: str
    claim: Callable[[Sequence[FeedFile]], Sequence[FeedFile]]
    read: Callable[[Sequence[FeedFile], Settings, Ledger], Iterator[Part]]
