"""The shop changes a price and counts its stock: a page that is open shows it."""

import shutil
from pathlib import Path

from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import SHOP
from tests.flow.actors import KioskProcess

SOFA = "LRC-MOSS-212"


def changed_shop(folder: Path) -> Path:
    """The demo shop with one sofa more in Milano, and that sofa 20 euros cheaper.

    With copies of its pictures: an import follows no links, and a shop without pictures has every tablet
    clear its own away.
    """
    shutil.copytree(SHOP, folder, ignore=shutil.ignore_patterns("draw"))
    replace(folder / "stock.csv", f"milano,{SOFA},4,7,2026-", f"milano,{SOFA},5,7,2026-")
    replace(folder / "range.toml", "price = { EUR = 129000,", "price = { EUR = 127000,")
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_an_import_at_the_hub_reaches_the_open_product_page(
    hub: HubProcess, kiosk: KioskProcess, tmp_path: Path
) -> None:
    kiosk.scan(SOFA)
    kiosk.see("4 here")
    kiosk.see("€1,290")
    hub_command("import", str(changed_shop(tmp_path / "shop")), "--data", str(hub.data), "--json")
    kiosk.see("5 here")
    kiosk.see("€1,270")
    kiosk.miss("4 here")
