"""A desk without a window, for a test that looks into its memory: it is told by lines what to do.

`in NAME PIN` signs in and waits until the customer is there; `out` signs out; each is answered by a
line.
"""

import gc
import os
import sys
import time
from pathlib import Path

from kiosk.core.staff.desk import StaffDesk
from kiosk.core.staff.device_secret import DeviceSecret
from kiosk.core.staff.open_work import OpenWork
from sync.client import identity as identities
from sync.client.engine import Engine
from sync.client.listeners import Listeners
from sync.client.replica import Replica
from sync.protocol.persons import Person
from tests.kiosk.core.staff.conftest import NoKeyStore

PATIENCE = 20.0


def main(data: Path, customer: str) -> None:
    identity = identities.load(data)
    assert identity
    replica = Replica(data, identity)
    listeners = Listeners(on_changed=lambda changed: work.concerns(changed) and work.follow())
    engine = Engine(data, replica, listeners, tick=0.2)
    desk = StaffDesk(replica, engine.ask, DeviceSecret(data, identity.device, NoKeyStore()))
    work = OpenWork(replica, desk)
    engine.start()
    # Not by `sys.stdin`, whose buffer would keep the PIN.
    while line := os.read(0, 256).decode():
        _do(line, desk)
        if desk.person:
            _wait_for(replica, customer)
        del line
        gc.collect()
        os.write(1, b"done\n")
    engine.stop()
    replica.close()


def _do(line: str, desk: StaffDesk) -> None:
    match line.split():
        case ["in", name, pin]:
            desk.sign_in(pin, name=name)
        case _:
            assert desk.sign_out()


def _wait_for(replica: Replica, customer: str) -> None:
    until = time.monotonic() + PATIENCE
    while not replica.document(f"person:{customer}", "person", customer, Person):
        assert time.monotonic() < until, "the customer did not come"
        time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
