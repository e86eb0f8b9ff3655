"""The page's modules as one script, so that a phone asks once, and words that come again are packed once.

Each module becomes a function of its own, called in the order in which they import each other: names stay
apart as they do in modules. It reads the small part of the language that the page is written in:
`import { a } from './b.js';`, `import * as b from './b.js';`, `export` in front of what is exported.
"""

import re
from collections.abc import Mapping

IMPORT = re.compile(
    r"^import (?:\* as (?P<whole>\w+)|(?P<names>\{[^}]*\})) from '\./(?P<module>\w+)\.js';$", re.MULTILINE
)
EXPORT = re.compile(r"^export (?P<kind>async function|function|class|const) (?P<name>\w+)", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
COMMENT_LINE = re.compile(r"^ *(//|/\*\*|\*).*\n", re.MULTILINE)


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Return one script that does what a module does, with all that it imports.

    Args:
        modules: Sources by name, without `.js`.
        entry: The module that begins.

    Raises:
        ValueError: A module imports itself by way of others, or is written in a way that is not understood.
        KeyError: A module that is imported is not there.
    """
    written: dict[str, str] = {}
    _write(modules, entry, written, ())
    return "".join(written.values())


def _write(modules: Mapping[str, str], name: str, written: dict[str, str], above: tuple[str, ...]) -> None:
    """Write a module after those that it imports, once."""
    if name in above:
        raise ValueError(f"{' imports '.join((*above, name))}")
    if name in written:
        return
    source = COMMENT_LINE.sub("", modules[name])
    for needed in IMPORT.finditer(source):
        _write(modules, needed["module"], written, (*above, name))
    written[name] = _wrapped(name, source)


def _wrapped(name: str, source: str) -> str:
    exported = [found["name"] for found in EXPORT.finditer(source)]
    body = EXPORT.sub(r"\g<kind> \g<name>", IMPORT.sub(_taken, source))
    if left := LEFT.search(body):
        raise ValueError(f"{name}.js: {left[0]}")
    head = f"const ${name} = " if exported else ""
    tail = f"return {{ {', '.join(exported)} }};\n" if exported else ""
    return f"{head}(() => {{\n{body.strip()}\n{tail}}})();\n"


def _taken(found: re.Match[str]) -> str:
    """Return what stands for an import. An imported module is a constant: its name with a `$` before it."""
    return f"const {found['whole'] or found['names']} = ${found['module']};"
