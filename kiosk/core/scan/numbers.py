"""Numbers a text may be: GTINs as printed, shortened, spaced, labelled, with an add-on; ISBN, ISSN, EPC."""

import re
from typing import NamedTuple

from sync.protocol import codes

LABEL = re.compile(
    r"(?i)(?:urn:)?(?:gtin|ean|upc|jan|isbn|issn)"
    r"(?:[- ]?(?:8|10|12|13|14|a|e)(?=[\s:#]))?\s*[:#.]?\s*(?=[0-9])"
)
"""A word before the number, as people and web shops write it: `EAN 13: 952…`."""
GAP = "[- \u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000]"
"""A blank or a dash, of whatever kind and width."""
SPACED = re.compile(f"[0-9](?:{GAP}{{0,3}}[0-9]){{6,17}}(?:{GAP}?[Xx])?")
SEPARATORS = re.compile(r"[^0-9Xx]+")
ISBN_SHAPE = re.compile(r"[0-9]{1,5}[- ][0-9]{1,7}[- ][0-9]{1,6}[- ][0-9Xx]")
ISSN_SHAPE = re.compile(r"[0-9]{4}-[0-9]{3}[0-9Xx]")
ADDON = re.compile(r"([0-9]{8}|[0-9]{12,13})[ +-]([0-9]{2}|[0-9]{5})")
ADDON_TIGHT = re.compile(r"([0-9]{13})([0-9]{5}|[0-9]{2})")
ADDON_PREFIXES = ("977", "978", "979")
"""Magazines, books and sheet music: what carries an add-on."""
AROUND = "<>()[]{}\"';, \x1d\x1e\x04"
"""What may stand around a number: the marks of its quiet zone, brackets, quotes, a list's punctuation, and
separators that a scanner is set to send behind everything."""
EPC = re.compile(r"(?i)urn:epc:(?:id|tag):sgtin(?:-[0-9]+:[0-9]\.|:)([0-9]{6,12})\.([0-9])([0-9]{0,6})\..*")
EPC_DIGITS = 13
LOST_ZERO_UPC_E = 7
MISREAD_LENGTHS = codes.GTIN_LENGTHS | {codes.LOST_ZERO_LENGTH}
"""Digits; a text of so many that is no number is more likely misread than a SKU."""
LOOSE_MISREAD_LENGTHS = codes.GTIN_LENGTHS - {codes.UPC_E_LENGTH}
"""... when it has blanks or dashes in it, as eight digits of a SKU may have."""


class Numbers(NamedTuple):
    """GTIN-14s in the order to try, the add-on beside them, and whether a digit was likely misread."""

    gtins: list[str]
    addon: str = ""
    misread: bool = False


def read(text: str, aim: str = "") -> Numbers:
    """Return the numbers a text may be; `aim` is its symbology identifier without `]`, '' when not told."""
    text = text.strip(AROUND)
    epc = _epc(text)
    if epc:
        return Numbers([epc])
    addon = _with_addon(text, aim)
    if addon.gtins:
        return addon
    label = LABEL.match(text)
    bare = text[label.end() :] if label else text
    tight = SEPARATORS.sub("", bare) if SPACED.fullmatch(bare) or ISSN_SHAPE.fullmatch(bare) else bare
    found = _candidates(tight, aim)
    issn = codes.issn_gtin(tight) if label or ISSN_SHAPE.fullmatch(bare) else ""
    if issn:
        found = [issn, *found] if label and "issn" in label[0].lower() else [*found, issn]
    gtins = list(dict.fromkeys(found))
    return Numbers(gtins, misread=not gtins and _is_misread(bare, tight, labelled=bool(label)))


def _candidates(tight: str, aim: str) -> list[str]:
    if aim == "E4" and len(tight) == codes.UPC_E_LENGTH:
        return [codes.gtin14(tight)] if codes.is_gtin(tight) else []
    found = codes.gtin_candidates(tight)
    if aim == "E0" and len(tight) == codes.UPC_E_LENGTH:
        # An EAN-8 would have come as E4; some scanners send a UPC-E unexpanded.
        found.reverse()
    if len(tight) == LOST_ZERO_UPC_E and tight.isascii() and tight.isdigit() and tight[0] != "0":
        upc_e = codes.expand_upc_e("0" + tight)
        found = [codes.gtin14(upc_e)] if upc_e else []
        found += [gtin for gtin in codes.gtin_candidates("0" + tight) if gtin not in found]
    return found


def _is_misread(bare: str, tight: str, *, labelled: bool) -> bool:
    if not tight.isascii() or not tight[:-1].isdigit() or not (tight[-1].isdigit() or tight[-1] in "Xx"):
        return False
    if not tight.strip("0"):
        return False
    if labelled or ISBN_SHAPE.fullmatch(bare) or codes.ISBN_10.fullmatch(bare):
        return True
    if codes.GTIN_LENGTH < len(tight) <= codes.PADDED_LENGTH:
        return len(tight.lstrip("0")) <= codes.GTIN_LENGTH
    return len(tight) in (MISREAD_LENGTHS if tight == bare else LOOSE_MISREAD_LENGTHS) and tight.isdigit()


def _with_addon(text: str, aim: str) -> Numbers:
    found = ADDON.fullmatch(text)
    if found is None:
        found = ADDON_TIGHT.fullmatch(text)
        if found is None or not (aim == "E3" or found[1].startswith(ADDON_PREFIXES)):
            return Numbers([])
    gtins = codes.gtin_candidates(found[1])
    return Numbers(gtins, found[2]) if gtins else Numbers([])


def _epc(text: str) -> str:
    """Return the GTIN-14 of an RFID tag's address (GS1 EPC Tag Data Standard, SGTIN), '' when it is none."""
    found = EPC.fullmatch(text)
    if found is None or len(found[1]) + 1 + len(found[3]) != EPC_DIGITS:
        return ""
    digits = found[2] + found[1] + found[3]
    return digits + codes.check_digit(digits)
