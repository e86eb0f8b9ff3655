"""In which encoding a text file is, by evidence: byte order marks, zero bytes, valid UTF-8, then likelihood.

Excel saves "CSV" in the code page of the machine: Windows' Western one in Italy and Germany, Shift-JIS in
Japan, Mac Roman on older Macs; a cash register or ERP still writes DOS' code page 850. An encoding other than
UTF-8 and Windows' Western one is taken only when the letters it gives are clearly the better words.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

CHUNK = 1 << 16
"""Bytes read at once."""
EVIDENCE = 1 << 18
"""Bytes of lines with other than ASCII letters that are enough to judge by."""

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WESTERN = "cp1252"
ZEROS = 0.05
"""Share of zero bytes that makes a file UTF-16: even Japanese has delimiters, digits and line ends."""
MARGIN = 2
"""How many letters more a rarer encoding must explain."""

LETTERS = frozenset("àèéìòùáíóúâêîôûäëïöüãõçñßœåæøÀÈÉÌÒÙÁÍÓÚÂÊÔÄÖÜÇÑŒÅÆØ")
WORDS = frozenset("èàòéóáíÈÀ")
"""Letters that are words."""
SIGNS = frozenset("€£¥°™®©–—‘’“”«»…½¼¾×²³·•\u00a0§ªº¡¿")  # noqa: RUF001 - these signs are meant
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
KANA = re.compile("[\u3040-\u30ff]")
WORDS_OF_KANJI = re.compile("(?<![A-Za-z])[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]+(?![A-Za-z])")
LEVEL_1 = 0x97
"""First bytes up to this one are signs, kana and the kanji of everyday use in Shift-JIS."""
PRIVATE = re.compile("[\ue000-\uf8ff]")
UNSURE = 0.1
"""Japanese has at least this share of kana; other scripts read as Japanese by mistake have none."""


def encoding_of(path: Path) -> str:
    """Return the name of the encoding a text file is to be read in."""
    with path.open("rb") as file:
        start = file.read(CHUNK)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    if b"\x00" in start and (wide := _wide(start)):
        return wide
    if b"\x1b$B" in start or b"\x1b$@" in start:
        return "iso2022_jp"
    evidence = _evidence(path)
    if not evidence or _mostly_utf8(evidence):
        return "utf-8"
    return _japanese(evidence) or _western(evidence)


def _wide(start: bytes) -> str:
    """Return which UTF-16 has its zero bytes on one side of each pair, '' when none has."""
    zeros = start.count(b"\x00")
    even = start[::2].count(b"\x00")
    if zeros < ZEROS * len(start):
        return ""
    if even < zeros * ZEROS:
        return "utf-16-le"
    return "utf-16-be" if even > zeros * (1 - ZEROS) else ""


def _evidence(path: Path) -> bytes:
    """Return the first lines that have other than ASCII letters."""
    found = bytearray()
    rest = b""
    with path.open("rb") as file:
        while (chunk := file.read(CHUNK)) and len(found) < EVIDENCE:
            if rest.isascii() and chunk.isascii():
                rest = b""
                continue
            lines = (rest + chunk).splitlines(keepends=True)
            rest = lines.pop() if len(lines[-1]) < CHUNK else b""
            found += b"".join(line for line in lines if not line.isascii())
    return bytes(found if rest.isascii() else found + rest)


def _mostly_utf8(evidence: bytes) -> bool:
    """One broken letter in a UTF-8 file must not turn all the others into mojibake: the majority decides."""
    text = evidence.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - lost
    return good >= lost


def _japanese(evidence: bytes) -> str:
    for encoding in ("cp932", "euc_jp"):
        try:
            text = evidence.decode(encoding)
        except UnicodeDecodeError:
            continue
        others = sum(not character.isascii() for character in text)
        full = max(len(JAPANESE.findall(each)) for each in (text, unicodedata.normalize("NFKC", text)))
        certain = full >= others * (1 - UNSURE) and (
            len(KANA.findall(text)) >= others * UNSURE or _common_words(text, encoding)
        )
        if certain and not PRIVATE.search(text):
            return encoding
    return ""


def _common_words(text: str, encoding: str) -> bool:
    """Whether nearly all is common kanji in words of their own, as in a table without a sentence.

    Accents read as Japanese swallow the letter behind them: they stand inside words, or are rare kanji.
    """
    words = "".join(WORDS_OF_KANJI.findall(text))
    others = sum(not character.isascii() for character in text)
    common = sum(character.encode(encoding)[0] <= LEVEL_1 for character in words)
    return encoding == "cp932" and common >= others * (1 - UNSURE)


def _western(evidence: bytes) -> str:
    """Return Windows' Western encoding unless Mac's or DOS' gives clearly better words."""
    scores: dict[str, int] = {
        encoding: _likelihood(evidence.decode(encoding, "replace"))
        for encoding in (WESTERN, "mac_roman", "cp850")
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= scores[WESTERN] + MARGIN and scores[best] > 0 else WESTERN


def _likelihood(text: str) -> int:
    """Say how many more of the letters stand where they belong than do not."""
    score = 0
    for place, character in enumerate(text):
        if character.isascii():
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        score += 1 if _belongs(character, before, after) else -1
    return score


def _belongs(character: str, before: str, after: str) -> bool:
    letter: Callable[[str], bool] = str.isalpha
    if character in LETTERS:
        inside = letter(before) or letter(after) or character in WORDS
        turned = (character.islower() and after.isupper()) or (character.isupper() and before.islower())
        return inside and not turned
    between = letter(before) and letter(after)
    return character in SIGNS and (character == "\u2019" or not between)
