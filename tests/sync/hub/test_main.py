"""The command line as a whole: every command is there, and each alone is loaded."""

import subprocess
import sys

import pytest

from sync.hub.__main__ import COMMANDS, main


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_takes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: vetrina-hub {command} [-h]")


def test_all_commands_are_told_with_what_they_are_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    assert all(f"{name} {command.purpose}" in told for name, command in COMMANDS.items())


def test_a_misspelt_command_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["enroll"])
    assert ended.value.code == 2
    assert "enrol" in capsys.readouterr().err


def test_a_command_loads_nothing_of_the_others() -> None:
    loaded = (
        "import sys\n"
        "from sync.hub.__main__ import main\n"
        "try: main(['enrol', '--help'])\n"
        "finally: assert not {'sync.hub.serve', 'sync.hub.feeds.importing', 'httpx'} & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
