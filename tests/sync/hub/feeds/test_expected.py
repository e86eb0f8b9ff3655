from pathlib import Path

import pytest

from sync.hub.feeds.expected import expected_rows
from sync.hub.feeds.files import FeedFile


@pytest.mark.parametrize(
    ("one", "start", "number"),
    [(b"A1,Lamp,9.90\n", b"", 20_000), (b"<item><g:id>A</g:id></item>\n", b"<rss>", 9_000), (b"", b"", 1)],
)
def test_rows_are_judged_by_the_beginning(tmp_path: Path, one: bytes, start: bytes, number: int) -> None:
    path = tmp_path / "feed"
    path.write_bytes(start + one * number)
    assert abs(expected_rows(FeedFile(path)) - number) <= number * 0.02
