"""Files that a command writes for whoever runs it alone: what people wrote is in them."""

import os
from pathlib import Path

from sync.hub.storage.port import StorageError


def write_new(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read; one that is there already is not written over.

    Raises:
        StorageError: It is there, or cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
