"""What the command `vetrina scan` tells of a text or a picture, with a shop's folder or without."""

from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kiosk.core import settings_order
from kiosk.core.scan import Rules, Scan, look_up, parse
from kiosk.core.scan.image import ImageError, read_image
from sync import brand as brands
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.client import identity
from sync.client.errors import IdentityError

BRANDS = Path(__file__).resolve().parents[2] / "resources" / "brand"

RANK = {"product": 0, "unknown": 2, "link": 2}
"""Of several codes in a picture the shopper meant the product; the rest keeps the order it was found in."""


class Unreadable(Exception):  # noqa: N818 - a state of the input
    """The picture cannot be read; the message says why."""


class NoShop(Exception):  # noqa: N818 - a state of the folder
    """The data folder has no catalogue or no usable settings; the message says what."""


class Report(NamedTuple):
    """The scan, and the other codes of the same picture (None when a text was scanned)."""

    scan: Scan
    others: list[Scan] | None = None

    def as_json(self) -> str:
        """Return the typed result; `others` are the further codes of a picture."""
        result: dict[str, Any] = msgspec.to_builtins(self.scan)
        if self.others is not None:
            result["others"] = msgspec.to_builtins(self.others)
        return msgspec.json.encode(result).decode()

    def as_words(self) -> str:
        """Return one line for people: the kind, and the SKU found or the reason why none was."""
        scan = self.scan
        return f"{scan.kind} {scan.match.sku if scan.match else scan.reason}".strip()


def make(text: str | None, image: Path | None, data: Path | None) -> Report:
    """Read a text or a picture, and look it up when there is a data folder.

    Raises:
        Unreadable: The picture cannot be read.
        NoShop: The folder has no catalogue, a damaged one, or wrong settings.
    """
    rules = _rules(data)
    if image is None:
        scans = [parse(text or "", rules)]
    else:
        try:
            scans = [parse(each, rules) for each in read_image(image)] or [Scan("unknown", reason="no_code")]
        except ImageError as error:
            raise Unreadable(str(error)) from error
    if data:
        scans = _looked_up(scans, data)
    first, *others = sorted(scans, key=lambda scan: RANK.get(scan.kind, 1))
    return Report(first, others if image else None)


def _rules(data: Path | None) -> Rules:
    """Return the rules of a tablet as it would use them; a hub's folder has only what is set there."""
    if data is None:
        return Rules()
    try:
        decided, tablet = settings_order.read(data), identity.load(data)
        if decided.faults:
            raise NoShop("; ".join(fault.words for fault in decided.faults))
        set_here = decided.settings
        brand = brands.load(brands.choose(BRANDS, set_here.brand or (tablet.brand if tablet else "")))
    except (brands.BrandError, IdentityError) as error:
        raise NoShop(str(error)) from error
    return set_here.scan.of_shop(tablet.public_url if tablet else "", brand.links.products)


def _looked_up(scans: list[Scan], data: Path) -> list[Scan]:
    try:
        catalogue = Catalogue.open_current(data)
        if catalogue is None:
            raise NoShop(f"no catalogue in {data} yet")
        with closing(catalogue):
            return [look_up(scan, catalogue) for scan in scans]
    except CatalogueError as error:
        raise NoShop(str(error)) from error
