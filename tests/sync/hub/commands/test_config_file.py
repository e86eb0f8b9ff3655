"""Options of `vetrina-hub serve` in a file."""

from pathlib import Path

import pytest

from sync.hub.__main__ import _parser, main
from sync.hub.commands.config_file import expanded, options
from sync.hub.commands.place import UsageError

PACKAGED = Path(__file__).parents[4].joinpath("packaging", "linux", "hub", "root")
EXAMPLE = PACKAGED.joinpath("usr", "share", "doc", "vetrina-hub", "hub.toml.example")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "hub.toml"
    path.write_text(
        'port = 8743\npublic_url = "https://a.example"\nallow_plain_http = true\nlan_pages = false\n'
    )
    return path


def test_a_file_s_options_stand_where_it_is_named(config: Path) -> None:
    for named in (["--config", str(config)], [f"--config={config}"]):
        assert expanded(["serve", "--port", "1", *named, "--port", "2"]) == [
            *("serve", "--port", "1"),
            *("--port=8743", "--public-url=https://a.example", "--allow-plain-http"),
            *("--port", "2"),
        ]


def test_a_list_is_an_option_given_again(config: Path) -> None:
    config.write_text('trusted_proxy = ["10.0.0.1", "10.0.0.2"]')
    assert options(config) == ["--trusted-proxy=10.0.0.1", "--trusted-proxy=10.0.0.2"]


@pytest.mark.parametrize("text", ["port 1", "[port]\na = 1", 'config = "b.toml"', "port = 1.5"])
def test_what_is_no_option_is_refused_in_words(config: Path, text: str) -> None:
    config.write_text(text)
    with pytest.raises(UsageError, match=r"hub\.toml: "):
        options(config)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--data", str(tmp_path), "--config", str(tmp_path / "none.toml")]) == 1
    assert "none.toml: No such file" in capsys.readouterr().err


def test_an_option_without_its_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--config"]) == 1
    assert "--config wants the name of a file" in capsys.readouterr().err


def test_a_misspelt_option_in_a_file_is_told(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("prot = 1")
    with pytest.raises(SystemExit):
        main(["serve", "--data", str(config.parent), "--config", str(config)])
    assert "--prot=1" in capsys.readouterr().err


def test_the_packaged_file_is_understood_with_all_that_it_proposes(tmp_path: Path) -> None:
    proposed = tmp_path / "hub.toml"
    lines = EXAMPLE.read_text().splitlines()
    # A proposed option is a comment that would be one line of TOML; an explanation ends with a full stop.
    proposed.write_text("\n".join(line.removeprefix("# ") if " = " in line else line for line in lines))
    words = expanded(["serve", "--data", str(tmp_path), "--config", str(proposed)])
    assert "--port=8743" in words
    assert "--database-url=postgresql:///vetrina" in words
    assert _parser(words).parse_args(words).port == 8743


def test_the_packaged_file_itself_serves_this_machine_alone() -> None:
    assert options(PACKAGED / "etc" / "vetrina" / "hub.toml") == ["--bind=127.0.0.1", "--port=8743"]
