"""The catalogue on the wire: a manifest, an immutable snapshot file, and the changes since."""

import msgspec


class SnapshotFile(msgspec.Struct, frozen=True):
    """A compressed (zstd) SQLite file. `sha256` names the compressed bytes, `raw_sha256` the database."""

    sha256: str
    bytes: int
    raw_sha256: str
    raw_bytes: int


class Manifest(msgspec.Struct, frozen=True, omit_defaults=True):
    """`GET /v1/catalogue`: the newest snapshot holds all up to `version`; `head` is the newest change.

    `epoch` names the hub's history; `meant` is the change up to which staff meant to remove most of the shop.
    """

    version: int
    head: int
    file: SnapshotFile
    epoch: str = ""
    meant: int = 0


class CatalogueRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document of the catalogue as it stands; `body` is UNSET when it is gone.

    Kinds are `product`, `category`, `store`, and what was learned from sales (`sync.protocol.suggestions`).
    """

    kind: str
    id: str
    seq: int
    body: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class CatalogueChanges(msgspec.Struct, frozen=True, omit_defaults=True):
    """`GET /v1/catalogue/changes?after=`: rows in order of `seq`; `more` when the page is full."""

    head: int
    rows: list[CatalogueRow] = []
    more: bool = False
