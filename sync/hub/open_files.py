"""Room for connections: each is an open file, and systems start programs with room for about a thousand."""

import sys


def make_room() -> None:
    """Allow this process as many open files as the system lets it have (POSIX; Windows has no such limit)."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
