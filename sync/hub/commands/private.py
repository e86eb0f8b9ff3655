"""Files that a command writes for whoever runs it alone: what people wrote is in them."""

import os
from contextlib import suppress
from pathlib import Path

from sync.hub.storage.port import StorageError


def write_new(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read; one that is there already is not written over.

    Where there is no room for all of it nothing is left: half a file would be taken for a whole one.

    Raises:
        StorageError: It is there, or cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise StorageError(f"{path} is there already: take another name, or delete it first") from error
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
