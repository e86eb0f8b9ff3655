"""How a tablet reaches its hub besides the address: through whom, and whose certificates it believes."""

from typing import NamedTuple


class Way(NamedTuple):
    """The way of every request.

    `proxy` is the address that it goes through, '' for what the system says; `ca_file` names certificates
    (PEM) of a CA of one's own, believed beside the public ones, '' for none.
    """

    proxy: str = ""
    ca_file: str = ""


STRAIGHT = Way()
