"""`vetrina-hub import` as a whole, on a small shop."""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sync.catalogue.read import Catalogue
from sync.hub.feeds import command
from sync.hub.lock import locked
from sync.hub.storage.port import StorageError
from tests import forks


@pytest.fixture
def small(shop: Any) -> Any:
    shop.photo("red.jpg")
    shop.parent("A1", ("S", "Red"), ("M", "Red"), base_image="red.jpg")
    shop.variant("A1", "S", "Red")
    shop.variant("A1", "M", "Red")
    shop.simple("G1")
    shop.write()
    return shop


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_first_run_adds_and_the_second_changes_nothing(
    small: Any, import_feed: Any, tmp_path: Path
) -> None:
    first = import_feed(small.folder)
    assert (first["rows"], first["added"], first["merged"], first["refused"]) == (4, 4, 0, 0)
    assert (first["products"], first["variants"], first["pictures"], first["stock"]) == (2, 3, 1, 3)
    before = {name: raw for name, raw in files(tmp_path / "data").items() if not name.startswith("hub.db")}
    again = import_feed(small.folder)
    assert (again["added"], again["merged"], again["changed"]) == (0, 4, 0)
    assert {
        name: raw for name, raw in files(tmp_path / "data").items() if not name.startswith("hub.db")
    } == before


def test_a_changed_price_is_one_changed_document(small: Any, import_feed: Any, tmp_path: Path) -> None:
    import_feed(small.folder)
    small.products[3]["price"] = "25"
    small.variant("A1", "L", "Red")
    small.write()
    summary = import_feed(small.folder)
    assert (summary["added"], summary["merged"], summary["changed"]) == (1, 4, 1)
    catalogue = Catalogue.open_current(tmp_path / "data")
    assert catalogue is not None
    product = catalogue.product("G1")
    catalogue.close()
    assert product is not None
    assert product.variants[0].prices["USD"].amount == 2500


def test_a_count_is_as_old_as_its_table(small: Any, import_feed: Any) -> None:
    import_feed(small.folder)
    path = small.folder / "products.csv"
    later = path.stat().st_mtime + 3600
    os.utime(path, (later, later))
    assert import_feed(small.folder)["changed"] == 3
    os.utime(path, (later - 7200, later - 7200))
    assert import_feed(small.folder)["changed"] == 0


def test_a_dry_run_tells_the_same_and_leaves_no_trace(small: Any, import_feed: Any, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    dry = import_feed(small.folder, "--dry-run")
    assert list((tmp_path / "data").iterdir()) == []
    real = import_feed(small.folder)
    told = {"rows", "added", "merged", "refused", "changed", "products", "variants", "pictures", "reviews"}
    assert {key: dry[key] for key in told} == {key: real[key] for key in told}
    assert import_feed(small.folder, "--dry-run")["added"] == 0


def test_a_broken_picture_is_noted_and_its_product_stays(
    small: Any, import_feed: Any, tmp_path: Path
) -> None:
    (small.folder / "images" / "red.jpg").write_bytes(b"no picture")
    summary = import_feed(small.folder, "--report", str(tmp_path / "rows.csv"))
    assert (summary["products"], summary["pictures"], summary["refused"], summary["notes"]) == (2, 0, 0, 1)
    report = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")
    assert 'red.jpg,,,,"picture left out: this is no picture' in report


def test_store_and_currency_can_be_named_and_are_kept(small: Any, import_feed: Any) -> None:
    named = import_feed(small.folder, "--store", "roma", "--currency", "eur")
    assert (named["store"], named["currency"]) == ("roma", "EUR")
    later = import_feed(small.folder)
    assert (later["store"], later["currency"], later["changed"]) == ("roma", "EUR", 0)


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n", b"title;author\nx;y\n"])
def test_what_nobody_recognises_is_status_2(tmp_path: Path, capsys: Any, content: bytes | None) -> None:
    path = tmp_path / "feed.csv"
    if content is not None:
        path.write_bytes(content)
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    assert command.run(parser.parse_args([str(path), "--data", str(tmp_path / "data")])) == 2
    assert "feed.csv" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_feed_that_breaks_the_rules_of_its_format_is_status_2(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "range.toml").write_text('[[product]]\nid = "a"\n')
    (tmp_path / "stores.toml").write_text("[[store")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    assert command.run(parser.parse_args([str(tmp_path), "--data", str(tmp_path / "data")])) == 2
    assert "stores.toml cannot be read" in capsys.readouterr().err


def test_a_currency_is_three_letters(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["feed", "--data", "data", "--currency", "euros"])


def test_the_last_line_of_the_real_command_is_the_summary(small: Any, tmp_path: Path) -> None:
    arguments = ["import", str(small.folder), "--data", str(tmp_path / "data"), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "sync.hub", *arguments], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1])["added"] == 4


def test_people_read_a_plain_summary(small: Any, tmp_path: Path, capsys: Any) -> None:
    small.products[3]["sku"] = ""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    args = parser.parse_args([str(small.write()), "--data", str(tmp_path / "data")])
    assert command.run(args) == 0
    text = capsys.readouterr().out
    assert "3 added, 0 merged, 1 refused" in text
    assert "--report" in text


def piped(content: bytes, data: Path, *options: str) -> dict[str, Any]:
    arguments = ["import", "-", "--data", str(data), "--json", *options]
    pipe = subprocess.PIPE
    process = forks.fork(forks.HUB, "sync.hub", *arguments, stdin=pipe, stdout=pipe, stderr=pipe)
    out, errors = process.communicate(content.decode())
    assert process.returncode == 0, errors
    summary: dict[str, Any] = json.loads(out.splitlines()[-1])
    return summary


def test_the_same_bytes_by_standard_input_are_the_same_news(small: Any, tmp_path: Path) -> None:
    content = (small.folder / "products.csv").read_bytes()
    assert piped(content, tmp_path / "data", "--source", "shop")["added"] == 4
    again = piped(content, tmp_path / "data", "--source", "shop")
    assert (again["added"], again["changed"], again["version"]) == (0, 0, 2 + 1)
    assert piped(content.replace(b",5,", b",6,"), tmp_path / "data", "--source", "shop")["changed"] == 3


def test_pictures_may_lie_elsewhere(small: Any, import_feed: Any, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (small.folder / "images").rename(elsewhere)
    without = import_feed(small.folder)
    assert (without["pictures"], without["notes"]) == (0, 1)
    assert import_feed(small.folder, "--pictures", str(elsewhere))["pictures"] == 1


def test_the_summary_tells_files_and_what_stood_in(small: Any, import_feed: Any, tmp_path: Path) -> None:
    (small.folder / "letter.txt").write_text("Dear Sir,\n")
    summary = import_feed(small.folder, "--currency", "eur", "--weight-unit", "kg", "--store", "roma")
    assert summary["files"] == {"magento": ["products.csv"]}
    assert list(summary["passed_over"]) == ["letter.txt"]
    assert summary["defaults"] == {
        "store": "roma",
        "currency": "EUR",
        "language": "en",
        "time zone": "UTC",
        "weights in": "kg",
    }


def test_formats_are_listed(capsys: Any) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["--formats"])
    assert ended.value.code == 0
    assert "magento" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "wrong", [["--map", "price"], ["--map", "=x"], ["--format", "telepathy"], ["--source", "a\x00b"]]
)
def test_slips_of_the_pen_are_told(tmp_path: Path, wrong: list[str], capsys: Any) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["feed", "--data", str(tmp_path), *wrong])
    assert wrong[0] in capsys.readouterr().err


def test_a_full_disk_for_temporary_files_is_told(
    small: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("sync.hub.feeds.staging.Staging.put", full)
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(StorageError, match=r"disk is full.*TMPDIR"):
        command.run(parser.parse_args([str(small.folder), "--data", str(tmp_path / "data")]))


def test_a_table_nobody_knows_is_read_with_columns_that_are_told(tmp_path: Path, import_feed: Any) -> None:
    path = tmp_path / "feed.csv"
    path.write_text("foo;bar;baz\nX-1;Chair;12,50\n", encoding="utf-8")
    summary = import_feed(path, "--map", "sku=Foo", "--map", "name=bar", "--map", "price=baz")
    assert (summary["rows"], summary["added"], summary["variants"]) == (1, 1, 1)


def test_a_table_nobody_knows_is_told_with_its_columns(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "feed.csv"
    path.write_text("foo;bar;baz\nX-1;Chair;12,50\n", encoding="utf-8")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    assert command.run(parser.parse_args([str(path), "--data", str(tmp_path / "data")])) == 2
    assert "its columns are foo, bar, baz" in capsys.readouterr().err


def test_a_second_import_waits_for_the_first_and_says_so(
    small: Any, import_feed: Any, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    import_feed(small.folder)
    arguments = ["import", str(small.folder), "--data", str(data), "--json"]
    with locked(data / command.LOCK, print):
        assert (
            import_feed(small.folder, "--dry-run")["merged"] == 4
        )  # it writes nothing, and waits for nobody
        pipe = subprocess.PIPE
        second = forks.fork(forks.HUB, "sync.hub", *arguments, stdout=pipe, stderr=pipe)
        assert second.stderr
        told = f"vetrina-hub: another import into {data} runs; this one waits for its end\n"
        assert second.stderr.readline() == told
        assert second.poll() is None
    out, _ = second.communicate()
    assert json.loads(out)["merged"] == 4


def test_a_folder_without_a_hub_gets_one_and_it_is_said(small: Any, import_feed: Any, capfd: Any) -> None:
    import_feed(small.folder)
    assert "a new one begins there" in capfd.readouterr().err
    import_feed(small.folder)
    assert "a new one begins there" not in capfd.readouterr().err


def test_a_report_that_cannot_be_written_is_told_before_anything_is_done(small: Any, tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    args = [str(small.folder), "--data", str(tmp_path / "data"), "--report", str(tmp_path)]
    with pytest.raises(IsADirectoryError):
        command.run(parser.parse_args(args))
    assert not (tmp_path / "data").exists()


def test_a_refused_import_still_tells_its_rows(small: Any, import_feed: Any, tmp_path: Path) -> None:
    import_feed(small.folder, "--source", "shop")
    small.products = small.products[:3]
    small.products[2]["price"] = "much"
    small.write()
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    report = tmp_path / "report.csv"
    args = [str(small.folder), "--data", str(tmp_path / "data"), "--source", "shop", "--report", str(report)]
    assert command.run(parser.parse_args(args)) == command.UNREADABLE
    assert "much" in report.read_text(encoding="utf-8-sig")
