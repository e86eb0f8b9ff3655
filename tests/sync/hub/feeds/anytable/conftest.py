from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sync.hub.feeds.anytable.reader import claim, read
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger
from sync.protocol.products import Store

Read = Callable[..., tuple[list[Part], Ledger]]


@pytest.fixture
def read_table(tmp_path: Path) -> Read:
    """Write a file, let it be claimed and read; return its parts and the ledger."""

    def run(text: str, *, file: str = "t.csv", encoding: str = "utf-8", **mapping: str):
        path = tmp_path / file
        path.write_bytes(text.encode(encoding))
        settings = Settings(Store("main", "Main"), "EUR", "it", date(2026, 11, 26), mapping=mapping)
        ledger = Ledger()
        files = claim([FeedFile(path)]) or [FeedFile(path)]
        return list(read(files, settings, ledger)), ledger

    return run
