"""The table of the rules: complete, and each row leads to a test."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r'^\| (\d+) \| .+ \| `(tests/\S+\.py)::(test_\w+)` \| `make test ARGS="-k (\w+)"` \|$', re.MULTILINE
)
RULES = 18


def rows() -> list[tuple[int, Path, str, str]]:
    found = ROW.findall((ROOT / "sync" / "README.md").read_text())
    return [(int(number), ROOT / path, name, chosen) for number, path, name, chosen in found]


def test_every_rule_has_a_row():
    assert [number for number, *_ in rows()] == list(range(1, RULES + 1))


def test_every_row_names_a_test_that_is_there_and_carries_its_number():
    missing = [
        name
        for number, path, name, chosen in rows()
        if f"def {name}(" not in path.read_text()
        or not name.startswith(chosen)
        or chosen != f"test_rule_{number:02d}"
    ]
    assert missing == []
