"""Set this checkout up: Python packages into .venv, system libraries where they are missing.

    python3 packaging/setup            (every make target does this first)

Needs Python and nothing else. The second time it only looks, and says nothing. PYTHON=python3.12 in the environment
chooses the interpreter; otherwise it is the newest suitable one.
"""

from __future__ import annotations

import sys

import environment
import system
from problem import Problem


def main() -> int:
    """Bring everything that demo, tour, test, shots, bench and lint need; 1 when something vital cannot be had."""
    try:
        environment.prepare()
        system.prepare()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
