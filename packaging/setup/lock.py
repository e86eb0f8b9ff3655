"""Write requirements.lock anew from pyproject.toml: `make lock`, ARGS=--upgrade to move to newer versions.

One file for every platform and Python: exact versions with markers, and the hash of every published file. It
names no index, so that pip's own settings decide where packages come from. uv does the resolving, in an
environment of its own; nothing else uses it.
"""

from __future__ import annotations

import subprocess
import sys

from environment import LOCK, PROJECT, ROOT

TOOL = ROOT / "build" / "lock-tool"
UV = "uv==0.13.9"


def main(arguments: list[str]) -> int:
    """Resolve and write; pass further arguments on to uv."""
    if not TOOL.exists():
        subprocess.run([sys.executable, "-m", "venv", str(TOOL)], check=True)
    subprocess.run([TOOL / "bin" / "python", "-m", "pip", "install", "--quiet", UV], check=True)
    compile_lock = [TOOL / "bin" / "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    neutral = ["--no-config", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    header = ["--custom-compile-command", "make lock"]
    what = ["--extra", "dev", "--extra", "build", "--python-version", "3.11", str(PROJECT.relative_to(ROOT))]
    target = ["--output-file", str(LOCK.relative_to(ROOT))]
    return subprocess.run(
        [*compile_lock, *neutral, *header, *arguments, *what, *target], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
