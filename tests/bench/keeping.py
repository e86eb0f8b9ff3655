"""The keeper of `vetrina shopper`, with kiosks that print what they and the keeper hold, in bytes.

`keeping.py DATA SECONDS` keeps kiosks that have one visit each, on an enrolled tablet's folder, for so long.
`keeping.py COUNT` keeps so many processes that do nothing but ask for the next.
"""

import os
import socket
import sys

from processes import resident

from kiosk.keeper import LET_IN, LONGEST, SUCCESSOR, Ties, keep


def opened(ties: Ties) -> int:
    """Be one of the kiosks."""
    if len(sys.argv) == 2:
        return _be_brief(ties, int(sys.argv[1]))
    # As with the command, the keeper has nothing of a kiosk.
    import renewed

    return renewed.opened(ties, *sys.argv[1:])


def _be_brief(ties: Ties, count: int) -> int:
    turn = 1
    if ties.before:
        turn = int(ties.before.recv(LONGEST))
        ties.keeper.send(LET_IN)
        # Until the one before has ended.
        ties.before.recv(LONGEST)
    print(resident(os.getppid()), flush=True)
    if turn < count:
        ties.keeper.send(SUCCESSOR)
        _, (channel,), *_ = socket.recv_fds(ties.keeper, LONGEST, 1)
        socket.socket(fileno=channel).send(str(turn + 1).encode())
    return 0


if __name__ == "__main__":
    sys.exit(keep(opened))
