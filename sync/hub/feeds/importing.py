"""One import, from opened files to the published catalogue: read, put together, compare, write, publish."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sync.hub import demo
from sync.hub.feeds import guests, sources
from sync.hub.feeds.adopting import adopt
from sync.hub.feeds.apply import apply
from sync.hub.feeds.archives import PassedOver
from sync.hub.feeds.assembler import Assembler
from sync.hub.feeds.documents import Document
from sync.hub.feeds.expected import expected_rows
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.images import ImageIndex
from sync.hub.feeds.known import Known
from sync.hub.feeds.levels import bare_stores, levels, name_variants, place_levels
from sync.hub.feeds.members import Member, Members
from sync.hub.feeds.opened import Opened
from sync.hub.feeds.pictures import Darkroom
from sync.hub.feeds.progress import Progress
from sync.hub.feeds.recognise import Recognised
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.settings import defaults
from sync.hub.feeds.shopfolder import reader as shopfolder
from sync.hub.feeds.staging import Staging
from sync.hub.feeds.summary import Summary, shortened
from sync.hub.feeds.tombstones import bury
from sync.hub.feeds.twice import settle_twice
from sync.hub.publish import publish
from sync.hub.storage.port import Key, Storage
from sync.protocol import moments, scopes
from sync.protocol.catalogue import Manifest
from sync.protocol.products import Store

AFTER_READING, AFTER_WRITING, AFTER_BUILDING = 2.0, 3.0, 0.3
"""How much longer the later steps take, by what tests/bench/feeds.py measures."""


class Order(NamedTuple):
    """What is to be done: into the hub in `data`, under the name `source` ('' = none).

    A dry run reads and compares, and writes nothing.
    """

    data: Path
    source: str = ""
    dry_run: bool = False
    allow_removal: bool = False


class Import:
    """An import and all that it is made of; `run` does it, once."""

    def __init__(self, recognised: Recognised, settings: Settings, order: Order, ledger: Ledger) -> None:
        self._recognised = recognised
        self._settings = settings
        self._order = order
        self._ledger = ledger
        self._staging = Staging()
        self._members = Members(self._staging.connection)
        self._darkroom = Darkroom(None if order.dry_run else order.data, ledger)
        self._bare: list[Store] = []
        self._reviewed = False

    async def run(self, storage: Storage, opened: Opened, known_stores: Mapping[str, Store]) -> Summary:
        """Do it; `known_stores` are the stores that the hub has, by code.

        Raises:
            FeedError: A file cannot be read as a whole, or too much would be removed.
            StorageError: The hub's store cannot be used.
        """
        started = time.monotonic()
        await self._date(storage, opened)
        self._read(opened)
        await sources.recall(storage, self._order.source, self._members)
        with closing(Known(self._order.data)) as known:
            adopt(self._staging, self._members, known, self._ledger)
            settle_twice(self._staging, self._members, known, self._ledger)
            name_variants(self._staging, known, self._ledger)
            self._staging.place_reviews(partial(guests.reviewed, known), self._ledger)
        place_levels(self._staging, known_stores)
        images = ImageIndex(*opened.pictures)
        assembler = Assembler(self._staging, images, self._darkroom, self._settings, self._ledger)
        assembler.assemble()
        self._bare = bare_stores(
            self._staging, known_stores, self._settings, self._ledger, assembler.currencies
        )
        self._reviewed = bool(assembler.reviews or self._staging.count("review"))
        self._settle(assembler)
        unused = images.unused() if opened.whole else []
        for path in unused:
            self._darkroom.want(str(path))
        self._darkroom.take_in()
        changed = await self._write(storage, assembler)
        self._staging.rest()
        self._ledger.rest()
        manifest = None if self._order.dry_run else await self._publish(storage)
        return self._summary(
            opened,
            assembler,
            changed=changed,
            pictures_unused=len(unused),
            version=manifest.version if manifest else 0,
            seconds=round(time.monotonic() - started, 2),
        )

    async def _date(self, storage: Storage, opened: Opened) -> None:
        """Give content without a date the moment it was first seen: the same bytes are the same news."""
        if opened.digest:
            seen = await sources.first_seen(
                storage, self._order.source, opened.digest, dry_run=self._order.dry_run
            )
            for file in opened.files:
                os.utime(file.path, (seen.timestamp(), seen.timestamp()))

    def _read(self, opened: Opened) -> None:
        files = [file for claim in self._recognised.claims for file in claim.files]
        progress = Progress("rows", sum(map(expected_rows, files)), then=AFTER_READING)
        for claim in self._recognised.claims:
            written = {
                name: moments.write(file.modified.replace(microsecond=0))
                for file in claim.files
                for name in (file.path.name, file.name)
            }
            for part in claim.format.read(claim.files, self._settings, self._ledger):
                progress.reach(self._ledger.rows)
                self._staging.put(part, written.get(part.row.file, next(iter(written.values()))))
        progress.finish()
        for name, why in self._passed_over(opened):
            self._ledger.note(Row(name, 0), "", "", f"passed over: {why}")
        self._staging.seal(self._ledger)

    def _settle(self, assembler: Assembler) -> None:
        """Find out what vanished from this source.

        Raises:
            RemovalError: Too much did.
        """
        source = self._order.source
        if source:
            self._members.bring(self._brought(assembler))
        self._members.settle()
        if source:
            self._members.guard(source, self._ledger.cut, allowed=self._order.allow_removal)

    def _brought(self, assembler: Assembler) -> Iterator[Member]:
        yield from assembler.members()
        for store, _ in self._staging.stores():
            yield Member("store", "", store.code)
        for category, _ in self._staging.categories():
            yield Member("category", "", category.id)
        for code, sku in self._staging.level_keys():
            yield Member("stock", code or self._settings.store.code, sku)

    async def _write(self, storage: Storage, assembler: Assembler) -> int:
        """Write what differs and take away what vanished; return how many documents changed."""
        order, members = self._order, self._members
        if not order.dry_run:
            invented = all(claim.format.name == shopfolder.NAME for claim in self._recognised.claims)
            demo.mark(order.data, invented=invented)
            if order.source and members.news():
                await sources.remember(storage, order.source, members, also_before=True)
        total = len(self._bare) + sum(map(self._staging.count, ("store", "category", "draft", "level")))
        progress = Progress("documents", total, then=AFTER_WRITING)
        documents = self._documents(assembler)
        changed = await apply(storage, documents, self._ledger, progress, dry_run=order.dry_run)
        progress.finish()
        if order.source and not order.dry_run:
            await bury(storage, members, meant=order.allow_removal)
            await sources.remember(storage, order.source, members, also_before=False)
        return changed

    async def _publish(self, storage: Storage) -> Manifest | None:
        """Publish, telling how far it is; how much there is of other feeds is only guessed."""
        documents = sum(map(self._staging.count, ("store", "category", "draft")))
        progress = Progress("publishing, documents", documents, then=AFTER_BUILDING)
        manifest = await publish(storage, self._order.data, progress.advance)
        progress.finish()
        return manifest

    def _summary(self, opened: Opened, assembler: Assembler, **told: Any) -> Summary:
        claims, settings, ledger = self._recognised.claims, self._settings, self._ledger
        count = self._staging.count
        codes = [code or settings.store.code for code in self._staging.level_stores()]
        return Summary(
            format=", ".join(claim.format.name for claim in claims),
            files={claim.format.name: [file.name for file in claim.files] for claim in claims},
            passed_over=dict(self._passed_over(opened)),
            source=self._order.source,
            dry_run=self._order.dry_run,
            rows=ledger.rows,
            added=ledger.credited,
            merged=ledger.rows - ledger.credited - ledger.refused,
            refused=ledger.refused,
            notes=ledger.notes,
            removed=self._members.removed,
            products=count("draft"),
            variants=assembler.variants,
            reviews=assembler.reviews + self._staging.count("guest"),
            categories=count("category"),
            stores=count("store"),
            stock=count("level"),
            pictures=len(self._darkroom),
            currency=", ".join(sorted(assembler.currencies)) or settings.currency,
            store=shortened(sorted(codes) or [settings.store.code]),
            defaults=defaults(settings),
            **told,
        )

    def _passed_over(self, opened: Opened) -> list[PassedOver]:
        rest = [(file.name, "it is in no format that can be read") for file in self._recognised.rest]
        return [*rest, *opened.passed_over]

    def _documents(self, assembler: Assembler) -> Iterator[Document]:
        nobody = Row("", 0)
        return chain(
            (self._document("store", store.code, store, row) for store, row in self._staging.stores()),
            (self._document("store", store.code, store, nobody) for store in self._bare),
            (self._document("category", each.id, each, row) for each, row in self._staging.categories()),
            map(self._placed, assembler.products()),
            guests.reviews(self._staging),
            levels(self._staging, self._settings),
        )

    def _document(self, kind: str, identifier: str, body: msgspec.Struct, row: Row) -> Document:
        return Document(
            scopes.CATALOGUE,
            Key(kind, identifier),
            msgspec.json.encode(body),
            {f"{kind}:{identifier}": row},
            shared=self._members.is_shared(kind, identifier),
        )

    def _placed(self, document: Document) -> Document:
        """Return a product's document with what its sources say about it."""
        return document._replace(
            shared=self._members.is_shared("product", document.key.id),
            gone=self._members.gone_variants(document.key.id),
            reviewed=self._reviewed,
        )
