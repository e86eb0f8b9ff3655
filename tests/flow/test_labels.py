"""IT prints shelf labels for what a feed brought, and the kiosk finds what they say."""

import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument

from kiosk.core.scan import look_up, parse
from kiosk.core.scan.image import read_image
from sync.catalogue.read import Catalogue
from tests import forks

FEED = """id\ttitle\tprice\tgtin\tproduct_type\titem_group_id\tcolor
LRC-1\tLarch sofa\t1290.00 EUR\t\tSofas\tlarch\tMoss
LRC-2\tLarch sofa\t1290.00 EUR\t\tSofas\tlarch\tSand
NAIL-1\tNail\t0.99 EUR\t9521234567882\tHardware\t\t
"""
OTHER = "id\ttitle\tprice\tavailability\tlink\timage_link\nLAMP-1\tLamp\t89.00 EUR\tin_stock\thttps://a.example/l\thttps://a.example/l.jpg\n"


def hub(*arguments: str) -> subprocess.CompletedProcess[str]:
    return forks.run(forks.HUB, "sync.hub", *arguments)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub's folder that two feeds filled."""
    folder = tmp_path_factory.mktemp("labels")
    for name, text in (("web", FEED), ("lamps", OTHER)):
        (folder / f"{name}.tsv").write_text(text)
        done = hub("import", str(folder / f"{name}.tsv"), "--data", str(folder / "hub"), "--source", name)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "hub"


def scanned(pdf: Path, data: Path) -> list[str]:
    """Render the first sheet, scan every code on it, and return the SKUs found in the catalogue."""
    document = QPdfDocument(None)
    document.load(str(pdf))
    points = document.pagePointSize(0)
    picture = pdf.with_suffix(".png")
    document.render(0, QSize(int(points.width() * 4), int(points.height() * 4))).save(str(picture))
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    with closing(catalogue):
        matches = [look_up(parse(text), catalogue).match for text in read_image(picture)]
    return sorted({match.sku for match in matches if match})


@pytest.mark.parametrize(
    ("arguments", "skus"),
    [
        ([], ["LAMP-1", "LRC-1", "LRC-2", "NAIL-1"]),
        (["--source", "web"], ["LRC-1", "LRC-2", "NAIL-1"]),
        (["--source", "web", "--without-barcode"], ["LRC-1", "LRC-2"]),
        (["--sku", "lrc-2", "--sku", "LAMP-1"], ["LAMP-1", "LRC-2"]),
        (["--sheet", "letter-10", "--first", "3"], ["LAMP-1", "LRC-1", "LRC-2", "NAIL-1"]),
    ],
)
def test_labels_of_a_feed_are_scanned_and_found(
    shop: Path, tmp_path: Path, qapp: object, arguments: list[str], skus: list[str]
) -> None:
    pdf = tmp_path / "labels.pdf"
    done = hub("labels", "--data", str(shop), "-o", str(pdf), *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(skus)} labels on 1 sheet " in done.stdout
    assert scanned(pdf, shop) == skus


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--source", "nobody"], "nothing came from a source nobody"),
        (["--sku", "NO-SUCH"], "nothing in the catalogue is chosen"),
        (["--category", "no-such"], "there is no category no-such"),
        (["--first", "25"], "labels 1 to 24"),
        (["--language", "zz"], "zz is no language"),
        (["--link", "shop.example"], "shop.example is no address"),
    ],
)
def test_what_cannot_be_printed_is_told(shop: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = hub("labels", "--data", str(shop), "-o", str(tmp_path / "labels.pdf"), *arguments)
    assert done.returncode == 1
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []
