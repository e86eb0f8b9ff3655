"""Google's product data and local inventory, from the files to the hub's answers."""

import argparse
import os
from pathlib import Path

import pytest

from sync.hub.feeds import command

SHOP = """<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>B-1</g:id><g:item_group_id>B</g:item_group_id><g:title>Bag - Moss</g:title><g:color>Moss</g:color>
<g:availability>in_stock</g:availability><g:price>89 EUR</g:price><g:image_link>https://s.example/bag.png</g:image_link></item>
<item><g:id>B-2</g:id><g:item_group_id>B</g:item_group_id><g:title>Bag - Sand</g:title><g:color>Sand</g:color>
<g:price>89 EUR</g:price><g:gtin>4006381333932</g:gtin></item>
<item><g:title>Nobody</g:title></item></channel></rss>"""


@pytest.fixture
def feeds(tmp_path: Path):
    (tmp_path / "shop.xml").write_text(SHOP)
    (tmp_path / "local.tsv").write_text("store code\tid\tquantity\nTO\tB-1\t4\nBO\tB-2\t0\n")
    return tmp_path


def test_products_and_stock_come_side_by_side_and_a_second_run_changes_nothing(feeds, import_feed):
    first = import_feed(feeds / "shop.xml", "--currency", "EUR", "--source", "shop")
    assert (first["format"], first["rows"], first["added"], first["refused"]) == ("google", 3, 2, 1)
    assert (first["products"], first["variants"]) == (1, 2)
    stock = import_feed(feeds / "local.tsv", "--source", "stock")
    assert (stock["added"], stock["stock"]) == (2, 2)
    for name, source in (("shop.xml", "shop"), ("local.tsv", "stock")):
        again = import_feed(feeds / name, "--currency", "EUR", "--source", source)
        assert (again["added"], again["changed"]) == (0, 0)


def test_a_price_that_changed_reaches_the_hub(feeds, import_feed):
    import_feed(feeds / "shop.xml", "--source", "shop")
    kept = (feeds / "shop.xml").stat()
    (feeds / "shop.xml").write_text(SHOP.replace("89 EUR", "79 EUR", 1))
    # A file written later has newer news of its stock, too.
    os.utime(feeds / "shop.xml", ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert import_feed(feeds / "shop.xml", "--source", "shop")["changed"] == 1


def test_what_a_file_that_breaks_off_does_not_reach_is_not_taken_away(feeds, import_feed, tmp_path, capsys):
    many = SHOP.replace(
        "</channel>",
        "".join(f"<item><g:id>X-{n}</g:id><title>Cup {n}</title></item>" for n in range(40)) + "</channel>",
    )
    (feeds / "shop.xml").write_text(many)
    import_feed(feeds / "shop.xml", "--source", "shop")
    (feeds / "shop.xml").write_text(many[: many.index("<g:id>X-38")])
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    order = [str(feeds / "shop.xml"), "--data", str(tmp_path / "data"), "--source", "shop"]
    assert command.run(parser.parse_args(order)) == command.UNREADABLE
    assert "shop.xml ends before it is complete" in capsys.readouterr().err
    assert import_feed(feeds / "shop.xml", "--source", "shop", "--allow-removal")["removed"] == 2
