import pytest

from sync.brand.contrast import luminance, ratio


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),  # the well-known grey that just fails
        ("#FFFFFF", "#1F4D3F", 9.6),  # measured by the designers
        ("#56605A", "#E2EBE5", 5.4),
        ("#A1B2C3", "#A1B2C3", 1.0),
    ],
)
def test_ratio(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.05)
    assert ratio(other, one) == ratio(one, other)


def test_green_is_brighter_to_the_eye_than_blue() -> None:
    assert luminance((0, 255, 0)) > luminance((0, 0, 255))
