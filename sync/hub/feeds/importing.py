"""One import, from opened files to the published catalogue: read, put together, compare, write, publish."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError, gtin_key
from sync.hub import demo
from sync.hub.feeds.apply import apply
from sync.hub.feeds.assembler import Assembler
from sync.hub.feeds.documents import Document
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.images import ImageIndex
from sync.hub.feeds.levels import bare_stores, levels, name_variants
from sync.hub.feeds.opened import Opened
from sync.hub.feeds.pictures import Darkroom
from sync.hub.feeds.progress import Progress
from sync.hub.feeds.recognise import Recognised
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.shopfolder import reader as shopfolder
from sync.hub.feeds.staging import Staging
from sync.hub.feeds.summary import Summary
from sync.hub.publish import publish
from sync.hub.storage.port import Key, Storage
from sync.protocol import moments, scopes
from sync.protocol.products import Store


class Import:
    """What one import is made of; `run` does it."""

    def __init__(
        self, recognised: Recognised, settings: Settings, known: set[str], ledger: Ledger, data: Path
    ) -> None:
        """Prepare to import into the hub in `data`, which knows the stores with the codes in `known`."""
        self._recognised = recognised
        self._settings = settings
        self._known = known
        self._ledger = ledger
        self._data = data
        self._staging = Staging()

    async def run(self, storage: Storage, opened: Opened, *, dry_run: bool) -> Summary:
        """Do it; a dry run reads and compares, and writes nothing.

        Raises:
            FeedError: A file cannot be read as a whole.
            StorageError: The hub's store cannot be used.
        """
        started = time.monotonic()
        self._read()
        images = ImageIndex(*opened.pictures)
        darkroom = Darkroom(None if dry_run else self._data, self._ledger)
        assembler = Assembler(self._staging, images, darkroom, self._settings, self._ledger)
        assembler.assemble()
        unused = images.unused()
        for path in unused:
            darkroom.want(str(path))
        darkroom.take_in()
        name_variants(self._staging, self._sku_of, self._ledger)
        stores = bare_stores(self._staging, self._known, self._settings, self._ledger)
        if not dry_run:
            invented = all(claim.format.name == shopfolder.NAME for claim in self._recognised.claims)
            demo.mark(self._data, invented=invented)
        documents = self._documents(assembler, stores)
        progress = Progress("documents", self._total(stores))
        changed = await apply(storage, documents, self._ledger, progress, dry_run=dry_run)
        progress.finish()
        manifest = None if dry_run else await publish(storage, self._data)
        return Summary(
            format=", ".join(claim.format.name for claim in self._recognised.claims),
            rows=self._ledger.rows,
            added=self._ledger.credited,
            merged=self._ledger.rows - self._ledger.credited - self._ledger.refused,
            refused=self._ledger.refused,
            changed=changed,
            products=self._staging.count("draft"),
            variants=assembler.variants,
            reviews=assembler.reviews,
            categories=self._staging.count("category"),
            stock=self._staging.count("level"),
            pictures=len(darkroom),
            pictures_unused=len(unused),
            notes=self._ledger.notes,
            currency=", ".join(sorted(assembler.currencies)) or self._settings.currency,
            store=", ".join(code or self._settings.store.code for code in self._staging.level_stores())
            or self._settings.store.code,
            dry_run=dry_run,
            version=manifest.version if manifest else 0,
            seconds=round(time.monotonic() - started, 2),
        )

    def _read(self) -> None:
        for claim in self._recognised.claims:
            written = {
                name: moments.write(file.modified.replace(microsecond=0))
                for file in claim.files
                for name in (file.path.name, file.name)
            }
            for part in claim.format.read(claim.files, self._settings, self._ledger):
                self._staging.put(part, written.get(part.row.file, next(iter(written.values()))))
        for file in self._recognised.rest:
            self._ledger.note(Row(file.name, 0), "", "", "in no format that can be read; passed over")
        self._staging.seal(self._ledger)

    def _documents(self, assembler: Assembler, stores: Sequence[Store]) -> Iterator[Document]:
        nobody = Row("", 0)
        return chain(
            (_document("store", store.code, store, row) for store, row in self._staging.stores()),
            (_document("store", store.code, store, nobody) for store in stores),
            (_document("category", each.id, each, row) for each, row in self._staging.categories()),
            assembler.products(),
            levels(self._staging, self._settings),
        )

    def _total(self, stores: Sequence[Store]) -> int:
        return len(stores) + sum(map(self._staging.count, ("store", "category", "draft", "level")))

    def _sku_of(self, gtin: str) -> str:
        """Return the SKU of a variant that another feed brought."""
        with suppress(CatalogueError):
            catalogue = Catalogue.open_current(self._data)
            if catalogue:
                match = catalogue.find([gtin_key(gtin)])
                catalogue.close()
                return match.variant if match else ""
        return ""


def _document(kind: str, identifier: str, body: msgspec.Struct, row: Row) -> Document:
    return Document(
        scopes.CATALOGUE, Key(kind, identifier), msgspec.json.encode(body), {f"{kind}:{identifier}": row}
    )
