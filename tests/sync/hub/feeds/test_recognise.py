from pathlib import Path
from typing import Any

import pytest

from sync.hub.feeds.opened import opened
from sync.hub.feeds.recognise import FORMATS, Recognised, UnrecognisedError, recognise


def told(path: Path, wanted: str = "") -> Recognised:
    with opened(path) as found:
        return recognise(found.files, wanted)


def test_a_format_is_known_by_its_content(shop: Any, tmp_path: Path) -> None:
    shop.simple("G1")
    assert [claim.format.name for claim in told(shop.write()).claims] == ["magento"]
    (tmp_path / "range.toml").write_text('[[product]]\nid = "a"\n')
    assert told(tmp_path).claims[0].format.name == "shop folder"


def test_files_that_nobody_knows_are_the_rest(shop: Any) -> None:
    shop.simple("G1")
    (shop.folder / "read me.txt").write_text("Dear Sir,\n")
    assert [file.name for file in told(shop.write()).rest] == ["read me.txt"]


def test_a_format_that_is_asked_for_is_the_only_one_asked(shop: Any) -> None:
    shop.simple("G1")
    with pytest.raises(UnrecognisedError, match=r"products\.csv is in no format .*google"):
        told(shop.write(), "google")


def test_what_nobody_knows_is_named_with_what_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedError) as refused:
        told(tmp_path)
    assert all(known.name in str(refused.value) for known in FORMATS)
