"""`vetrina-hub import` in small steps, killed at its n-th commit.

    python -m tests.faults.killed_import N ARGUMENTS…

With N = 0 it is left alone; what it prints last is how many commits there were.
"""

import os
import signal
import sys
from typing import Any

from sync.hub.__main__ import main
from sync.hub.feeds import apply, sources, tombstones
from sync.hub.storage.sqlite import SqliteStorage

STEP = 3
"""Documents in a transaction: many steps out of a small feed."""


def run(last: int, arguments: list[str]) -> int:
    apply.BATCH = tombstones.BATCH = STEP
    sources.PAGE = sources.BUCKET = STEP
    commit = SqliteStorage.commit
    done = 0

    async def counted(storage: SqliteStorage, *args: Any) -> int:
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return await commit(storage, *args)

    SqliteStorage.commit = counted  # type: ignore[method-assign]
    status = main(arguments)
    print(done)  # noqa: T201 - the test reads it
    return status


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), sys.argv[2:]))
