"""How requests leave the tablet: through a proxy or straight, and whose certificates are believed."""

import logging
import ssl
from collections.abc import Iterable
from typing import Any

import httpx

from sync.client.way import Way

HERE = ("127.0.0.1", "localhost", "::1")
"""What is on this machine no proxy leads to."""

log = logging.getLogger(__name__)


def options(way: Way, near: Iterable[str] = ()) -> dict[str, Any]:
    """Return the arguments of an httpx client that goes a way; hosts that are `near` it reaches straight."""
    trust = trusted(way.ca_file)
    if not way.proxy:
        return {"verify": trust}
    # The proxy's own certificate may be of one's own CA, too; where it has none httpcore wants no context.
    of_proxy = trust if way.proxy.startswith("https:") else None
    return {
        "verify": trust,
        "proxy": httpx.Proxy(way.proxy, ssl_context=of_proxy),
        # What is set here counts alone, whatever variables the process inherited.
        "trust_env": False,
        "mounts": {f"all://{f'[{host}]' if ':' in host else host}": None for host in (*HERE, *near)},
    }


def trusted(ca_file: str) -> ssl.SSLContext:
    """Return the certificates that are believed: the public ones, and those of a file, '' for none.

    A file that cannot be used is said in the log, and so is one that the process inherited as `SSL_CERT_FILE`
    and that is not there: what needs it fails by itself, and nothing else does.
    """
    try:
        context = httpx.create_ssl_context()
    except OSError as error:
        log.warning("SSL_CERT_FILE or SSL_CERT_DIR leads nowhere and is passed over: %s", error)
        context = httpx.create_ssl_context(trust_env=False)
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            log.warning("the certificates in %s are not believed: %s", ca_file, error)
    return context
