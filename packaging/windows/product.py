"""What stays the same in every version of the installer, and what its command line can say."""

from __future__ import annotations

import uuid
from typing import NamedTuple

UPGRADE_CODE = uuid.UUID("6d1f2b0e-93a4-4f0c-8a57-2b8de2c6b1f4")
"""By this Windows knows that one installer is a newer one of the other. It never changes."""

NAME = "Vetrina"
MAKER = "Vetrina"
KEY = r"SOFTWARE\Vetrina\Kiosk"
"""Where the installer writes what it is told: `kiosk.core.machine_policy.INSTALLED`."""


class Property(NamedTuple):
    """A word of the command line, and the setting that it says."""

    name: str
    setting: str

    @property
    def given(self) -> str:
        """The property that keeps what was typed while what was installed is looked up."""
        return f"GIVEN{self.name}"


PROPERTIES = (
    Property("HUBURL", "hub"),
    Property("BRAND", "brand"),
    Property("LANGUAGE", "language"),
    Property("CACHE", "network.cache"),
    Property("CAFILE", "network.ca_file"),
    Property("ENROLMENTFILE", "enrolment_file"),
)
"""None may hold a secret: Windows writes properties into logs. So a proxy, whose address may hold a password,
and an enrolment code are no properties."""


def identity(kind: str, *what: str) -> str:
    """Return a GUID as Windows writes it, the same for the same things.

    >>> identity("component", "vetrina.exe") == identity("component", "vetrina.exe")
    True
    """
    return f"{{{uuid.uuid5(UPGRADE_CODE, chr(0).join((kind, *what)))}}}".upper()
