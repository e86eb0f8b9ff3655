"""How one wedge scanner types: what it puts around a code, how slowly, and what it garbles.

A profile is learned from the printed test code (`learn.py`). Without one a burst is read as it stands, and
turned back by another country's keyboard only where that alone makes it a code.
"""

import unicodedata
from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from kiosk.core.scanners.layouts import MISMATCHES, NONE, Mismatch, is_typed, restore
from sync.protocol import codes
from sync.protocol.gs1 import elements

GS = "\x1d"
WEB = ("http://", "https://")
AIM_LENGTH = 3
SLOW_MS = 50
"""Gaps beyond this come near to a hand's: typing on that tablet is held up, and may be taken for a scan."""
STEADY_MS = 15
"""Gaps of scanners that no hand can type; runs of such keys need no Enter once the scanner is known."""

Separator = Literal["kept", "lost", "replaced"]
Case = Literal["kept", "swapped", "upper", "lower"]


class Profile(msgspec.Struct, frozen=True):
    """One scanner, as learned.

    `device` is the name the system gives its keyboard ('' = it tells keyboards not apart). `prefix` and
    `suffix` are what it types around every code, Enter and Tab included. `gap_ms` is the longest wait between
    two keys. `separator` says what becomes of GS1's group separator: kept (as Ctrl-] or F8), lost, or
    replaced by `separator_text`. `case` says what becomes of letters; upper and lower cannot be undone. `aim`
    says that the symbology identifier comes along.
    """

    device: str = ""
    prefix: str = ""
    suffix: str = ""
    gap_ms: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    separator: Separator = "kept"
    separator_text: str = ""
    scanner_layout: str = NONE.scanner
    tablet_layout: str = NONE.tablet
    case: Case = "kept"
    aim: bool = False

    @property
    def mismatch(self) -> Mismatch:
        """The two keyboard layouts."""
        return Mismatch(self.scanner_layout, self.tablet_layout)

    @property
    def faults(self) -> list[str]:
        """What staff should set right on the scanner: `layout`, `case`, `separator`, `slow`."""
        found = ["layout"] if self.mismatch.scanner != self.mismatch.tablet else []
        if self.case != "kept":
            found.append("case")
        if self.separator == "lost":
            found.append("separator")
        return [*found, "slow"] if self.gap_ms > SLOW_MS else found

    def framed(self, text: str) -> bool:
        """Whether a run of keys stands between this scanner's prefix and suffix, and one of them is typed."""
        return (
            bool(self.prefix or self.suffix)
            and len(text) > len(self.prefix) + len(self.suffix)
            and text.startswith(self.prefix)
            and text.endswith(self.suffix)
        )

    def steady(self, longest_gap_ms: int) -> bool:
        """Whether gaps are so short that only this scanner can have typed them."""
        return 0 <= longest_gap_ms <= self.gap_ms + 1 <= STEADY_MS

    def read(self, text: str) -> str:
        """Return what the scanner read, from what it typed (with or without its frame)."""
        text = text.removeprefix(self.prefix)
        if self.suffix:
            text = text.removesuffix(self.suffix)
        if self.separator == "replaced" and self.separator_text:
            text = text.replace(self.separator_text, GS)
        text = restore(text, self.mismatch)
        return text.swapcase() if self.case == "swapped" else text


def is_code(text: str) -> bool:
    """Whether a text is beyond doubt what a code holds: a GTIN, a web address, or GS1 data with a GTIN."""
    if text.startswith("]"):
        text = text[AIM_LENGTH:]
    if codes.gtin_candidates(text) or text.lower().startswith(WEB):
        return True
    if text[:2] not in elements.GTINS:
        return False
    read = elements.read(text)
    return not read.fault and bool(elements.gtins(read.elements))


def choose(profiles: Sequence[Profile], device: str, typed: str) -> Profile | None:
    """Return the scanner that typed this: of that device, in the narrowest frame that fits; None for none."""
    fitting = [
        each
        for each in profiles
        if each.device in {"", device} and (each.framed(typed) or not each.prefix + each.suffix)
    ]
    return max(fitting, key=lambda each: len(each.prefix) + len(each.suffix), default=None)


def read_burst(typed: str, profile: Profile | None) -> tuple[str, Mismatch]:
    """Return what was scanned, and the keyboard layouts that were undone without a profile's word for it.

    A profile's word is not taken against the evidence: another scanner may hang there today.
    """
    if profile is None:
        return mend(typed.strip("\r\n\t"))
    read, plain = profile.read(typed), typed.strip("\r\n\t")
    return mend(read) if is_code(read) or not is_code(plain) else (plain, NONE)


def mend(text: str) -> tuple[str, Mismatch]:
    """Undo a keyboard layout that nobody told about, where that makes a code of what is none."""
    if not is_code(text):
        narrow = unicodedata.normalize("NFKC", text)
        if is_code(narrow):
            # A Japanese input method that was left on types full-width digits.
            return narrow, NONE
        for mismatch in MISMATCHES:
            if is_typed(text, mismatch) and is_code(better := restore(text, mismatch)):
                return better, mismatch
    return text, NONE
