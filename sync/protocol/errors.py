"""What can go wrong between tablet and hub, in the words of RFC 9457.

ProtocolError
├── Rejected        the rule of the document says no; carries a reason code that the maker is shown
└── Malformed       the sender wrote something that is no operation
"""

import msgspec

PROBLEM_TYPE = "application/problem+json"

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading JSON or TOML raises that is none, or not as agreed: no UTF-8 in a text, nested without end."""


class Problem(msgspec.Struct, omit_defaults=True):
    """An error answer (RFC 9457). `code` is stable and names what the reader may translate."""

    status: int
    code: str
    title: str
    detail: str = ""


class ProtocolError(Exception):
    """Base of all errors of the protocol."""


class Rejected(ProtocolError):  # noqa: N818 - it is an answer, not a fault
    """An operation that the document's rule refuses; `reason` is a stable code such as `list_full`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class Malformed(ProtocolError):  # noqa: N818
    """Bytes or arguments that are no operation."""
