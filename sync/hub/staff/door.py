"""The door of calls that an associate makes: the tablet's token says where, the session's secret says who."""

from sync.hub.context import Hub
from sync.hub.problems import HttpProblem
from sync.hub.staff.duty import session_of
from sync.protocol import rights, sessions
from sync.protocol.devices import Device
from sync.protocol.sessions import Session
from sync.protocol.staff import Role

PROBLEMS = ("no_staff_session",)


async def staff_of(hub: Hub, device: Device, proof: str) -> Session:
    """Return the associate's session that a secret proves, which is good and of this device.

    Raises:
        HttpProblem: 403 `no_staff_session`.
    """
    session = await session_of(hub, device, sessions.session_id(proof))
    if session is None:
        raise HttpProblem(403, "no_staff_session", "nobody is signed in with this proof at this device")
    return session


async def manager_of(hub: Hub, device: Device, proof: str) -> Session:
    """Return the session of a manager.

    Raises:
        HttpProblem: 403 `no_staff_session`, `forbidden`.
    """
    session = await staff_of(hub, device, proof)
    if not rights.may_manage(Role(session.role)):
        raise HttpProblem(403, "forbidden", "a manager's session is needed")
    return session
