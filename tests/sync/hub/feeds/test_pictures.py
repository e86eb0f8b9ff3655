from pathlib import Path
from typing import Any

import pytest

from sync.hub.feeds.feed import Draft, Feed, PictureSource
from sync.hub.feeds.pictures import Darkroom
from sync.hub.feeds.rows import Ledger
from sync.hub.imaging import rendition_path
from sync.protocol.products import Product


@pytest.fixture
def draft() -> Draft:
    return Draft(Product("A", {"en": "A"}, []))


def test_pictures_come_into_the_product_in_their_order(shop: Any, draft: Draft, tmp_path: Path) -> None:
    front, square, back = (shop.photo(f"{name}.png", colour=name) for name in ("red", "green", "blue"))
    draft.pictures = [
        PictureSource(front, "front", {"colour": "red"}, {"en": "A, red"}, square),
        PictureSource(back, "back"),
    ]
    draft.scale = back
    ledger = Ledger()
    darkroom = Darkroom.open(Feed("x", [draft]), tmp_path / "data", ledger)
    darkroom.develop(draft)
    assert len(darkroom) == 3
    first, second = draft.product.pictures
    assert (first.view, first.options, first.alt, first.width, first.height) == (
        "front",
        {"colour": "red"},
        {"en": "A, red"},
        30,
        40,
    )
    assert second.square == ""
    assert draft.product.scale == second.media
    for sha256 in (first.media, first.square, second.media):
        assert rendition_path(tmp_path / "data", sha256, "240")
    assert ledger.findings == []


def test_without_a_folder_pictures_are_only_measured(shop: Any, draft: Draft) -> None:
    draft.pictures = [PictureSource(shop.photo("red.png"))]
    before = sorted(shop.folder.rglob("*"))
    Darkroom.open(Feed("x", [draft]), None, Ledger()).develop(draft)
    assert draft.product.pictures[0].width == 30
    assert sorted(shop.folder.rglob("*")) == before


def test_a_picture_that_cannot_be_used_is_left_out_and_told(shop: Any, draft: Draft, tmp_path: Path) -> None:
    bad = shop.photo("bad.png")
    bad.write_bytes(b"nothing")
    good = shop.photo("good.png")
    draft.pictures = [PictureSource(bad), PictureSource(good, square=bad)]
    ledger = Ledger()
    darkroom = Darkroom.open(Feed("x", [draft]), tmp_path / "data", ledger)
    darkroom.develop(draft)
    assert [picture.square for picture in draft.product.pictures] == [""]
    assert "bad.png" in {finding.row.file for finding in ledger.findings}
    assert ledger.refused == 0


def test_unused_pictures_are_kept_too(shop: Any, tmp_path: Path) -> None:
    darkroom = Darkroom.open(Feed("x", loose=[shop.photo("loose.png")]), tmp_path / "data", Ledger())
    assert len(darkroom) == 1
