"""Why the hub, or the rule, did not take something: its code in words."""

from sync.texts import Texts


def refusal_words(texts: Texts, reason: str) -> str:
    """Return the words for a reason: a code, or what a whole request was refused with (`422 invalid …`).

    A code that nobody here knows, because the hub is newer, is told without naming it.
    """
    first, *more = reason.split() or [""]
    code = more[0] if first.isdigit() and more else first
    return texts.raw(f"refused.{code}") or texts.get("refused.unknown")
