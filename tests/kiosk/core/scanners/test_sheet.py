"""Every code of the sheet is what its scanner is expected to deliver."""

import pytest
from PIL import Image

from kiosk.core.scanners.decode import read_thoroughly
from kiosk.core.scanners.learn import TEST_CODE
from kiosk.core.scanners.sheet import LEARN_SQUARE, LEARN_STRIPES, TRIALS, trial_of

MODULE = 3


def picture(code):
    rows = code.modules()
    image = Image.new("1", (len(rows[0]), len(rows)))
    image.putdata([not dark for row in rows for dark in row])
    return image.convert("L").resize((len(rows[0]) * MODULE, len(rows) * MODULE), Image.Resampling.NEAREST)


@pytest.mark.parametrize("code", TRIALS, ids=lambda code: code.name)
def test_a_trial_code_is_read_and_known_for_what_it_is(code):
    read = read_thoroughly(picture(code))
    assert len(read) == 1
    assert trial_of(read[0].text) == code


@pytest.mark.parametrize("code", [LEARN_STRIPES, LEARN_SQUARE], ids=lambda code: code.name)
def test_both_forms_of_the_test_code_hold_it(code):
    assert [each.text[3:] for each in read_thoroughly(picture(code))] == [TEST_CODE]
    assert trial_of(TEST_CODE) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("0012345678905", "UPC-A"),
        ("12345678905", "UPC-A"),
        ("01234565", "UPC-E"),
        ("0012345000065", "UPC-E"),
        ("]E0012345000065", "UPC-E"),
        ("]C0TEST-moss-2120", "Code 128"),
    ],
)
def test_the_ways_in_which_scanners_deliver_a_code(text, name):
    assert trial_of(text).name == name


@pytest.mark.parametrize("text", ["", "TEST-MOSS-2120", "9521000000025", "952100000001", "]"])
def test_a_misread_code_is_none(text):
    assert trial_of(text) is None
