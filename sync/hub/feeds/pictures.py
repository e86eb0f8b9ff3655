"""Taking in a feed's picture files, and putting them into its products."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import msgspec

from sync.hub.decoding import ImagingError
from sync.hub.feeds.progress import Progress
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.scratch import scratch
from sync.hub.imaging import Media, measure, take_in
from sync.protocol.products import Picture, Texts

WORKERS = 2
"""Decoding releases the interpreter lock; two keep a shop's small server free for its tablets."""

AHEAD = 64
"""Pictures handed to the workers at once."""

TABLES = """
CREATE TABLE picture (path TEXT PRIMARY KEY, square TEXT, sha256 TEXT, width INTEGER, height INTEGER);
"""


class Shot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture file of a product; `square` is the same view drawn for a square frame ('' = none)."""

    path: str
    view: str = "front"
    options: dict[str, str] = {}
    alt: Texts = {}
    square: str = ""


class Darkroom:
    """The pictures of one import: first all are wanted, then taken in, then put into the products."""

    def __init__(self, data: Path | None, ledger: Ledger) -> None:
        """Keep pictures below `data`; without one they are only measured."""
        self._data = data
        self._ledger = ledger
        self._kept = scratch(self, TABLES)

    def want(self, path: str, square: str = "") -> None:
        """Ask for a picture file, with the drawing for a square frame where there is one."""
        self._kept.execute(
            "INSERT INTO picture (path, square) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET square = max(square, excluded.square)",
            (path, square),
        )
        if square:
            self.want(square)

    def take_in(self) -> None:
        """Take in everything that was wanted. What cannot be used is noted and left out."""
        wanted = self._kept.execute("SELECT path, square FROM picture ORDER BY rowid").fetchall()
        progress = Progress("pictures", len(wanted))
        remaining = iter(wanted)
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="imaging") as pool:
            while paths := list(islice(remaining, AHEAD)):
                futures = [(path, pool.submit(self._worker(), path, square)) for path, square in paths]
                for path, future in futures:
                    self._keep(path, future)
                    progress.advance()
        progress.finish()

    def __len__(self) -> int:
        """How many different pictures were taken in."""
        return int(self._kept.execute("SELECT count(DISTINCT sha256) FROM picture").fetchone()[0])

    def sha256(self, path: str) -> str:
        """Return the name of a picture that was taken in, '' when it could not be used."""
        found = self._kept.execute("SELECT sha256 FROM picture WHERE path = ?", (path,)).fetchone()
        return str(found[0] or "") if found else ""

    def develop(self, shots: list[Shot]) -> list[Picture]:
        """Return those of a product's pictures that could be used."""
        return list(self._developed(shots))

    def _developed(self, shots: list[Shot]) -> Iterator[Picture]:
        for shot in shots:
            sha256, width, height = self._kept.execute(
                "SELECT sha256, width, height FROM picture WHERE path = ?", (shot.path,)
            ).fetchone()
            if sha256:
                square = self.sha256(shot.square) if shot.square else ""
                yield Picture(sha256, width, height, shot.view, shot.options, shot.alt, square)

    def _worker(self) -> Callable[[str, str], Media]:
        data = self._data

        def take(path: str, square: str) -> Media:
            if data is None:
                return measure(Path(path))
            try:
                return take_in(Path(path), data, Path(square) if square else None)
            except ImagingError:
                if not square:
                    raise
                return take_in(Path(path), data)  # an unusable drawing must not cost the picture itself

        return take

    def _keep(self, path: str, future: Future[Media]) -> None:
        try:
            media = future.result()
        except ImagingError as error:
            self._ledger.note(Row(Path(path).name, 0), "", "", f"picture left out: {error}")
            return
        self._kept.execute(
            "UPDATE picture SET sha256 = ?, width = ?, height = ? WHERE path = ?", (*media, path)
        )
