"""An installer of a program's folder: the same bytes whenever and wherever it is made.

wixl makes the database. What it leaves out or draws by lot is put right afterwards, in the tables.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from windows import cabinet, product, wxs
from windows.failure import MsiError
from windows.product import PROPERTIES

SUMMARY = "_SummaryInformation"
REVISION, CREATED, SAVED = "9", "12", "13"
"""Numbers of the summary's properties: the package's code, and when it was made."""
SECURE = ("WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED", *(each.name for each in PROPERTIES))
"""What whoever starts the installer may hand to the part of it that runs with the machine's rights."""
SEQUENCES = ("InstallUISequence", "InstallExecuteSequence")
"""What runs where somebody looks on, and what always runs."""
SETS_PROPERTY = 51
BEFORE_SEARCH, AFTER_SEARCH = 30, 60
"""AppSearch is the fiftieth; FindRelatedProducts, the twenty-fifth, needs no property."""


class Facts(NamedTuple):
    """What is only known when it is made: the version, and the seconds since 1970 all is said to be from."""

    version: str
    moment: int


def make(tree: Path, to: Path, facts: Facts) -> Path:
    """Make the installer of a program's folder; return its file.

    Args:
        tree: The program, as it is to be installed.
        to: The installer's file.
        facts: See there.

    Raises:
        MsiError: A tool is missing or refuses.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        staged = work / "tree"
        shutil.copytree(tree, staged, symlinks=False)
        for path in (*staged.rglob("*"), staged):
            path.chmod(0o755 if path.is_dir() else 0o644)
            os.utime(path, (facts.moment, facts.moment))
        plan, made = work / "plan.wxs", work / "made.msi"
        wxs.write(staged, facts.version, plan)
        _run("wixl", "--arch", "x64", "--output", str(made), plan.name, cwd=work)
        _put_right(made)
        _date_files(made, facts, work)
        _date(made, facts, work)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, to)
    return to


def table(installer: Path, name: str) -> list[dict[str, str]]:
    """Return a table of an installer: each row by the names of its columns.

    Raises:
        MsiError: There is none, or msiinfo is missing.
    """
    lines = _run("msiinfo", "export", str(installer), name).replace("\r\n", "\n").split("\n")
    columns, rows = lines[0].split("\t"), lines[3:]
    return [dict(zip(columns, row.split("\t"), strict=True)) for row in rows if row]


def _put_right(made: Path) -> None:
    """Write what wixl does not: secure properties, conditions of components, actions in a steady order."""
    queries = [_update("Property", ("Value", ";".join(SECURE)), "SecureCustomProperties")]
    for at, each in enumerate(PROPERTIES):
        queries.append(_update("Component", ("Condition", each.name), f"{wxs.SETTINGS}{each.name}"))
        # What was typed must win over what AppSearch finds.
        queries += _action(f"Keep{each.name}", (each.given, each.name), BEFORE_SEARCH + at)
        queries += _action(f"Back{each.name}", (each.name, each.given), AFTER_SEARCH + at)
    for query in queries:
        _run("msibuild", str(made), "-q", query)


def _action(name: str, copied: tuple[str, str], at: int) -> list[str]:
    """Return what adds an action that sets a property to another one's value, where that has one."""
    to, source = copied
    action = {"Action": name, "Type": SETS_PROPERTY, "Source": to, "Target": f"[{source}]"}
    turn = {"Action": name, "Condition": source, "Sequence": at}
    return [_insert("CustomAction", action), *(_insert(sequence, turn) for sequence in SEQUENCES)]


def _insert(into: str, row: dict[str, str | int]) -> str:
    columns = ", ".join(f"`{column}`" for column in row)
    values = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in row.values())
    return f"INSERT INTO `{into}` ({columns}) VALUES ({values})"  # noqa: S608 - names of this package


def _update(what: str, change: tuple[str, str], key: str) -> str:
    """Return what changes a column of the row whose key, named as its table, is given."""
    column, value = change
    return f"UPDATE `{what}` SET `{column}`='{value}' WHERE `{what}`='{key}'"  # noqa: S608 - likewise


def _date_files(made: Path, facts: Facts, work: Path) -> None:
    held = work / wxs.CABINET
    held.write_bytes(cabinet.dated(_output("msiinfo", "extract", str(made), wxs.CABINET), facts.moment))
    _run("msibuild", str(made), "-a", wxs.CABINET, str(held))


def _date(made: Path, facts: Facts, work: Path) -> None:
    """Give it the package's code and the moment: wixl draws the one by lot and looks at the clock."""
    code = product.identity("package", facts.version, _product_code(made))
    when = datetime.fromtimestamp(facts.moment, UTC).strftime("%Y/%m/%d %H:%M:%S")
    told = {REVISION: code, CREATED: when, SAVED: when}
    lines = _run("msiinfo", "export", str(made), SUMMARY).replace("\r\n", "\n").split("\n")
    kept = [line for line in lines if line and line.partition("\t")[0] not in told]
    listed = work / f"{SUMMARY}.idt"
    listed.write_text(
        "\r\n".join([*kept, *(f"{key}\t{value}" for key, value in told.items()), ""]), newline=""
    )
    _run("msibuild", str(made), "-i", str(listed))


def _product_code(made: Path) -> str:
    return next(row["Value"] for row in table(made, "Property") if row["Property"] == "ProductCode")


def _run(*command: str, cwd: Path | None = None) -> str:
    return _output(*command, cwd=cwd).decode("utf-8", "replace")


def _output(*command: str, cwd: Path | None = None) -> bytes:
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, check=False)
    except FileNotFoundError:
        raise MsiError(f"{command[0]} is not here: apt-get install wixl msitools") from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise MsiError(f"{command[0]} refused: {said}")
    return done.stdout
