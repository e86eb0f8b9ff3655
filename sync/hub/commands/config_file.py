"""Options of a command in a file: they stand where `--config FILE` does, as if they were written there."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sync.hub.commands.place import UsageError

OPTION = "--config"


def expanded(words: Sequence[str]) -> list[str]:
    """Return a command line with the options of the files that it names in their place.

    What stands after it counts more than what is in the file, as with any option that is given twice.

    Raises:
        UsageError: A file cannot be read, or holds what is no option.
    """
    out: list[str] = []
    left = iter(words)
    for word in left:
        name, equals, value = word.partition("=")
        if name != OPTION:
            out.append(word)
            continue
        path = value if equals else next(left, "")
        if not path:
            raise UsageError(f"{OPTION} wants the name of a file")
        out += options(Path(path))
    return out


def options(path: Path) -> list[str]:
    """Return what a file says as words of a command line.

    Raises:
        UsageError: As for `expanded`.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error
    return [word for key, value in told.items() for word in _words(path, key, value)]


def _words(path: Path, key: str, value: object) -> Iterator[str]:
    option = f"--{key.replace('_', '-')}"
    if option == OPTION:
        raise UsageError(f"{path}: {key} names another file; one is enough")
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, bool):
            if each:
                yield option
        elif isinstance(each, str | int):
            yield f"{option}={each}"
        else:
            raise UsageError(f"{path}: {key} is to be a text, a number, true or false, or a list of these")
