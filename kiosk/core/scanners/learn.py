"""Learning a wedge scanner from one read of the printed test code.

The code holds letters, digits and signs whose keys differ between countries, and one group separator. What
comes out is compared with what went in: under every pair of keyboard layouts and every habit with letters,
until one explains it all.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from kiosk.core.scanners.layouts import MISMATCHES, NONE, Mismatch, garble
from kiosk.core.scanners.profile import AIM_LENGTH, GS, Case, Profile, Separator

GTIN = "09521000000018"
"""952 is GS1's prefix for examples: no shop sells it."""
LOT = "QWAZYMqwazym-/:_.;&("
SERIAL = "3467"
HEAD, TAIL = f"01{GTIN}10{LOT}", f"21{SERIAL}"
TEST_CODE = HEAD + GS + TAIL
"""The test code's data. Its 45 characters fit GS1-128 (48), so that laser scanners read it too."""
BRACKETED = f"[01]{GTIN}[10]{LOT}[21]{SERIAL}"
"""The same as a writer of GS1 symbols wants it."""

LONGEST_SEPARATOR = 3
"""Keys that may stand for the separator; more is data."""

Trouble = Literal["nothing", "another_code", "garbled"]


class Stroke(NamedTuple):
    """One key as it came: what it types, and milliseconds since the key before."""

    text: str
    gap_ms: int = 0


class LearnError(Exception):
    """The strokes are not the test code; `trouble` says in what way."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class _Way(NamedTuple):
    """One explanation of what a scanner may do with the test code."""

    mismatch: Mismatch
    case: Case

    def image(self, text: str) -> str:
        shown = {"swapped": text.swapcase(), "upper": text.upper(), "lower": text.lower(), "kept": text}
        return garble(shown[self.case], self.mismatch)


def learn(strokes: Sequence[Stroke], device: str = "") -> Profile:
    """Return the profile of the scanner that typed these strokes, from its prefix to its suffix.

    Raises:
        LearnError: They are not the test code, or so garbled that nothing explains them.
    """
    typed = "".join(stroke.text for stroke in strokes)
    if not typed:
        raise LearnError("nothing")
    gap = max((stroke.gap_ms for stroke in strokes[1:]), default=0)
    for way in _ways():
        found = _explain(typed, way)
        if found is not None:
            prefix, between, suffix = found
            return Profile(
                device=device,
                prefix=prefix[:-AIM_LENGTH] if _ends_in_aim(prefix, way) else prefix,
                suffix=suffix,
                gap_ms=min(gap, 1000),
                separator=_separator(between),
                separator_text=between if _separator(between) == "replaced" else "",
                scanner_layout=way.mismatch.scanner,
                tablet_layout=way.mismatch.tablet,
                case=way.case,
                aim=_ends_in_aim(prefix, way),
            )
    # So many of its digits and so long: it was the test code, but keys are lost or doubled.
    raise LearnError("garbled" if abs(len(typed) - len(TEST_CODE)) <= len(LOT) // 2 else "another_code")


def _ways() -> Iterator[_Way]:
    for case in get_args(Case):
        for mismatch in (NONE, *MISMATCHES):
            yield _Way(mismatch, case)


def _explain(typed: str, way: _Way) -> tuple[str, str, str] | None:
    """Return what stands before, within and behind the test code, None when the way explains nothing."""
    before, head, rest = typed.partition(way.image(HEAD))
    between, tail, behind = rest.partition(way.image(TAIL))
    if not head or not tail or len(between) > LONGEST_SEPARATOR:
        return None
    return before, between, behind


def _separator(between: str) -> Separator:
    if not between:
        return "lost"
    return "kept" if between == GS else "replaced"


def _ends_in_aim(prefix: str, way: _Way) -> bool:
    """Whether the prefix ends in a symbology identifier, which differs from code to code."""
    return any(prefix.endswith(way.image(aim)) for aim in ("]C1", "]d2", "]Q3"))
