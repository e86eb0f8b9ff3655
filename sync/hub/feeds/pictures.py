"""Taking in a feed's picture files, and putting them into its products."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import msgspec

from sync.hub.feeds.feed import Draft, Feed, PictureSource
from sync.hub.feeds.progress import Progress
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.imaging import ImagingError, Media, measure, take_in
from sync.protocol.products import Picture

WORKERS = 2
"""Decoding releases the interpreter lock; two keep a shop's small server free for its tablets."""


class Darkroom:
    """The pictures of one feed as they are in the hub; `failed` says which cannot be used."""

    def __init__(self, taken: dict[Path, Media]) -> None:
        self._taken = taken

    @classmethod
    def open(cls, feed: Feed, data: Path | None, ledger: Ledger) -> "Darkroom":
        """Take in every picture of a feed; without a data folder they are only measured.

        A picture that cannot be used is noted in the ledger and left out; its product stays.
        """
        wanted = _wanted(feed)
        taken: dict[Path, Media] = {}
        progress = Progress("pictures", len(wanted))
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="imaging") as pool:
            futures = {path: pool.submit(_worker(data), path, square) for path, square in wanted.items()}
            for path, future in futures.items():
                media = _result(path, future, ledger)
                if media:
                    taken[path] = media
                progress.advance()
        progress.finish()
        return cls(taken)

    def __len__(self) -> int:
        """How many different pictures were taken in."""
        return len({media.sha256 for media in self._taken.values()})

    def develop(self, draft: Draft) -> None:
        """Put the pictures into a draft's product."""
        pictures = [picture for picture in map(self._picture, draft.pictures) if picture]
        scale = self._taken.get(draft.scale) if draft.scale else None
        draft.product = msgspec.structs.replace(
            draft.product, pictures=pictures, scale=scale.sha256 if scale else ""
        )

    def _picture(self, source: PictureSource) -> Picture | None:
        media = self._taken.get(source.path)
        if media is None:
            return None
        square = self._taken.get(source.square) if source.square else None
        return Picture(
            media=media.sha256,
            width=media.width,
            height=media.height,
            view=source.view,
            options=source.options,
            alt=source.alt,
            square=square.sha256 if square else "",
        )


def _wanted(feed: Feed) -> dict[Path, Path | None]:
    """Return every picture file once, with the drawing for a square frame where there is one."""
    wanted: dict[Path, Path | None] = {}
    for draft in feed.products:
        for source in draft.pictures:
            wanted[source.path] = source.square
            if source.square:
                wanted[source.square] = None
        if draft.scale:
            wanted[draft.scale] = None
    wanted.update(dict.fromkeys(feed.loose))
    return wanted


def _worker(data: Path | None) -> Callable[[Path, Path | None], Media]:
    def take(path: Path, square: Path | None) -> Media:
        if data is None:
            return measure(path)
        try:
            return take_in(path, data, square)
        except ImagingError:
            if square is None:
                raise
            return take_in(path, data)  # a drawing that cannot be used must not cost the picture itself

    return take


def _result(path: Path, future: Future[Media], ledger: Ledger) -> Media | None:
    try:
        return future.result()
    except ImagingError as error:
        ledger.note(Row(path.name, 0), "", "", f"picture left out: {error}")
        return None
