"""The tablet's data around a trial: kept before it, put back after one that failed, else let go.

Only what the kiosk cannot fetch again is kept: its store, and who it is.
"""

import shutil
from datetime import datetime
from pathlib import Path

from kiosk import lock
from kiosk.update.places import Places
from sync.client import identity as identities
from sync.client.errors import IdentityError, NoRoom
from sync.client.identity import Identity, write_private
from sync.client.store import going_back
from sync.client.store.database import NAME as STORE

ROOM = 64 << 20
"""Bytes that have to be free beyond the copy: nothing is tried on a disk that is all but full."""


class Data:
    """The data folder of a tablet, while no kiosk has it open."""

    def __init__(self, data: Path, places: Places) -> None:
        self._data = data
        self._kept = places.kept / STORE
        self._card = places.kept / identities.NAME

    def keep(self) -> None:
        """Keep it.

        Raises:
            NoRoom: The disk is all but full.
            LockError: A kiosk has it open.
            OSError: The disk is full or does not work.
            sqlite3.Error: Likewise.
        """
        store = self._data / STORE
        needed = (store.stat().st_size if store.exists() else 0) + ROOM
        if shutil.disk_usage(self._kept.parent).free < needed:
            raise NoRoom("the disk has no room to keep the tablet's store")
        with lock.held(self._data):
            going_back.keep(self._data, self._kept)
            self._card.unlink(missing_ok=True)
            if (self._data / identities.NAME).exists():
                write_private(self._card, (self._data / identities.NAME).read_bytes())

    def put_back(self, now: datetime) -> bool:
        """Make it fit for the version before; return whether the store had to be put back.

        It may be cut short anywhere and begun again.

        Raises:
            LockError: A kiosk has it open.
            ClientError: The disk is full or does not work.
            OSError: Likewise.
        """
        with lock.held(self._data):
            if self._identity() is None and self._card.exists():
                write_private(self._data / identities.NAME, self._card.read_bytes())
            identity = self._identity()
            key = identity.sealing_key if identity else None
            return going_back.put_back(self._data, self._kept, key, now)

    def readable_by(self, version: int) -> bool:
        """Say whether a program that writes this version of the store can read what is there."""
        return going_back.readable_by(self._data, version)

    def drop(self) -> None:
        """Leave nothing of what was kept.

        Raises:
            OSError: The disk does not work.
        """
        going_back.drop(self._kept)
        self._card.unlink(missing_ok=True)

    def _identity(self) -> Identity | None:
        try:
            return identities.load(self._data)
        except IdentityError:
            return None
