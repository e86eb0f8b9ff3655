import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.hub.__main__ import main
from sync.hub.staff.pins import is_weak

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `vetrina-hub associate …` and return what it printed."""

    def associate(act: str, *arguments: str, status: int = 0) -> Any:
        assert main(["associate", act, *arguments, "--data", str(tmp_path), "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return associate


@pytest.fixture
def giulia(run: Run) -> Any:
    return run("add", "Giulia", "--store", "milano", "--languages", "it,en")


def test_somebody_is_taken_on_changed_and_let_go(run: Run, giulia: Any, tmp_path: Path) -> None:
    assert len(giulia["pin"]) == 6
    assert not is_weak(giulia["pin"])
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("hub.db*"))
    assert giulia["pin"].encode() not in kept

    row = {key: value for key, value in giulia.items() if key != "pin"}
    assert run("list") == [row]
    assert (row["role"], row["languages"], row["badge"]) == ("associate", ["it", "en"], False)
    assert run("role", "Giulia", "manager")["role"] == "manager"
    assert run("badge", "Giulia", "0123456789")["badge"]
    assert not run("badge", giulia["id"], "")["badge"]
    assert run("pin", "Giulia")["pin"] != giulia["pin"]
    assert run("unlock", "Giulia")["locked"] is False
    assert run("leave", "Giulia")["left"]
    assert "nobody is called" in run("role", "Giulia", "stock", status=1)
    assert run("list", "--store", "roma") == []


def test_a_name_is_somebodys_in_a_store_until_they_leave(run: Run, giulia: Any) -> None:
    assert "somebody else has this name" in run("add", " giulia", "--store", "milano", status=1)
    other = run("add", "Giulia", "--store", "roma")
    assert "several are called" in run("pin", "Giulia", status=1)
    assert run("leave", "Giulia", "--store", "milano")["id"] == giulia["id"]
    assert run("add", "Giulia", "--store", "milano")["id"] not in {giulia["id"], other["id"]}


def test_a_badge_is_somebodys(run: Run, giulia: Any) -> None:
    run("add", "Marco", "--store", "milano")
    run("badge", "Giulia", "0123456789")
    assert "somebody else has this badge" in run("badge", "Marco", "0123456789", status=1)
    run("badge", "Giulia", "")
    assert run("badge", "Marco", "0123456789")["badge"]


@pytest.mark.parametrize(
    ("typed", "words"), [("12345", "6 to 12 digits"), ("123456", "tried first"), ("111111", "tried first")]
)
def test_a_weak_pin_is_refused(
    run: Run, giulia: Any, monkeypatch: pytest.MonkeyPatch, typed: str, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
    assert words in run("pin", "Giulia", "--ask-pin", status=1)


def test_a_pin_that_is_handed_in_is_not_shown(run: Run, giulia: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("271828\n"))
    assert "pin" not in run("pin", "Giulia", "--ask-pin")


def test_a_store_that_the_catalogue_does_not_know_is_refused(run: Run, monkeypatch: Any) -> None:
    monkeypatch.setattr("sync.hub.commands.place.known_stores", lambda _: ["milano", "roma"])
    assert "there are: milano, roma" in run("add", "Giulia", "--store", "mlano", status=1)


def test_people_read_what_happened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path)]
    main(["associate", "add", "Giulia", "--store", "milano", *data])
    assert "it is not shown again" in capsys.readouterr().out
    main(["associate", "list", *data])
    assert capsys.readouterr().out.strip().endswith("milano  Giulia  associate")
    main(["associate", "leave", "Giulia", *data])
    assert "has left" in capsys.readouterr().out
    main(["associate", "list", *data])
    assert capsys.readouterr().out.strip().endswith("associate  left")
