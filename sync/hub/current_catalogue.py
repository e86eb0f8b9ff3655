"""The catalogue in force, followed while an import in another process puts a newer one there."""

import logging
from pathlib import Path

from sync.catalogue.current import NAME, folder
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError

logger = logging.getLogger(__name__)

Stamp = tuple[int, int, int]


class CurrentCatalogue:
    """Gives the open catalogue; for the event loop's thread only."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._stamp: Stamp | None = None
        self._open: Catalogue | None = None
        self._retired: Catalogue | None = None

    def get(self) -> Catalogue | None:
        """Return the catalogue in force, None before the first import.

        Ask again after every `await`: what was given earlier is closed when two newer ones have come.
        """
        stamp = self._read_stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            self._reopen()
        return self._open

    def store_name(self, code: str) -> str:
        """Return what people call a store; its code when the catalogue does not know it."""
        catalogue = self.get()
        store = catalogue.store(code) if catalogue else None
        return store.name if store else code

    def close(self) -> None:
        """Close the files."""
        for catalogue in (self._retired, self._open):
            if catalogue:
                catalogue.close()
        self._retired = self._open = None

    def _read_stamp(self) -> Stamp | None:
        try:
            status = (folder(self._data) / NAME).stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size

    def _reopen(self) -> None:
        try:
            fresh = Catalogue.open_current(self._data)
        except CatalogueError as error:
            logger.error("the old catalogue goes on serving: %s", error)  # noqa: TRY400 - no trace needed
            return
        if self._retired:
            self._retired.close()
        self._retired, self._open = self._open, fresh
