"""What is blacked out of a log, and what stays of use."""

import tomllib
from pathlib import Path

import pytest

from kiosk.doctor import vocabulary
from kiosk.doctor.redaction import BLACK, Redactor

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def redactor():
    return Redactor(vocabulary.words(), ["the secret of all"])


@pytest.mark.parametrize(
    "line",
    [
        "settings and brand stay as they were: settings.toml",
        "the catalogue is brought anew: first.db was cut short",
        '  File "/opt/vetrina/kiosk/ui/stage.py", line 123, in open',
        "sqlite3.OperationalError: database is locked",
        "2026-11-26T20:10:00+0000 vetrina[4711]: WARNING the hub's word on this tablet is not kept",
    ],
)
def test_the_programs_own_words_stay(redactor, line):
    assert redactor.line(line) == line


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("the list of Giulia Bianchi is not kept", ["Giulia", "Bianchi"]),
        ("mail to giulia.bianchi@example.com failed", ["giulia", "bianchi", "example.com"]),
        ("call +39 333 123 4567 or 02-1234567", ["333", "4567", "1234567"]),
        ("code 9527310001011 was scanned", ["9527310001011"]),
        ("list:3f9a77c0-1b2c-4d5e-8f90-a1b2c3d4e5f6 refused", ["3f9a77c0", "a1b2c3d4e5f6"]),
        ("GET /l/Zx81-kQw9 failed", ["Zx81", "kQw9"]),
        ("Authorization: Bearer eyJhbGciOi.abc.def", ["eyJhbGciOi"]),
        ("searched for “divano letto azzurro”", ["divano", "azzurro"]),
        ("田中さんのリスト", ["田中"]),
        ("this is the secret of all", ["secret of all"]),
        ("http://till:geheim@proxy:3128", ["till", "geheim"]),
    ],
)
def test_what_somebody_brought_in_goes(redactor, line, hidden):
    told = redactor.line(line)
    assert BLACK in told
    for each in hidden:
        assert each not in told


def test_nobody_of_the_demo_is_in_the_vocabulary():
    people = tomllib.loads((ROOT / "resources/demo/people.toml").read_text())
    told = [person[key] for kind in people.values() for person in kind for key in person if "name" in key]
    names = {word for text in told for word in vocabulary.WORD.findall(text)}
    assert {"Giulia", "Marta"} <= names
    assert not names & vocabulary.words()
