"""Room for connections: each is an open file, and systems start programs with room for about a thousand."""

import sys

MAX_CONNECTIONS = 20_000
"""Of one process: four times its listeners."""

BACKLOG = 512
"""Connections that are taken in at once, before it is seen whether there is room for them."""

OWN_FILES = 64
"""What the hub itself keeps open: its store, the catalogue, files on their way out."""


def make_room() -> int:
    """Allow this process as many open files as the system lets it have; return how many connections that is.

    Windows has no such limit.
    """
    if sys.platform == "win32":
        return MAX_CONNECTIONS
    import resource  # noqa: PLC0415 - not there on Windows

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if most == resource.RLIM_INFINITY:
        return MAX_CONNECTIONS
    return max(1, min(MAX_CONNECTIONS, most - OWN_FILES - BACKLOG))
