"""The sheet on paper: printed at 200 dots an inch every code on it is still read."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from kiosk.core.scanners.decode import read_symbols
from kiosk.core.scanners.learn import TEST_CODE
from kiosk.core.scanners.sheet import TRIALS, trial_of
from kiosk.ui.scanners.sheet_pdf import TestSheet
from kiosk.ui.stage import complete_fonts, load_fonts
from sync import brand as brands
from sync.texts import Texts

RESOURCES = Path(__file__).parents[4] / "resources"
DOTS = 200
POINTS = 72


@pytest.fixture
def family(qapp):
    brand = brands.load(RESOURCES / "brand" / "olmaia.toml")
    load_fonts(RESOURCES / "fonts")
    complete_fonts(brand)
    return brand.fonts.text.family


def printed(path):
    """The page as a printer has it on paper."""
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 1
    points = document.pagePointSize(0)
    size = QSize(round(points.width() * DOTS / POINTS), round(points.height() * DOTS / POINTS))
    paper = QImage(size, QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(0, size))
    painter.end()
    pixels = bytes(paper.constBits())
    picture = Image.frombuffer(
        "L", (size.width(), size.height()), pixels, "raw", "L", paper.bytesPerLine(), 1
    )
    return picture, (points.width(), points.height())


@pytest.mark.parametrize(
    ("language", "paper", "points"),
    [("en", "Letter", (612, 792)), ("it", "A4", (595, 842)), ("ja", "A4", (595, 842))],
)
def test_the_sheet_is_one_page_and_every_code_on_it_is_read(family, tmp_path, language, paper, points):
    texts = Texts.load(RESOURCES / "i18n" / "kiosk", language)
    TestSheet(texts, family).write(tmp_path / "sheet.pdf", paper)
    picture, size = printed(tmp_path / "sheet.pdf")
    assert size == points
    read = [each.text for each in read_symbols(picture)]
    assert {trial_of(text) for text in read} - {None} == set(TRIALS)
    # The test code in both forms.
    assert sum(text.endswith(TEST_CODE) for text in read) == 2


def test_a_place_that_cannot_be_written_is_said(family, tmp_path):
    texts = Texts.load(RESOURCES / "i18n" / "kiosk", "en")
    with pytest.raises(FileNotFoundError):
        TestSheet(texts, family).write(tmp_path / "no-such-folder" / "sheet.pdf", "A4")
