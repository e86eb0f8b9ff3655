from pathlib import Path
from typing import Any

import pytest

from sync.hub.feeds.recognise import UnrecognisedError, recognise


def test_a_format_is_known_by_its_content(shop: Any, tmp_path: Path) -> None:
    shop.simple("G1")
    assert recognise(shop.write()).name == "magento"
    (tmp_path / "range.toml").write_text('[[product]]\nid = "a"\n')
    assert recognise(tmp_path).name == "shop folder"


def test_what_nobody_knows_is_named_with_what_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedError, match="not there"):
        recognise(tmp_path / "gone.csv")
    with pytest.raises(UnrecognisedError, match="magento"):
        recognise(tmp_path)
