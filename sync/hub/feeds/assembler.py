"""Putting staged parts together to documents: pictures found, shelves placed, links followed, ranks given."""

from collections.abc import Iterator

import msgspec

from sync.hub.feeds.documents import Document
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.images import ImageIndex, view_of
from sync.hub.feeds.joining import Bare, join
from sync.hub.feeds.members import TOLD, Member
from sync.hub.feeds.parts import ProductPart
from sync.hub.feeds.pictures import Darkroom, Shot
from sync.hub.feeds.progress import Progress
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.shelves import Shelves
from sync.hub.feeds.staging import Family, Staging
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.products import Product
from sync.shapes import ready

TABLES = """
CREATE TABLE draft (n INTEGER PRIMARY KEY, id TEXT UNIQUE, body BLOB, shots BLOB, scale TEXT, rows BLOB,
  popularity REAL, reviews INTEGER, mean REAL);
"""

AFTER_ASSEMBLING = 7.0
"""How much longer writing and publishing take, by what tests/bench/feeds.py measures."""

RANKED = """
CREATE TABLE standing AS SELECT n, row_number() OVER (
  ORDER BY popularity DESC NULLS LAST, reviews DESC, mean DESC, n) - 1 AS rank FROM draft
"""
"""By what the feed says sells, then most reviews, then best rating, then the feed's own order."""

_encode = msgspec.json.Encoder().encode
_decode_product = msgspec.json.Decoder(ready(Product)).decode
_pack = msgspec.msgpack.Encoder().encode
_unpack_shots = msgspec.msgpack.Decoder(ready(list[Shot])).decode
_unpack_rows = msgspec.msgpack.Decoder(ready(dict[str, Row])).decode


class Assembler:
    """Makes the products of one import; `assemble`, take in the pictures, then ask for `products`."""

    def __init__(
        self, staging: Staging, images: ImageIndex, darkroom: Darkroom, settings: Settings, ledger: Ledger
    ) -> None:
        self._staging = staging
        self._images = images
        self._darkroom = darkroom
        self._settings = settings
        self._ledger = ledger
        self._shelves = Shelves(staging, settings.language)
        self._kept = staging.connection
        self._kept.execute(TABLES)
        self._missing = 0
        self.variants = self.reviews = 0
        self.currencies: set[str] = set()

    def assemble(self) -> None:
        """Put all products together; their pictures are wanted, and their ranks settled."""
        progress = Progress("products", self._staging.count("family"), then=AFTER_ASSEMBLING)
        for family in self._staging.families():
            for number, bare in enumerate(join(family, self._settings, self._ledger)):
                self._keep(family, bare, alone=number > 0)
            progress.advance()
        for key, number in self._staging.left_out():
            reason = f"a product cannot be made of that many rows; {number} of them are left out"
            self._ledger.note(Row("", 0), "key", key, reason)
        if self._missing and not len(self._images):
            reason = f"{self._missing} pictures are named and no picture files are here (--pictures FOLDER)"
            self._ledger.note(Row("", 0), "", "", reason)
        self._kept.execute(RANKED)
        self._kept.execute("CREATE UNIQUE INDEX standing_n ON standing (n)")
        progress.finish()

    def products(self) -> Iterator[Document]:
        """Yield the products' documents, in the order of their rows."""
        for identifier, body, shots, scale, rows, popularity, reviews, rank in self._kept.execute(
            "SELECT id, body, shots, scale, rows, popularity, reviews, rank"
            " FROM draft JOIN standing USING (n) ORDER BY n"
        ):
            product = msgspec.structs.replace(
                _decode_product(body),
                pictures=self._darkroom.develop(_unpack_shots(shots)),
                scale=self._darkroom.sha256(scale) if scale else "",
                rank=rank,
            )
            yield Document(
                scopes.CATALOGUE,
                Key("product", identifier),
                _encode(product),
                _unpack_rows(rows),
                ranked=popularity is not None or bool(reviews),
                adopted=self._staging.is_adopted(identifier),
            )

    def members(self) -> Iterator[Member]:
        """Yield the products and variants that were put together, and those of others that are told about."""
        for identifier, rows in self._kept.execute("SELECT id, rows FROM draft"):
            if self._staging.is_adopted(identifier):
                yield Member(TOLD, "", identifier)
                yield from (
                    Member(TOLD, identifier, entity.removeprefix("variant:"))
                    for entity in _unpack_rows(rows)
                    if entity.startswith("variant:")
                )
                continue
            yield Member("product", "", identifier)
            for entity in _unpack_rows(rows):
                if entity.startswith("variant:"):
                    yield Member("variant", identifier, entity.removeprefix("variant:"))

    def _keep(self, family: Family, bare: Bare, *, alone: bool) -> None:
        """Complete a product and keep it until its pictures are there; `alone` it left its family."""
        product = self._completed(family, bare, alone=alone)
        rows = {f"variant:{key}" if key else f"product:{product.id}": row for key, row in bare.rows.items()}
        if not alone:
            rating, reviews = self._staging.rating(family.key)
            if rating.total:
                # A feed may tell of more reviews than it holds.
                told = max(rating, product.rating, key=lambda each: each.total)
                product = msgspec.structs.replace(
                    product, rating=told, reviews=[review for review, _ in reviews]
                )
                rows |= {f"review:{product.id}:{review.id}": row for review, row in reviews}
        shots = self._shots(bare, bare.rows[""])
        scale = self._scale(family.products)
        self.variants += len(product.variants)
        self.currencies.update(currency for variant in product.variants for currency in variant.prices)
        self.reviews += product.rating.total
        popularity = next((p.popularity for p in family.products if p.popularity is not None), None)
        self._kept.execute(
            "INSERT INTO draft VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                product.id,
                _encode(product),
                _pack(shots),
                scale,
                _pack(rows),
                popularity,
                product.rating.total,
                product.rating.mean,
            ),
        )

    def _completed(self, family: Family, bare: Bare, *, alone: bool) -> Product:
        product = bare.product
        if family.adopted:
            return product
        row = bare.rows[""]
        taken = product.id == family.key or self._staging.product_of(product.id) != family.key
        if alone and taken:
            product = msgspec.structs.replace(product, id=f"{family.key}:{product.id}")
        shelf = next((part.shelf for part in family.products if part.shelf), [])
        return msgspec.structs.replace(
            product,
            category=product.category or self._shelves.place(shelf, row),
            goes_with=self._linked(product.id, product.goes_with, row),
            related=self._linked(product.id, product.related, row),
        )

    def _linked(self, product: str, names: list[str], row: Row) -> list[str]:
        found: dict[str, None] = {}
        for name in names:
            other = self._staging.product_of(name)
            if not other:
                self._ledger.note(row, "related", name, "no product of this feed has this SKU; link left out")
            elif other != product:
                found[other] = None
        return list(found)

    def _shots(self, bare: Bare, row: Row) -> list[Shot]:
        shots = []
        for picture in bare.pictures:
            path = self._images.find(picture.ref)
            if path is None:
                self._miss(row, picture.ref)
                continue
            square = self._images.find(picture.square) if picture.square else None
            shot = Shot(
                str(path), picture.view or view_of(path), picture.options, picture.alt, str(square or "")
            )
            self._darkroom.want(shot.path, shot.square)
            shots.append(shot)
        return shots

    def _scale(self, parts: list[ProductPart]) -> str:
        named = next((part.scale for part in parts if part.scale), "")
        path = self._images.find(named) if named else None
        if path is None:
            return ""
        self._darkroom.want(str(path))
        return str(path)

    def _miss(self, row: Row, reference: str) -> None:
        self._missing += 1
        if len(self._images):
            self._ledger.note(row, "image", reference, "there is no such picture")
