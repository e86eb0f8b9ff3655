"""What scanners put around a code."""

import pytest

from kiosk.core.scan.clean import MAX_LENGTH, clean


@pytest.mark.parametrize(
    ("raw", "text", "aim"),
    [
        ("\ufeff9521\r\n", "9521", ""),
        ("\x02952\x03\t", "952", ""),
        ("\u200f9\u200b5\u20692", "952", ""),
        ("]E0 9521", "9521", "E0"),
        ("]D2019521", "019521", "d2"),
        ("\u00a0952\u3000", "952", ""),
        ("\x1d01", "\x1d01", ""),
    ],
)
def test_what_is_around_goes(raw, text, aim):
    assert clean(raw) == (text, aim, "")


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "empty"),
        ("\x1d\x04", "empty"),
        ("]C1\x1d", "empty"),
        ("\u200b \r", "empty"),
        ("a\x00b", "control_characters"),
        ("a\tb", "control_characters"),
        ("a\nb", "control_characters"),
        ("a\x7fb", "control_characters"),
        ("a\x85b", "control_characters"),
        ("a\ud800b", "control_characters"),
        ("x" * (MAX_LENGTH + 1), "too_long"),
        ("x" * MAX_LENGTH, ""),
        ("\u200b" * 9000 + "x", "too_long"),
    ],
)
def test_what_cannot_be_read_says_why(raw, fault):
    assert clean(raw).fault == fault
