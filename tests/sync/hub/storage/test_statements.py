"""Every statement names its scope: that is how a distributed database (Citus) knows where to send it."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from sync.hub.storage import postgres as adapter
from sync.hub.storage import postgres_schema, statements
from sync.hub.storage.connections import Connections

ROOM = Path(adapter.__file__).parent
TABLES = "heads|document|op_result"
USE = re.compile(rf"\b(?:FROM|JOIN|USING|INTO|UPDATE)\s+(?:{TABLES})\b")
WRITES_IT = re.compile(r"INTO \w+(?: AS \w+)? \(scope,[^)]*\)\s+(?:VALUES \(\$1,|SELECT \$1,)")
FILTERS_IT = re.compile(r"\bscope = (?:\$1|ANY\(\$1)")
SQL = re.compile(r"""["'](?:SELECT|INSERT|UPDATE|DELETE|WITH|VACUUM|LOCK|CREATE)\b""")

EXAMPLES: dict[str, tuple[object, ...]] = {
    statements.DOCUMENT: ("list:a", "note", "n"),
    statements.CHANGES: ("list:a", 0, 10),
    statements.HEADS: (["list:a", "list:b"],),
    statements.RESULTS: ("list:a", "", 10),
    statements.LOAD: ("list:a", ["note"], ["n"], ["op"]),
    statements.WRITE_ONE: ("list:a", 1, 7, 0, "note", "n", 7, b"{}", "op", "f", b"r"),
    statements.WRITE: (
        *("list:a", 1, 7, 0, ["note"], ["n"], [1], [7], [b"{}"]),
        *(["note"], ["n"], ["op"], ["f"], [b"r"]),
    ),
    statements.LOCK: ("list:a",),
    statements.PRUNE: ("list:a", 5),
    statements.FORGET_DOCUMENTS: ("list:a",),
    statements.FORGET_RESULTS: ("list:a",),
    statements.FORGET_HEAD: ("list:a",),
    statements.SET_HEAD: ("list:a", 1, 2, 3),
}


def subquery(statement: str, start: int) -> str:
    """Return the query from a place to where it ends: a closing parenthesis, a UNION, or the end."""
    depth = 0
    for place in range(start, len(statement)):
        depth += {"(": 1, ")": -1}.get(statement[place], 0)
        if depth < 0 or statement.startswith("UNION", place):
            return statement[start:place]
    return statement[start:]


@pytest.mark.parametrize("statement", statements.SCOPED)
def test_wherever_a_table_is_used_its_scope_is_named(statement: str) -> None:
    uses = [subquery(statement, use.start()) for use in USE.finditer(statement)]
    assert uses
    for use in uses:
        assert WRITES_IT.match(use) or FILTERS_IT.search(use), use


def test_a_statement_without_its_scope_would_be_found() -> None:
    for bad in ("SELECT 1 FROM document WHERE seq > $1", "INSERT INTO heads (seq) VALUES ($1)"):
        use = subquery(bad, USE.search(bad).start())
        assert not WRITES_IT.match(use)
        assert not FILTERS_IT.search(use)


def test_every_statement_is_on_one_of_the_two_lists() -> None:
    texts = {
        text
        for name, value in vars(statements).items()
        if name.isupper() and not name.startswith("_") and name != "SCOPED"
        for text in (value if isinstance(value, tuple) else [value])
        if isinstance(text, str)
    }
    assert texts == {*statements.SCOPED, *statements.SHARED}
    assert all(statements.SHARED.values())
    assert EXAMPLES.keys() == set(statements.SCOPED)


def test_the_adapter_has_no_statements_elsewhere() -> None:
    for name in ("postgres.py", "connections.py", "hints.py", "draft.py"):
        assert not SQL.search((ROOM / name).read_text()), name


def scans(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the nodes of a plan that read a table, also through subplans."""
    found = [plan] if plan.get("Relation Name") and "Scan" in plan["Node Type"] else []
    found += [plan] if plan["Node Type"] == "Bitmap Index Scan" else []
    return found + [scan for part in plan.get("Plans", []) for scan in scans(part)]


@pytest.fixture(scope="module")
def plans(postgres: Any) -> dict[str, list[dict[str, Any]]]:
    """How PostgreSQL reads for each statement, when every table is still empty: the worst moment to plan."""

    async def explain() -> dict[str, list[dict[str, Any]]]:
        connections = Connections(postgres.new_database())
        found = {}
        async with connections.one() as connection:
            for statement, parameters in EXAMPLES.items():
                text = await connection.fetchval(f"EXPLAIN (FORMAT JSON) {statement}", *parameters)
                found[statement] = scans(json.loads(text)[0]["Plan"])
        await connections.close()
        return found

    return asyncio.run(explain())


def test_each_reads_by_its_scope_through_an_index(plans: dict[str, list[dict[str, Any]]]) -> None:
    for statement, found in plans.items():
        for scan in found:
            if scan["Node Type"] != "Bitmap Heap Scan":
                assert "scope = " in scan.get("Index Cond", ""), (statement, scan)


def test_documents_and_results_are_looked_up_by_the_whole_key(plans: dict[str, list[dict[str, Any]]]) -> None:
    """By scope alone it would be as slow as the scope is large."""
    for statement, expected in ((statements.LOAD, 3), (statements.WRITE, 1), (statements.DOCUMENT, 1)):
        found = plans[statement]
        assert len(found) == expected
        for scan in found:
            condition = scan["Index Cond"]
            keys = {"document": ("kind = ", "id = "), "op_result": ("op = ",)}
            for key in keys.get(scan["Relation Name"], ()):
                assert key in condition, (statement, scan)


def test_the_readme_distributes_every_table_by_its_scope() -> None:
    text = (ROOM.parent / "README.md").read_text()
    lines = re.findall(r"create_distributed_table\('(\w+)', '(\w+)', colocate_with => '(\w+)'\)", text)
    assert lines == [
        ("heads", "scope", "none"),
        *((table, "scope", "heads") for table in TABLES.split("|")[1:]),
    ]
    made = set(re.findall(r"CREATE TABLE (\w+)", "".join(postgres_schema.STEPS.values())))
    assert made == {table for table, _, _ in lines}
