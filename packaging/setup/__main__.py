"""Set this checkout up: Python packages into .venv, system libraries where they are missing.

    python3 packaging/setup            (every make target does this first)

Needs Python and nothing else. The second time it only looks, and says nothing. PYTHON=python3.12 in the
environment chooses the interpreter; otherwise it is the newest suitable one.
"""

from __future__ import annotations

import sys

import environment
import system
from failure import SetupError


def main() -> int:
    """Bring what demo, tour, test, shots, bench and lint need; 1 when something vital cannot be had."""
    try:
        environment.prepare()
        system.prepare()
    except SetupError as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
