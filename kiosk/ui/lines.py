"""Where short texts break: into lines alike in length, at a pause where there is one.

Japanese may break between any two signs, also within a word: `tied` leaves the places where a phrase begins.
"""

import unicodedata
from itertools import pairwise

from PySide6.QtGui import QFont, QTextLayout, QTextOption

STOPS, PAUSES = ".!?。", ",;:、"
TRIED = 16
"""Widths that are looked at between the narrowest that needs no further line and all there is."""
NARROW = 4
"""Pixels to which the narrowest width is found."""
LONGEST = 240
"""Signs; a longer text is a paragraph, and is set as it comes."""
REST, TORN = 0.3, 3
"""A last line shorter than this part of the longest, of a sentence begun above, costs more than pauses do."""
LINE_SEPARATOR = "\N{LINE SEPARATOR}"
JOINER = "\N{WORD JOINER}"
LOOSE = 14
"""Signs from which on a phrase may break where its writing changes: it would not fit where there is little
room. What does not change then may break anywhere."""
STEMS = "いきぎしちびみりえけげさせべめれ"
"""End the first half of a word of two: the verbs in 取り消し and 座り心地 (their masu-stem), 高さ調節."""
POLITE = "ごお"
"""Stand before a word and are part of it."""
ENDING = "。、・！？：…を"  # noqa: RUF001
"""End a phrase whatever follows: pauses, and the particle that no word of today has in it."""
OPENING, CLOSING = "「『（【", "」』）】。、・！？：…,.!?:;)"  # noqa: RUF001


def spare(text: str, font: QFont, width: float, most: int = 0) -> float:
    """Return the pixels to leave empty in each line of that width, so that none is left with a single word.

    There are as many lines as without. Of a text that needs more than `most` lines (0: any number) each is as
    long as it can be: what does not fit is left out.
    """
    if width <= 0 or not text or len(text) > LONGEST:
        return 0.0
    setting = _Setting(text, font)
    many = len(setting.ends(width))
    if many <= 1 + text.count("\n") or 0 < most < many:
        return 0.0
    return width - setting.best(width, many)


def tied(text: str, most: int = LOOSE) -> str:
    """Return a Japanese text that only breaks where a phrase begins: after a particle or a pause.

    Other texts are returned as they are. A phrase of more than `most` signs breaks within.
    """
    if not any(_kind(sign) in {"hiragana", "katakana"} for sign in text):
        return text
    phrases = [text[0]]
    for at, (before, sign) in enumerate(pairwise(text), start=1):
        if _begins(before, sign) and not _goes_on(text, at):
            phrases.append(sign)
        else:
            phrases[-1] += sign
    return "".join(_held_together(phrase, most) for phrase in phrases)


def _held_together(phrase: str, most: int) -> str:
    if len(phrase) <= most:
        return JOINER.join(phrase)
    parts = [phrase[0]]
    for at, (before, sign) in enumerate(pairwise(phrase), start=1):
        if _changes(before, sign) or _is_polite(phrase, at):
            parts.append(sign)
        else:
            parts[-1] += sign
    return "".join(part if len(part) > most else JOINER.join(part) for part in parts)


def _changes(before: str, sign: str) -> bool:
    """Whether the writing of a phrase changes before a sign: kana that follow are an ending."""
    kinds = _kind(before), _kind(sign)
    return (
        before not in POLITE
        and kinds[0] != kinds[1]
        and kinds[0] != "other"
        and kinds[1] in {"katakana", "kanji"}
    )


def _is_polite(text: str, at: int) -> bool:
    """Whether a word begins at a sign that is polite: そのまま|ご覧ください."""
    return text[at] in POLITE and _kind(text[at + 1 : at + 2]) == "kanji"


def _goes_on(text: str, at: int) -> bool:
    """Whether a kanji goes on with the word before it: 取り消し, リスト内."""
    before, sign, after = text[at - 1], text[at], text[at + 1 : at + 2]
    if _kind(sign) != "kanji":
        return False
    if _kind(before) == "katakana":
        return _kind(after) != "kanji"
    return before in STEMS and at > 1 and _kind(text[at - 2]) == "kanji"


def _begins(before: str, sign: str) -> bool:
    """Whether a phrase begins with a sign that follows another."""
    if before.isspace() or sign.isspace():
        return True
    if sign in CLOSING or before in OPENING:
        return False
    if sign in OPENING or before in ENDING:
        return True
    if before in POLITE:
        return False
    kinds = _kind(before), _kind(sign)
    if before in CLOSING or kinds[0] == "hiragana":
        return kinds[1] != "hiragana"
    return kinds == ("katakana", "kanji")


def _kind(sign: str) -> str:
    """Name the script of a sign; the mark that lengthens a vowel is katakana."""
    name = unicodedata.name(sign, "") if sign else ""
    for start, kind in (("HIRAGANA", "hiragana"), ("KATAKANA", "katakana"), ("CJK UNIFIED", "kanji")):
        if name.startswith(start):
            return kind
    return "other"


class _Setting:
    """A text that is set in different widths."""

    def __init__(self, text: str, font: QFont) -> None:
        self._text = text
        self._layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        # It is set anew for every width that is tried: what does not depend on the width is kept.
        self._layout.setCacheEnabled(True)

    def ends(self, width: float) -> list[int]:
        """Return where each line ends, as places in the text."""
        ends = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            ends.append(line.textStart() + line.textLength())
        self._layout.endLayout()
        return ends

    def best(self, width: float, many: int) -> float:
        """Return the width, of all that give so many lines, whose lines end best; the narrowest of equals."""
        narrow = self._narrowest(width, many)
        step = max(1.0, (width - narrow) / TRIED)
        widths = [narrow + step * at for at in range(TRIED) if narrow + step * at <= width]
        return max(widths, key=lambda tried: (self._worth(self.ends(tried)), -tried), default=width)

    def _narrowest(self, width: float, many: int) -> float:
        # Narrower than its longest word a text would break within it, and still have as many lines.
        low, high = min(width, max(width / many / 2, self._longest_word())), width
        while high - low > NARROW:
            middle = (low + high) / 2
            if len(self.ends(middle)) <= many:
                high = middle
            else:
                low = middle
        return high

    def _longest_word(self) -> float:
        """Return the pixels that what never breaks takes at most: a word, or a phrase held together."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(self._layout.text(), self._layout.font())
        layout.setTextOption(option)
        longest = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(1)
            longest = max(longest, line.naturalTextWidth())
        layout.endLayout()
        return longest

    def _worth(self, ends: list[int]) -> int:
        """Return how well lines end: at sentences and pauses, and without a rest that stands alone."""
        starts = [0, *ends[:-1]]
        lasts = [self._last(end) for end in ends]
        worth = sum(2 if last in STOPS else last in PAUSES for last in lasts[:-1] if last)
        longest = max(end - start for start, end in zip(starts, ends, strict=True))
        for at in range(1, len(ends)):
            goes_on = self._layout.text()[ends[at - 1] - 1] != LINE_SEPARATOR and lasts[at - 1] not in STOPS
            is_last = at == len(ends) - 1 or self._layout.text()[ends[at] - 1] == LINE_SEPARATOR
            if goes_on and is_last and ends[at] - starts[at] < REST * longest:
                worth -= TORN
        return worth

    def _last(self, end: int) -> str:
        """Return the sign that a line ends with; full-width signs count as the others do."""
        return unicodedata.normalize("NFKC", self._text[:end].rstrip().rstrip(JOINER)[-1:])
