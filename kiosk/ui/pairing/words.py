"""Why a tablet is not known yet, in words, and what to do about it."""

from kiosk.core.pairing import Fault
from sync.texts import Texts

CLOCK = "clock"
AHEAD, BEHIND = "clock_ahead", "clock_behind"


def fault_title(texts: Texts, fault: Fault) -> str:
    """Return what is wrong, in one sentence."""
    if fault.key == CLOCK:
        minutes = int(fault.value)
        return texts.get(f"pairing.{AHEAD if minutes > 0 else BEHIND}", count=abs(minutes))
    return texts.get(f"pairing.{fault.key}", fault.value)


def fault_text(texts: Texts, fault: Fault) -> str:
    """Return what to do about it."""
    return texts.get(f"pairing.{fault.key}_text", fault.value)
