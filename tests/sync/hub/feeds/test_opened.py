"""Everything that can be given to an import: files, folders, archives, standard input."""

import gzip
import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from sync.hub.feeds import archives
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.opened import Opened, opened

TABLE = b"sku,name,price\nA1,Lamp,9.90\n"


def names(found: Opened) -> dict[str, bytes]:
    return {file.name: file.path.read_bytes() for file in found.files}


def zipped(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_file_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE)
    (tmp_path / "images").mkdir()
    with opened(tmp_path / "a.csv") as found:
        assert names(found) == {"a.csv": TABLE}
        assert (found.pictures, found.whole) == ([tmp_path / "images"], False)


def test_a_folder_is_its_files_but_for_pictures_and_litter(tmp_path: Path) -> None:
    for name in ("b/stock.csv", "a.csv", "b/lamp.JPG", ".hidden/x.csv", "__MACOSX/a.csv", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TABLE)
    with opened(tmp_path) as found:
        assert list(names(found)) == ["a.csv", "b/stock.csv"]
        assert found.whole


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="is not there"), opened(tmp_path / "gone.csv"):
        pass


@pytest.mark.parametrize("name", ["feed.zip", "feed", "feed.csv"])
def test_a_zip_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / name, **{"x/a.csv": TABLE, "x/lamp.jpg": b"picture"})
    with opened(path) as found:
        assert names(found) == {"x/a.csv": TABLE}
        assert [each.name for each in found.pictures[0].rglob("*.jpg")] == ["lamp.jpg"]
        place = found.files[0].path
    assert not place.exists()


def test_gzip_keeps_the_date_of_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    with path.open("wb") as raw, gzip.GzipFile("a.csv", "wb", fileobj=raw, mtime=1_700_000_000) as packed:
        packed.write(TABLE)
    with opened(path) as found:
        assert names(found) == {"a.csv": TABLE}
        assert found.files[0].modified.timestamp() == 1_700_000_000
    path.write_bytes(gzip.compress(TABLE, mtime=0))
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with opened(path) as found:
        assert found.files[0].modified.timestamp() == 1_600_000_000


def test_entries_of_a_zip_keep_their_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("dated.csv", (2024, 5, 1, 12, 0, 0)), TABLE)
        archive.writestr(zipfile.ZipInfo("undated.csv"), TABLE)
    with opened(path) as found:
        dated, undated = found.files
        assert dated.modified.astimezone().replace(tzinfo=None).isoformat() == "2024-05-01T12:00:00"
        assert int(undated.modified.timestamp()) == int(path.stat().st_mtime)


def test_archives_are_opened_one_level_deep(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", **{"deep.csv": TABLE}).read_bytes()
    nested = zipped(tmp_path / "nested.zip", **{"again.zip": inner}).read_bytes()
    outer = zipped(
        tmp_path / "outer.zip", **{"a.csv.gz": gzip.compress(TABLE), "b.zip": inner, "c.zip": nested}
    )
    with opened(outer) as found:
        assert names(found) == {"a.csv": TABLE, "b.zip/deep.csv": TABLE}
        assert found.passed_over == [("c.zip/again.zip", "an archive in an archive; unpack it first")]
    with opened(zipped(tmp_path / "packed.zip.gz", **{"a.csv": TABLE})) as found:
        assert names(found) == {"a.csv": TABLE}


def test_standard_input_is_a_file_without_a_date(tmp_path: Path) -> None:
    with opened(Path("-"), io.BytesIO(TABLE)) as found:
        assert names(found) == {"standard input": TABLE}
        assert len(found.digest) == 64
        assert found.pictures == []
    with opened(Path("-"), io.BytesIO(zipped(tmp_path / "a.zip", **{"a.csv": TABLE}).read_bytes())) as found:
        assert names(found) == {"a.csv": TABLE}
        assert found.digest == ""


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:evil.csv"]
)
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", **{"good.csv": TABLE})
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = name
        archive.writestr(entry, TABLE)
    with opened(path) as found:
        assert list(names(found)) == ["good.csv"]
        [(what, why)] = found.passed_over
        assert (what.replace("\\", "/"), why) == (name.replace("\\", "/"), "it leads out of the archive")


def test_links_in_archives_are_passed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"good.csv": TABLE})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with opened(path) as found:
        assert list(names(found)) == ["good.csv"]


@pytest.mark.parametrize("pack", ["zip", "gz"])
def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: str) -> None:
    monkeypatch.setattr(archives, "SUSPICIOUS_BYTES", 1 << 20)
    zeros = bytes(8 << 20)
    path = tmp_path / f"bomb.{pack}"
    if pack == "zip":
        zipped(path, **{"zeros.csv": zeros})
    else:
        path.write_bytes(gzip.compress(zeros))
    with pytest.raises(FeedError, match="200 times its size"), opened(path):
        pass


def test_too_much_too_many_and_a_full_disk_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.csv": TABLE, "b.csv": TABLE})
    for limit, value, said in (
        ("MAX_BYTES", 10, "unpacks to more than"),
        ("MAX_ENTRIES", 1, "more than 1 files"),
        ("SPARE_BYTES", 1 << 60, "no room to unpack a.csv; set TMPDIR"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(archives, limit, value)
            with pytest.raises(FeedError, match=said), opened(path):
                pass


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel or Office file; save it as CSV"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04 cut short", "cannot be unpacked"),
        (gzip.compress(TABLE, mtime=0)[:-9], "cannot be unpacked"),
        (b"\x1f\x8bgarbage", "cannot be unpacked"),
        (gzip.compress(gzip.compress(TABLE, mtime=0), mtime=0), "packed more than once"),
    ],
)
def test_what_is_no_feed_is_named_with_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "feed.dat"
    path.write_bytes(content)
    with pytest.raises(FeedError, match=said), opened(path):
        pass


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "an Excel workbook; save it as CSV"),
        (["mimetype", "content.xml"], "an OpenDocument file"),
        (["Index/Document.iwa"], "a Numbers or Pages file"),
    ],
)
def test_a_workbook_is_told_from_an_archive(tmp_path: Path, entries: list[str], said: str) -> None:
    path = zipped(tmp_path / "Artikel.xlsx", **dict.fromkeys(entries, b"<x/>"))
    with pytest.raises(FeedError, match=f"Artikel.xlsx.*{said}"), opened(path):
        pass
    (tmp_path / "stock.csv").write_bytes(TABLE)
    with opened(tmp_path) as found:
        assert list(names(found)) == ["stock.csv"]
        assert found.passed_over[0][0] == "Artikel.xlsx"
