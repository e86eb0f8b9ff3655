from pathlib import Path
from typing import Any

from sync.hub.feeds.pictures import Darkroom, Shot
from sync.hub.feeds.rows import Ledger
from sync.hub.imaging import rendition_path


def developed(shots: list[Shot], data: Path | None, ledger: Ledger) -> tuple[Darkroom, list[Any]]:
    darkroom = Darkroom(data, ledger)
    for shot in shots:
        darkroom.want(shot.path, shot.square)
    darkroom.take_in()
    return darkroom, darkroom.develop(shots)


def test_pictures_come_in_their_order_with_what_they_show(shop: Any, tmp_path: Path) -> None:
    front, square, back = (str(shop.photo(f"{name}.png", colour=name)) for name in ("red", "green", "blue"))
    ledger = Ledger()
    shots = [Shot(front, "front", {"colour": "red"}, {"en": "A, red"}, square), Shot(back, "back")]
    darkroom, (first, second) = developed(shots, tmp_path / "data", ledger)
    assert len(darkroom) == 3
    assert (first.view, first.options, first.alt) == ("front", {"colour": "red"}, {"en": "A, red"})
    assert (first.width, first.height) == (30, 40)
    assert second.square == ""
    assert darkroom.sha256(back) == second.media
    for sha256 in (first.media, first.square, second.media):
        assert rendition_path(tmp_path / "data", sha256, "240")
    assert ledger.findings == []


def test_without_a_folder_pictures_are_only_measured(shop: Any) -> None:
    shots = [Shot(str(shop.photo("red.png")))]
    before = sorted(shop.folder.rglob("*"))
    _, pictures = developed(shots, None, Ledger())
    assert pictures[0].width == 30
    assert sorted(shop.folder.rglob("*")) == before


def test_a_picture_that_cannot_be_used_is_left_out_and_told(shop: Any, tmp_path: Path) -> None:
    bad = shop.photo("bad.png")
    bad.write_bytes(b"nothing")
    good = str(shop.photo("good.png"))
    ledger = Ledger()
    darkroom, pictures = developed([Shot(str(bad)), Shot(good, square=str(bad))], tmp_path / "data", ledger)
    assert [picture.square for picture in pictures] == [""]
    assert darkroom.sha256(str(bad)) == darkroom.sha256("never wanted") == ""
    assert {finding.row.file for finding in ledger.findings} == {"bad.png"}
    assert ledger.refused == 0
