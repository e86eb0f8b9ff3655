"""Searching: how quick over many products, and how good on questions that somebody judged by hand.

search.py build PATH PRODUCTS     write a catalogue file, and say what that took
"""

import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from rows import Row, limit_row, percentile, speed_row, told_row
from tablets import imported
from where import where
from wordy import COLOURS, SHELVES, SIZES, Shop

from sync.brand import choose, load
from sync.catalogue.build import Builder
from sync.catalogue.read import Catalogue
from sync.catalogue.search import Query, Search

ROOT = Path(__file__).resolve().parents[2]
JUDGED = Path(__file__).parent / "judged"
DEMO = ROOT / "resources" / "demo"
LUMA = ROOT.parent / "shared" / "data" / "magento-luma"

FRAME_MS = 16
SMALL, LARGE = 10_000, 250_000
"""Products of the shops whose search is timed."""

ASKED = 1_500
"""Questions of each run."""

TOP = 10
RECALL = 0.95
MB = 1_000_000


def measure(place: Path) -> list[Row]:
    """The quick run: a smaller shop, and the judged questions."""
    rows = [*quality("demo", imported(DEMO)), *quality("demo-second", imported(DEMO))]
    if LUMA.is_dir():
        rows += [*quality("luma", imported(LUMA)), *quality("luma-second", imported(LUMA))]
    else:
        print("no shared data here: the rows `search recall luma` are left out", file=sys.stderr)
    return rows + speed(place, SMALL)


def measure_large(place: Path) -> list[Row]:
    """The large run: a quarter of a million products."""
    return speed(place, LARGE)


class Quality(NamedTuple):
    """How good the answers to judged questions are, in the mean; `worst` are those that miss something."""

    recall: float
    rank: float
    questions: int
    worst: tuple[str, ...]


def quality(name: str, data: Path) -> list[Row]:
    """Ask the judged questions of a shop."""
    found = judged(name, data)
    how = (
        f"mean over {found.questions} questions in tests/bench/judged/{name}.toml: expected products among "
        f"the first {TOP}, of those there is room for; floor: all of them"
    )
    row = speed_row(f"search recall@{TOP} {name}", found.recall, 1, RECALL, how)
    told = "mean of 1 / the place of the first expected product; beside it what would be best"
    return [
        row if row.met else Row(**{**row.json(), "profile": found.worst}),
        told_row("… reciprocal rank", found.rank, 1, told),
    ]


def judged(name: str, data: Path) -> Quality:
    """Ask the judged questions of a shop, one after another."""
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    search = Search(catalogue.path, load(choose(ROOT / "resources" / "brand")).synonyms)
    recalls, ranks = {}, []
    for asked in tomllib.loads((JUDGED / f"{name}.toml").read_text())["query"]:
        expected = set(asked["expect"])
        hits = search.find(Query(text=asked["text"], limit=TOP)).hits
        recalls[f"{asked['language']} {asked['text']}"] = len(expected & set(hits)) / min(TOP, len(expected))
        ranks.append(next((1 / place for place, hit in enumerate(hits, 1) if hit in expected), 0))
    search.close()
    catalogue.close()
    worst = sorted((recall, text) for text, recall in recalls.items() if recall < 1)
    lines = tuple(f"{recall:.0%} {text}" for recall, text in worst)
    return Quality(statistics.mean(recalls.values()), statistics.mean(ranks), len(ranks), lines)


def speed(place: Path, products: int) -> list[Row]:
    """Ask many different questions of a large shop, filters and counts included."""
    path = place / "catalogue.db"
    built = json.loads(_run("build", str(path), str(products)))
    shop = Shop(products)
    begun = time.perf_counter()
    search = Search(path)
    search.find(Query(text="sofa"))
    opening = (time.perf_counter() - begun) * 1e3
    questions = list(asked(shop))
    stock = frozenset(f"p{number:06}" for number in range(0, products, 5))
    search.find(Query(in_stock=stock))
    took, worked = _timed(search, questions, stock)
    profile = where(lambda: _timed(search, questions[: ASKED // 5], stock))
    search.close()
    name = f"{products:,}"
    how = (
        f"ms of {len(questions)} different questions (words as they are typed, slips, two words, Japanese, "
        f"codes, filters, browsing), each with all its counts and the first {Query().limit} hits"
    )
    rows = [
        limit_row(f"search p{percent} {name}", percentile(took, percent), FRAME_MS, how)
        for percent in (50, 99)
    ]
    return [
        *(row if row.met else Row(**{**row.json(), "profile": profile}) for row in rows),
        told_row(
            "… computing, p99", percentile(worked, 99), percentile(took, 99), "ms of the processor alone"
        ),
        told_row("… the first question", opening, FRAME_MS, "ms from opening the file to the first answer"),
        told_row(
            "… its tables",
            built["search"] / MB,
            built["bytes"] / MB,
            f"MB, and of the whole file; written in {built['seconds']:.0f} s, holding "
            f"{built['memory'] / MB:.0f} MB at most",
        ),
    ]


def _timed(search: Search, questions: list[Query], stock: frozenset[str]) -> tuple[list[float], list[float]]:
    took, worked = [], []
    for question in questions:
        asked = Query(
            **{field: getattr(question, field) for field in question.__struct_fields__} | {"in_stock": stock}
        )
        begun, begun_work = time.perf_counter(), time.thread_time()
        search.find(asked)
        worked.append((time.thread_time() - begun_work) * 1e3)
        took.append((time.perf_counter() - begun) * 1e3)
    return took, worked


def asked(shop: Shop) -> Iterator[Query]:
    """Yield questions as people ask them, from a seed."""
    chance = random.Random(7)
    kinds: list[Callable[[random.Random, Shop], Query]] = [
        _typed,
        _slip,
        _two,
        _japanese,
        _code,
        _filtered,
        _odd,
    ]
    for number in range(ASKED):
        yield kinds[number % len(kinds)](chance, shop)


def _word(chance: random.Random, shop: Shop) -> str:
    return shop.english.draw(chance, 1)[0]


def _typed(chance: random.Random, shop: Shop) -> Query:
    word = _word(chance, shop)
    return Query(text=word[: chance.randint(1, len(word))])


def _slip(chance: random.Random, shop: Shop) -> Query:
    """A word in which two letters are exchanged, one is missing, or one is another."""
    word = chance.choice(shop.english.words) + _word(chance, shop)[:2]
    at = chance.randrange(len(word) - 1)
    return Query(
        text=chance.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + chance.choice("abcdefghijklmnoprstuvz") + word[at + 1 :],
            )
        )
    )


def _two(chance: random.Random, shop: Shop) -> Query:
    first, second = _word(chance, shop), _word(chance, shop)
    if chance.random() < 0.3:
        first = _slip(chance, shop).text
    return Query(text=f"{first} {second[: chance.randint(1, len(second))]}")


def _japanese(chance: random.Random, shop: Shop) -> Query:
    name = shop.texts(chance, 1)["ja"]
    return Query(text=name[: chance.randint(1, len(name))])


def _code(chance: random.Random, shop: Shop) -> Query:
    number = f"{chance.randrange(shop.products * 3):07}"
    return Query(text=chance.choice((f"v{number}", f"v{number[:4]}", f"952{number.zfill(9)}", number[-5:])))


def _filtered(chance: random.Random, shop: Shop) -> Query:
    text = _typed(chance, shop).text if chance.random() < 0.6 else ""
    return Query(
        text=text,
        category=f"c{chance.randrange(SHELVES)}" if chance.random() < 0.5 else "",
        colours={chance.choice(("green", "black", "brown"))} if chance.random() < 0.5 else frozenset(),
        sizes={f"size:{chance.choice(SIZES)}"} if chance.random() < 0.5 else frozenset(),
        price_from=chance.randrange(50_000),
        price_to=chance.randrange(60_000, 240_000),
        only_in_stock=chance.random() < 0.5,
    )


def _odd(chance: random.Random, shop: Shop) -> Query:
    """What nothing is called, a colour with a word, many words."""
    return Query(
        text=chance.choice(
            (
                "".join(chance.choices("qwxyz", k=chance.randint(4, 9))),
                f"{chance.choice(COLOURS)} {_word(chance, shop)}",
                " ".join(shop.english.draw(chance, 6)),
            )
        )
    )


def build(path: Path, products: int) -> dict[str, float]:
    """Write a catalogue file."""
    begun = time.perf_counter()
    with Builder(path) as builder:
        builder.put(Shop(products).rows())
        builder.finish(1)
    seconds = time.perf_counter() - begun
    connection = sqlite3.connect(path)
    names = "'goods', 'posting', 'choice', 'spelling', 'sqlite_autoindex_goods_1'"
    [[pages]] = connection.execute(f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({names})")
    connection.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "bytes": path.stat().st_size, "search": pages, "memory": memory}


def _run(*arguments: str) -> str:
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    _, _, target, size = sys.argv
    print(json.dumps(build(Path(target), int(size))))
