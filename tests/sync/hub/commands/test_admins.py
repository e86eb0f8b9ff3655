"""`vetrina-hub admin`: who may come in, by hand on the hub's machine."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.hub.__main__ import main

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `vetrina-hub admin …` and return what it printed."""

    def admin(act: str, *arguments: str, status: int = 0) -> Any:
        assert main(["admin", act, *arguments, "--data", str(tmp_path), "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return admin


@pytest.fixture
def ada(run: Run) -> Any:
    return run("add", "Ada")


def test_somebody_is_let_in_changed_and_let_go(run: Run, ada: Any) -> None:
    assert (ada["role"], ada["codes_left"], len(ada["codes"])) == ("owner", 8, 8)
    assert ada["factor"].startswith("otpauth://totp/Vetrina:Ada?secret=")
    assert "somebody is called ada" in run("add", " ada ", status=1)
    assert "somebody has to own the hub" in run("leave", "Ada", status=1)
    assert "sees one store" in run("add", "Bo", "--role", "store", status=1)
    bo = run("add", "Bo", "--role", "store", "--store", "milano")
    assert run("role", "Bo", "owner")["store"] == ""
    again = run("reset", "Ada")
    assert again["password"] != ada["password"]
    assert run("unlock", ada["id"])["wrong_tries"] == 0
    assert run("leave", "Ada")["left"]
    assert "nobody is called" in run("reset", "Ada", status=1)
    assert [(one["name"], bool(one["left"])) for one in sorted(run("list"), key=lambda one: one["name"])] == [
        ("Ada", True),
        ("Bo", False),
    ]
    told = run("log")
    assert [one["act"] for one in told] == [
        "admin_leave",
        "admin_unlock",
        "admin_reset",
        "admin_role",
        "admin_add",
        "admin_add",
    ]
    for secret in (ada["password"], again["password"], bo["password"], *ada["codes"]):
        assert secret not in json.dumps(told)


def test_what_the_other_commands_do_stands_in_the_log_too(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*words: str) -> str:
        assert main([*words, "--data", str(tmp_path)]) == 0
        return capsys.readouterr().out

    code = command("enrol", "--store", "milano").split()[0]
    said = command("associate", "add", "Giulia", "--store", "milano")
    command("associate", "badge", "Giulia", "0004711")
    command("associate", "role", "Giulia", "manager")
    pin = command("associate", "pin", "Giulia")
    command("associate", "leave", "Giulia")
    told = run("log")
    assert [one["act"] for one in told] == [
        "staff_leave",
        "staff_pin",
        "staff_role",
        "staff_badge",
        "staff_add",
        "code",
    ]
    assert {one["store"] for one in told} == {"milano"}
    assert told[2]["more"] == {"role": "manager"}
    kept = json.dumps(told)
    for secret in (code, "0004711", "Giulia", said.split("PIN ")[1][:6], pin.split("PIN ")[1][:6]):
        assert secret not in kept


def test_what_proves_somebody_is_shown_to_be_scanned_and_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["admin", "add", "Ada", "--data", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "█" in said
    assert "Password: " in said
    assert "Recovery codes" in said
    assert main(["admin", "log", "--data", str(tmp_path)]) == 0
    assert "command line  admin_add" in capsys.readouterr().out
