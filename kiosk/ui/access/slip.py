"""The code that a list waits under: shown to be photographed, written to be read, said sign by sign."""

from typing import Any

from kiosk.ui.access.script import Code, Line, lines
from sync.texts import Texts


def slip(texts: Texts, visit: Any, *, offline: bool) -> tuple[Line, ...]:
    """Return what is said of lists that wait; nothing where none does.

    Args:
        texts: The words of the language that is spoken.
        visit: The visit's model.
        offline: Whether the hub has yet to hear of it.
    """
    if not visit.parked:
        return ()
    under, code = texts.get("park.under"), visit.code
    return (
        Line(under),
        Line(code, tone="ok", spoken=spelled(code)),
        *lines(*visit.waits.split("\n"), texts.get("park.later") if offline else ""),
    )


def code_of(visit: Any) -> Code | None:
    """Return the code as a phone takes it, None where no list waits."""
    return Code(visit.codePath, visit.codeSide) if visit.codePath else None


def spelled(code: str) -> str:
    """Return a code as it is said: sign by sign, with a rest between its groups.

    >>> spelled("K7M 4QX 9AB")
    'K 7 M, 4 Q X, 9 A B'
    """
    return ", ".join(" ".join(group) for group in code.split())
