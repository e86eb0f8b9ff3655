"""An OpenID Connect provider that keeps the shop's accounts, as a hub is set up for it."""

from typing import NamedTuple
from urllib.parse import urlsplit

from sync.hub.hosts import is_here


class ProviderError(Exception):
    """The provider cannot be used like that; the message says why, for the person who set it up."""


class Provider(NamedTuple):
    """Who it is (`issuer`, a URL), whom it knows the hub as, and what shoppers call it (`name`).

    `secret` is '' for a client without one (PKCE alone).
    """

    issuer: str
    client: str
    secret: str = ""
    name: str = ""


def parse(issuer: str, client: str, secret: str = "", name: str = "") -> Provider:
    """Return a provider by its settings.

    Raises:
        ProviderError: They make none.

    >>> parse("https://accounts.example", "vetrina").name
    'accounts.example'
    """
    host = urlsplit(issuer).hostname or ""
    if not is_safe(issuer):
        raise ProviderError("the provider is named by its issuer, an address that begins with https://")
    if not client:
        raise ProviderError("the provider knows the hub by a client id: give that, too")
    return Provider(issuer, client, secret, name or host)


def is_safe(url: str) -> bool:
    """Say whether what is said to a URL stays between the two: over TLS, or on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_here(host)))
