"""Nothing is read as a shape that two threads could still be noting."""

import ast
import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHAPED = {"decode": (None, "type"), "Decoder": (0, "type"), "convert": (1, "type")}
"""Calls of msgspec that read something as a shape: where it stands among the arguments, and its name."""


def unready(source: str) -> Iterator[int]:
    """Yield the lines that hand msgspec a shape that is not `ready`."""
    for call in ast.walk(ast.parse(source)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        if call.func.attr not in SHAPED or not ast.unparse(call.func).startswith("msgspec."):
            continue
        place, name = SHAPED[call.func.attr]
        shapes = [one.value for one in call.keywords if one.arg == name]
        if place is not None:
            shapes += call.args[place : place + 1]
        yield from (call.lineno for one in shapes if not ast.unparse(one).startswith("ready("))


def test_every_shape_is_made_ready_first() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("kiosk", "sync")
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.name != "shapes.py"
        for line in unready(path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize(
    "call",
    ["msgspec.json.decode(b, type=T)", "msgspec.json.Decoder(T)", "msgspec.convert(b, list[T])"],
)
def test_a_shape_that_is_not_ready_is_found(call: str) -> None:
    assert list(unready(f"import msgspec\n{call}")) == [2]


def test_many_threads_may_read_the_same_new_shapes_at_once() -> None:
    """Each round has fresh types; without `ready` the process dies within some rounds."""
    program = """
        import sys, threading, types, msgspec
        from sync.shapes import ready
        sys.setswitchinterval(1e-6)
        fields = "".join(f"    f{j}: int | None = None\\n" for j in range(30))
        source = "from __future__ import annotations\\nimport msgspec\\n" + "".join(
            f"class S{i}(msgspec.Struct):\\n{fields}    n: {f'S{i + 1} | None' if i < 8 else 'int'} = None\\n"
            for i in range(9)
        )
        for number in range(100):
            module = sys.modules[f"m{number}"] = types.ModuleType(f"m{number}")
            exec(source, module.__dict__)
            barrier = threading.Barrier(6)
            read = []
            def look():
                barrier.wait()
                read.append(msgspec.json.decode(b'{"n": {"f29": 1}}', type=ready(module.S0)).n.f29)
            threads = [threading.Thread(target=look) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert read == [1] * 6, read
        print("[true]")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == [True]
