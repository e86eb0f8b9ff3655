import pytest

from sync.protocol import moments


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"),
        ("2026-11-22T10:00:00.250Z", "2026-11-22T10:00:00.250000Z"),
        ("2026-11-22T01:30:00+09:00", "2026-11-21T16:30:00Z"),
        ("2028-02-29T00:00Z", "2028-02-29T00:00:00Z"),
    ],
)
def test_a_moment_is_told_in_utc(text: str, written: str) -> None:
    assert moments.write(moments.parse(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-11-22",
        "2026-11-22T10:00:00",
        "2026-99-99T10:00:00Z",
        "2026-02-29T10:00:00Z",
        "2026-11-22T24:00:01Z",
        "2026-W47-7T10:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "２０２６-11-22T10:00:00Z",
    ],
)
def test_what_no_reader_could_show_is_no_moment(text: str) -> None:
    assert not moments.is_real(text)
    with pytest.raises(ValueError, match=r"moment|no such day"):
        moments.parse(text)
