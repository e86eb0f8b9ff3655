"""What is imported is declared, by its own name, and what is declared is used."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
OWN = {"kiosk", "sync"}
TOOLS = {"import-linter", "mypy", "pytest-qt", "pytest-xdist", "ruff", "setuptools"}
"""Development packages that are run or plugged in, never imported."""


TOUR = "kiosk/tour"
"""A command for developers that drives a browser: the one part of the programs that uses their packages."""


def imported(files: Iterable[Path]) -> set[str]:
    """Distributions that some Python files import."""
    owner = packages_distributions()
    modules = {
        name.partition(".")[0]
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in names(node)
    }
    foreign = modules - OWN - set(sys.stdlib_module_names)
    return {normal(distribution) for module in foreign for distribution in owner.get(module, [])[:1]}


def sources(*folders: str) -> set[Path]:
    return {path for folder in folders for path in (ROOT / folder).rglob("*.py")}


def names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module]
    return []


def normal(requirement: str) -> str:
    """A requirement's bare name, as indexes compare names; parts of Qt count as the one package."""
    name = re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")
    return "pyside6" if name.startswith(("pyside6", "shiboken6")) else name


def declared() -> tuple[set[str], set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extra = project["optional-dependencies"]["dev"]
    return {normal(name) for name in project["dependencies"]}, {normal(name) for name in extra}


def test_the_programs_import_what_is_declared_and_nothing_is_declared_in_vain():
    runtime, _ = declared()
    assert imported(sources(*OWN) - sources(TOUR)) == runtime


def test_the_tests_import_what_is_declared_and_nothing_is_declared_in_vain():
    runtime, development = declared()
    used = imported(sources("tests", "resources", TOUR))
    assert used <= runtime | development
    assert development - TOOLS <= used
