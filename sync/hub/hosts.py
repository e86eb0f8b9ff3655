"""Whose machine a host is: what goes to this one may go in the open."""

import ipaddress


def is_here(host: str) -> bool:
    """Say whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
