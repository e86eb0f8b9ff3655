"""Where settings come from: each layer as it was found, by dotted names such as `idle.after`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sync.protocol.tablet_settings import NAMES

Origin = Literal["flag", "environment", "policy", "file", "remote", "default"]

PREFIX = "VETRINA_"
"""How variables of the environment begin that are settings: `VETRINA_IDLE_AFTER` is `idle.after`."""

COMMAND_LINE = "the command line"
ENVIRONMENT = "the environment"


class Layer(NamedTuple):
    """What one source says. `place` is where people find it; `texts` says that all values are texts.

    `unread` is why it could not be read at all, '' where it could; `kept` then says that the values are those
    from before.
    """

    origin: Origin
    place: str
    values: Mapping[str, Any]
    texts: bool = False
    unread: str = ""
    kept: bool = False


def variable(name: str) -> str:
    """Return the variable of the environment that says a setting.

    >>> variable("idle.after")
    'VETRINA_IDLE_AFTER'
    """
    return f"{PREFIX}{name.upper().replace('.', '_')}"


def flat(tables: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Go through tables within tables as dotted names; what is a setting of its own is not taken apart.

    >>> list(flat({"idle": {"after": 90}, "scanners": {"serial": [{"port": "COM3"}]}}))
    [('idle.after', 90), ('scanners.serial', [{'port': 'COM3'}])]
    """
    for key, value in tables.items():
        name = f"{path}{key}"
        if isinstance(value, Mapping) and name not in NAMES:
            yield from flat(value, f"{name}.")
        else:
            yield name, value


def of_file(origin: Origin, path: Path, place: str = "") -> Layer:
    """Return what a TOML file says; one that is not there says nothing. `place` is what people call it."""
    place = place or str(path)
    try:
        values = dict(flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return Layer(origin, place, {})
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        return Layer(origin, place, {}, unread=f"{said}")
    return Layer(origin, place, values)


def of_environment(variables: Mapping[str, str]) -> Layer:
    """Return what the environment says. Variables that are no setting belong to somebody else."""
    named = {variable(name): name for name in NAMES}
    values = {named[variable]: text for variable, text in variables.items() if variable in named}
    return Layer("environment", ENVIRONMENT, values, texts=True)


def of_flags(named: Mapping[str, str], others: Sequence[str]) -> Layer:
    """Return what the command line says: flags with a name of their own ('' = not given), and NAME=VALUE."""
    pairs = (text.partition("=") for text in others)
    values = {name.strip(): text.strip() for name, _, text in pairs}
    return Layer(
        "flag", COMMAND_LINE, values | {name: text for name, text in named.items() if text}, texts=True
    )
