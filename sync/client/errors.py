"""What can go wrong between a tablet and its hub, split by whose turn it is to act.

ClientError
├── ReplicaError          this tablet's own store
│   ├── NewerReplica        written by a newer Vetrina; update the program
│   └── BrokenReplica       damaged; it is rescued when it is opened the next time
├── NoRoom                the disk is too full for what was to be kept; what was there goes on
├── IdentityError         the tablet is not enrolled, or its device file cannot be read or written
│   └── IdentityDamaged     there is a device file, and it is none: enrol anew
└── HubError              a call to the hub
    ├── Offline             no proper answer: wait and try again (the only error that means "not online")
    │   └── Unreached         likewise, and what is known of why: for who sets a tablet up
    ├── Refused             401, 403: the hub does not let this tablet in, or not yet; staff have to act
    └── Faulty              the hub answered, but no to this very request, or with what cannot be right
        └── Gone              404, 410: what was asked for is not there, or no longer
"""

from typing import Literal

Cause = Literal[
    "address",
    "no_network",
    "name_not_found",
    "closed",
    "silent",
    "proxy",
    "certificate",
    "clock",
    "not_a_hub",
]
"""Why a hub is not reached: the address is none, this machine has no network, nobody knows the name, nobody
listens there, nobody answers in time, the proxy does not lead there, the certificate is not trusted, or is
not of today by this machine's clock, which is wrong, or something else than a hub answers."""


class ClientError(Exception):
    """Base of all errors of the tablet's side."""


class ReplicaError(ClientError):
    """The replica cannot be used."""


class NewerReplica(ReplicaError):  # noqa: N818 - named after what was found
    """The replica was written by a newer Vetrina."""


class NoRoom(ClientError):  # noqa: N818 - a state of the disk
    """The disk has no room for what was to be kept."""


class BrokenReplica(ReplicaError):  # noqa: N818
    """The replica's file is damaged."""


class IdentityError(ClientError):
    """There is no usable identity in the data folder."""


class IdentityDamaged(IdentityError):  # noqa: N818 - a state of the file
    """The file that says who the tablet is can be read, and holds no identity: enrolling anew mends it."""


class HubError(ClientError):
    """Base of what a call to the hub raises; `code` is the problem's, '' where the hub named none."""

    def __init__(self, message: str, code: str = "", retry_after: float = 0) -> None:
        super().__init__(message)
        self.code = code
        self.retry_after = retry_after


class Offline(HubError):  # noqa: N818 - a state, not a fault
    """The hub did not answer properly; `retry_after` is for how many seconds it asked, 0 if for none."""

    def __init__(self, message: str, retry_after: float = 0, code: str = "") -> None:
        super().__init__(message, code, retry_after)


class Unreached(Offline):
    """There was no proper answer, and this is why (see `transport.reach`).

    `cause` is one of its causes; `skew` is by how many seconds this tablet's clock is ahead of the hub's
    where that is the cause, negative where it is behind.
    """

    def __init__(self, message: str, cause: "Cause", skew: float = 0) -> None:
        super().__init__(message)
        self.cause = cause
        self.skew = skew


class Refused(HubError):  # noqa: N818
    """The hub answered and does not let this tablet, or this person, in; `code` is the problem's.

    `retry_after` is after how many seconds it may, 0 when it is not a matter of time.
    """


class Faulty(HubError):  # noqa: N818
    """The hub refuses this request as it is, or its answer is not what was agreed."""


class Gone(Faulty):
    """What was asked for is not there."""
