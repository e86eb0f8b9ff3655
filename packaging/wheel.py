"""Make the hub's wheel: the modules and files of its package, for whoever runs Python services already.

    .venv/bin/python packaging/wheel.py [--out build/package/wheel]      (make package)

The same bytes whenever and wherever it is made. SOURCE_DATE_EPOCH is the time that all files are said to be
from, otherwise that of the last commit.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

import build
from bundle import pins
from bundle.failure import BuildError
from bundle.programs import HUB, ROOT

OUT = ROOT / "build" / "package" / "wheel"
NAME = "vetrina_hub"
WHEEL = "Wheel-Version: 1.0\nGenerator: vetrina\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
START = "[console_scripts]\nvetrina-hub = sync.hub.__main__:main\n"
PLAIN_FILE = 0o100644 << 16
EARLIEST = 315_532_800
"""1980, where ZIP's time begins: seconds since 1970."""


def main(arguments: list[str] | None = None) -> int:
    """Make it, and print path and size; 1 when it cannot be made."""
    parser = argparse.ArgumentParser(description="Make the hub's wheel.")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the wheel")
    options = parser.parse_args(arguments)
    try:
        wheel = make(options.out, build.said_to_be_from())
    except BuildError as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"{wheel}: {wheel.stat().st_size / build.MEGABYTE:.1f} MB")
    return 0


def make(out: Path, moment: int) -> Path:
    """Make the wheel in a folder; return its file.

    Args:
        out: The folder.
        moment: Seconds since 1970 that everything is said to be from.

    Raises:
        BuildError: A package that the hub needs is not installed here, or a file is not there.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version: str = project["version"]
    info = f"{NAME}-{version}.dist-info"
    held = dict(_code()) | {f"{folder}/{path.name}": path.read_bytes() for path, folder in HUB.files()}
    held |= {
        f"{info}/METADATA": _metadata(project).encode(),
        f"{info}/WHEEL": WHEEL.encode(),
        f"{info}/entry_points.txt": START.encode(),
        **{f"{info}/licenses/{name}": (ROOT / name).read_bytes() for name in project["license-files"]},
    }
    record = f"{info}/RECORD"
    lines = [f"{name},sha256={_sum(content)},{len(content)}" for name, content in sorted(held.items())]
    out.mkdir(parents=True, exist_ok=True)
    wheel = out / f"{NAME}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in (
            *sorted(held.items()),
            (record, "\n".join([*lines, f"{record},,", ""]).encode()),
        ):
            entry = zipfile.ZipInfo(name, time.gmtime(max(moment, EARLIEST))[:6])
            entry.external_attr, entry.compress_type = PLAIN_FILE, zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return wheel


def _code() -> Iterator[tuple[str, bytes]]:
    for module in HUB.modules():
        path = ROOT / module.replace(".", "/")
        source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        yield source.relative_to(ROOT).as_posix(), source.read_bytes()


def _metadata(project: dict[str, str]) -> str:
    """Return what it says of itself, with what it needs, in the project's own words."""
    wanted = {pins.normal(name) for name in pins.direct(HUB)}
    needs = [each for each in project["dependencies"] if pins.normal(Requirement(each).name) in wanted]
    lines = [
        "Metadata-Version: 2.4",
        "Name: vetrina-hub",
        f"Version: {project['version']}",
        "Summary: The hub of Vetrina, the in-store end of an omnichannel shop",
        f"License-Expression: {project['license']}",
        *(f"License-File: {name}" for name in project["license-files"]),
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {need}" for need in needs),
    ]
    return "".join(f"{line}\n" for line in lines)


def _sum(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
