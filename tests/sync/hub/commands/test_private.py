"""A file that a command writes is whole, or not there."""

import errno
import os

import pytest

from sync.hub.commands.private import write_new
from sync.hub.storage.port import StorageError


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path, monkeypatch):
    class Full:
        def __init__(self, descriptor):
            self.descriptor = descriptor

        def __enter__(self):
            return self

        def __exit__(self, *_):
            os.close(self.descriptor)

        def write(self, _):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fdopen", lambda descriptor, _: Full(descriptor))
        with pytest.raises(StorageError, match="No space left"):
            write_new(tmp_path / "codes.json", b"codes")
    assert not list(tmp_path.iterdir())
    write_new(tmp_path / "codes.json", b"codes")
    with pytest.raises(StorageError, match="there already: take another name"):
        write_new(tmp_path / "codes.json", b"other")
    assert (tmp_path / "codes.json").read_bytes() == b"codes"
