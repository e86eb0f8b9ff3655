"""`vetrina scan` on a tablet's and a hub's folder, and the demo shop's codes as scanners deliver them."""

import json
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.scan import look_up, parse
from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import SHOP, enrolment_code
from sync.catalogue.read import Catalogue
from tests import forks
from tests.flow.actors import TabletProcess, eventually

GTIN, SKU, PRODUCT = "9527310001028", "LRC-MOSS-212", "larch-sofa"
SAMPLE = 20


def scan(data: Path, text: str) -> dict[str, Any]:
    """Run the command as a person would."""
    done = forks.run(forks.KIOSK, "kiosk", "scan", "--data", str(data), "--json", "--", text)
    done.check_returncode()
    assert done.stderr == ""
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture
def new_tablet(hub: HubProcess, tmp_path: Path) -> Path:
    """A tablet's folder as the first start of the kiosk's own command makes it."""
    data = tmp_path / "new-tablet"
    command = ("shopper", "--data", str(data), "--hub", hub.url, "--enrol", enrolment_code(hub.data))
    with TabletProcess(data, "kiosk", *command) as kiosk:
        eventually("the catalogue", (data / "catalogue" / "current.json").exists)
        assert kiosk.stop() == 0
        assert kiosk.trouble == []
    return data


def test_the_command_answers_the_same_on_a_tablets_and_on_the_hubs_folder(
    hub: HubProcess, new_tablet: Path
) -> None:
    for data in (hub.data, new_tablet):
        found = scan(data, GTIN)
        assert found["kind"] == "product"
        assert found["keys"][0] == {"type": "gtin", "value": f"0{GTIN}"}
        assert (found["match"]["product"], found["match"]["sku"]) == (PRODUCT, SKU)
        lost = scan(data, "9527310001012")
        assert (lost["kind"], lost["match"], lost["reason"]) == ("unknown", None, "check_digit")


@pytest.fixture(scope="module")
def catalogue(demo_shop: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open_current(demo_shop)
    assert opened is not None
    with closing(opened):
        yield opened


def test_the_demo_shops_codes_are_found_in_every_form_a_scanner_delivers(catalogue: Catalogue) -> None:
    codes = tomllib.loads((SHOP / "gtins.toml").read_text())
    sample = list(codes.items())[:: len(codes) // SAMPLE]
    assert len(sample) >= SAMPLE
    for sku, gtin in sample:
        forms = (
            gtin,
            f"0{gtin}",
            f"000{gtin}",
            f"]E0{gtin}",
            f"]C1010{gtin}10A7\x1d21B9",
            f"]d2010{gtin}",
            f"]Q1https://id.example/01/0{gtin}",
            f"(01)0{gtin}",
            f"\x02{gtin}\r\n",
            sku,
            sku.lower(),
        )
        matches = {form: look_up(parse(form), catalogue).match for form in forms}
        found = {form: match.sku if match else "" for form, match in matches.items()}
        assert found == dict.fromkeys(forms, sku)
