"""Only what real devices have shown makes a release; until then it is a candidate, whatever its number."""

import re
from pathlib import Path

import pytest

from sync.hub.releases import record
from sync.hub.releases.keys import ReleaseError
from tests.sync.hub.releases.records import STAGING, filled

SUM = "5f" * 32


@pytest.fixture
def page(tmp_path: Path):
    """Write a record; return its path."""

    def write(text: str) -> Path:
        path = tmp_path / "record.md"
        path.write_text(text)
        return path

    return write


def test_a_page_that_is_filled_in_is_a_record(page):
    assert record.read(page(filled("1.2.0", SUM)), "1.2.0") == record.Record("1.2.0", frozenset({SUM}))


def test_the_page_as_it_comes_is_none(page):
    with pytest.raises(ReleaseError, match=r"not filled in: Version; Device; System; Scanner; Who, when and"):
        record.read(page(STAGING.read_text()), "1.2.0")


def test_what_nobody_has_seen_is_named(page):
    text = filled("1.2.0", SUM).replace(
        "two hands at once | nothing pressed that was not meant | A. and B., 2 May |",
        "two hands at once | nothing pressed that was not meant | |",
    )
    with pytest.raises(ReleaseError, match="nobody has seen “Gloves, wet fingers, two hands at once”"):
        record.read(page(text), "1.2.0")


@pytest.mark.parametrize("part", list(record.ROWS))
def test_what_was_left_out_is_missed(page, part):
    lines = filled("1.2.0", SUM).splitlines()
    start = lines.index(f"## {part}")
    row = next(at for at in range(start, len(lines)) if lines[at].endswith("A. and B., 2 May |"))
    del lines[row]
    with pytest.raises(
        ReleaseError, match=f"“{part}” has {record.ROWS[part] - 1} of {record.ROWS[part]} rows"
    ):
        record.read(page("\n".join(lines)), "1.2.0")


@pytest.mark.parametrize("version", ["1.2.1", "1.2", "11.2.0", "1.2.0.1"])
def test_the_record_of_another_version_does_not_count(page, version):
    with pytest.raises(ReleaseError, match="another version"):
        record.read(page(filled(version, SUM)), "1.2.0")


def test_it_says_which_program_was_tried(page):
    with pytest.raises(ReleaseError, match="names no sum"):
        record.read(page(filled("1.2.0", "as downloaded")), "1.2.0")


def test_what_cannot_be_read_is_said(tmp_path):
    with pytest.raises(ReleaseError, match="cannot be read"):
        record.read(tmp_path / "none.md", "1.2.0")
    (tmp_path / "large.md").write_bytes(b"x" * (record.LARGEST + 1))
    with pytest.raises(ReleaseError, match="too large"):
        record.read(tmp_path / "large.md", "1.2.0")


def test_the_rows_that_are_asked_for_are_those_of_the_page():
    text = STAGING.read_text()
    parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert parts == list(record.ROWS)
    counted = [part.count("\n| ") - 1 for part in text.split("\n## ")[1:]]
    assert counted == list(record.ROWS.values())
