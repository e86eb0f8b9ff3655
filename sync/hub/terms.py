"""A retailer's terms for orders: how long preparing takes, and how long what is ready is kept.

One TOML file, given to `vetrina-hub serve --orders FILE`; what it leaves out stays as here:

    keep_days = 7                 # what is ready and not fetched is given up after so many days

    [minutes]                     # of opening hours, from the order until it is ready
    request = 10                  # brought to somebody in the store: not of opening hours, they are there
    collect = 120                 # bought online
    desk = 120                    # ordered by an associate

    [stores.milano]               # where a store differs
    keep_days = 3
    minutes.collect = 60
"""

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from sync.protocol.errors import UNREADABLE
from sync.protocol.orders import Kind
from sync.shapes import ready

Minutes = Annotated[int, msgspec.Meta(ge=1, le=60 * 24 * 30)]
Days = Annotated[int, msgspec.Meta(ge=1, le=365)]


class TermsError(Exception):
    """The file cannot be used; the message says what to change, for the person who wrote it."""


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says of the whole chain, or of one store: None where it says nothing."""

    request: Minutes | None = None
    collect: Minutes | None = None
    desk: Minutes | None = None


class _OfStore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keep_days: Days | None = None
    minutes: _Said = _Said()


class Terms(msgspec.Struct, frozen=True):
    """What holds in one store: minutes by kind of order, and days."""

    request: int = 10
    collect: int = 120
    desk: int = 120
    keep_days: int = 7

    def minutes(self, kind: Kind) -> int:
        """Return how long preparing an order of a kind takes."""
        return {"request": self.request, "collect": self.collect, "desk": self.desk}[kind]


class AllTerms(_OfStore, frozen=True, forbid_unknown_fields=True):
    """What the file says: for the chain, and for stores by their code."""

    stores: dict[str, _OfStore] = {}

    def of(self, store: str) -> Terms:
        """Return what holds in a store."""
        return _over(_over(Terms(), self), self.stores.get(store, _OfStore()))


AS_SHIPPED = AllTerms()
"""What holds where there is no file."""


def _over(terms: Terms, said: _OfStore) -> Terms:
    named = {**msgspec.to_builtins(said.minutes), "keep_days": said.keep_days}
    return msgspec.structs.replace(
        terms, **{name: value for name, value in named.items() if value is not None}
    )


def read(path: Path) -> AllTerms:
    """Return the terms in a file.

    Raises:
        TermsError: It is not there, no TOML, or says something else than what is described above.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), ready(AllTerms))
    except OSError as error:
        raise TermsError(f"{path}: {error.strerror or error}") from error
    except (*UNREADABLE, tomllib.TOMLDecodeError) as error:
        raise TermsError(f"{path}: {error}") from error
