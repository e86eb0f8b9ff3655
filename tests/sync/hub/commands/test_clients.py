import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.hub.__main__ import main
from sync.protocol import clients

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `vetrina-hub client …` and return what it printed."""

    def client(act: str, *arguments: str, status: int = 0) -> Any:
        assert main(["client", act, *arguments, "--data", str(tmp_path), "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return client


def test_a_key_is_handed_out_listed_replaced_and_taken_back(run: Run, tmp_path: Path) -> None:
    first = run("add", "online shop", "--rights", "lists:read,lists:write")
    key = clients.parse(first["key"])
    assert key is not None
    (row,) = run("list")
    assert (row["client"], row["name"]) == (key.client, "online shop")
    assert row["rights"] == ["lists:read", "lists:write"]
    assert key.hash not in json.dumps(row)

    second = clients.parse(run("rotate", "online shop")["key"])
    assert second is not None
    assert second.client == key.client
    assert second.secret != key.secret
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("hub.db*"))
    assert second.hash.encode() in kept
    assert second.secret.encode() not in kept

    assert run("revoke", key.client)["revoked"]
    assert run("revoke", key.client) == run("list")[0]
    assert "taken back" in run("rotate", key.client, status=1)
    assert run("add", "online shop", "--rights", "lists:read")["client"] != key.client


def test_a_till_registers_what_it_signs_with(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = ("A" * 43, "B" * 42 + "A")
    run("add", "till", "--rights", "sales:write", "--public-key", first)
    assert run("list")[0]["public_key"] == first
    run("rotate", "till")
    assert run("list")[0]["public_key"] == first
    run("rotate", "till", "--public-key", second)
    assert run("list")[0]["public_key"] == second
    with pytest.raises(SystemExit):
        run("add", "other", "--rights", "sales:write", "--public-key", "no key")
    assert "Ed25519" in capsys.readouterr().err


def test_what_cannot_be_done_is_said(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("add", "shop", "--rights", "lists:read")
    assert "already" in run("add", "shop", "--rights", "lists:read", status=1)
    assert "no client is called" in run("revoke", "nobody", status=1)
    with pytest.raises(SystemExit):
        run("add", "other", "--rights", "everything")
    assert "lists:read" in capsys.readouterr().err


def test_people_are_told_to_keep_the_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path)]
    assert main(["client", "add", "shop", "--rights", "lists:read", *data]) == 0
    key, advice = capsys.readouterr().out.splitlines()
    assert clients.parse(key)
    assert "not shown again" in advice
    assert main(["client", "list", *data]) == 0
    assert "lists:read" in capsys.readouterr().out
    assert main(["client", "revoke", "shop", *data]) == 0
    assert "good for nothing" in capsys.readouterr().out
    assert main(["client", "list", *data]) == 0
    assert "revoked" in capsys.readouterr().out


def test_a_hub_without_clients_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrol", "--store", "milano", "--data", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["client", "list", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "No server has a key yet.\n"


def test_a_right_that_there_is_not_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["client", "add", "shop", "--rights", "lists:read,lists:eat", "--data", str(tmp_path)])
    assert "'lists:eat' is no right; there are: lists:read" in capsys.readouterr().err
