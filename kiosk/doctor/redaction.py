"""Blacking out: of a log only those words stay that the program itself can write.

No list of what must not leave is ever complete; this is one of what may.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from kiosk.doctor.vocabulary import WORD

BLACK = "▒"

CHUNK = re.compile(r"""[^\s"'`()\[\]{},;<>|«»“”\u2018\u2019]+""")
MOST_DIGITS = 5
"""Ports, line numbers and counts have no more; what has may be a telephone number or a card."""
TELEPHONE = re.compile(r"(?<!\w)\+?\d(?:[\s()./-]*\d){6,}(?!\w)")
MOMENT = re.compile(r"20[2-9]\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
HELD = "\ue000{}\ue000"
"""Stands for a moment while the rest of a line is blacked out: a sign for private use, which no log has."""


class Redactor:
    """Blacks out lines. Secrets that are known go first, even where they are made of harmless words."""

    def __init__(self, words: Collection[str], secrets: Iterable[str]) -> None:
        self._words = words
        self._secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def lines(self, text: str) -> Iterator[str]:
        """Return the lines of a text, each blacked out."""
        return (self.line(line) for line in text.splitlines())

    def line(self, line: str) -> str:
        """Return a line with everything blacked out that somebody may have brought in.

        >>> Redactor({"not", "kept", "list"}, []).line("list of Giulia Rossi not kept: 2 of +39 333 1234567")
        'list ▒ ▒ ▒ not kept: 2 ▒ ▒'
        """
        for secret in self._secrets:
            line = line.replace(secret, BLACK)
        moments: list[str] = []

        def hold(moment: re.Match[str]) -> str:
            moments.append(moment[0])
            return HELD.format(len(moments) - 1)

        line = TELEPHONE.sub(BLACK, MOMENT.sub(hold, line.replace("\ue000", BLACK)))
        line = CHUNK.sub(lambda chunk: chunk[0] if self._is_harmless(chunk[0]) else BLACK, line)
        for place, moment in enumerate(moments):
            line = line.replace(HELD.format(place), moment)
        return line

    def _is_harmless(self, chunk: str) -> bool:
        return "@" not in chunk and all(self._is_known(word) for word in WORD.findall(chunk))

    def _is_known(self, word: str) -> bool:
        return word in self._words or (word.isdecimal() and len(word) <= MOST_DIGITS)
