"""A tablet that taps, says so, and waits to be killed."""

import sys
from pathlib import Path

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client.identity import load
from sync.client.replica import Replica


def main() -> None:
    data = Path(sys.argv[1])
    identity = load(data)
    assert identity is not None
    replica = Replica(data, identity)
    ListKeeper(replica, ShopperSession(replica)).add("sofa", "sofa-moss", {}, 2)
    sys.stdout.write("committed\n")
    sys.stdout.flush()
    sys.stdin.readline()


main()
