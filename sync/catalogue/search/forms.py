"""Other forms of a word: singular and plural, masculine and feminine; small rules, not a dictionary.

A word of a question is looked up in all of them. What is indexed stays as it was written, so that a rule
that is too broad for one language can do no harm: it names words that nothing has.
"""

from collections.abc import Iterator

SHORTEST = 4
"""Letters from which the end of a word may change (a plural's own `s` aside)."""

VOWELS = "aeio"
"""Ends of Italian nouns and adjectives."""

LITTLE = """
a an and are as at by for from in is it its of on or the to with you your
ai al alla alle allo anche che con da dal dalla dei del della delle dello di e ed gli ha i il in la le
lo ma mi nel nella non o per piu si sono su sul sulla tra un una uno
au aux avec ce dans de des du en est et le les ou par pour sur une
das dem den der die ein eine fur im mit oder und von zu zum zur
"""
STOP = frozenset(LITTLE.split())
"""Words that say nothing about a product, folded."""


def forms(word: str) -> list[str]:
    """Return a folded word and its other forms.

    >>> forms("benches")[:4], forms("larghe")[-3:]
    (['benches', 'benche', 'bencheses', 'bench'], ['largi', 'largo', 'larghi'])
    """
    if not word.isalpha() or len(word) < SHORTEST - 1:
        return [word]
    return list(dict.fromkeys((word, *_english(word), *_italian(word))))


ENDS = (
    ("", "es"),
    ("ses", "s"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zes", "z"),
    ("ies", "y"),
    ("ves", "f"),
    ("ves", "fe"),
    ("y", "ies"),
    ("f", "ves"),
    ("fe", "ves"),
)
"""Ends of English words and what they are exchanged for in the other number."""


def _english(word: str) -> Iterator[str]:
    if not word.endswith("s") or word.endswith("ss"):
        yield word + "s"
    else:
        yield word[:-1]
    for end, other in ENDS:
        if word.endswith(end):
            yield word.removesuffix(end) + other


def _italian(word: str) -> Iterator[str]:
    if len(word) < SHORTEST or word[-1] not in VOWELS:
        return
    stem = word[:-1]
    if stem[-1] == "h" and stem[-2] in "cg":
        stem = stem[:-1]
    for end in VOWELS:
        yield stem + end
    if stem[-1] in "cg":
        yield from (stem + "hi", stem + "he")
    if stem[-1] == "i":
        # negozio, negozi; ciliegia, ciliege
        yield stem
