"""Mail as a hub is set up for it: which server, who writes, in which brand."""

from dataclasses import dataclass
from email.headerregistry import Address

from sync import brand
from sync.hub.context import Hub
from sync.hub.mail import relay
from sync.hub.mail.postman import Postman
from sync.hub.mail.relay import Relay
from sync.hub.mail.writer import Writer
from sync.hub.page.routes import BRANDS, RESOURCES


@dataclass(frozen=True)
class Mail:
    """The server that letters go through, and whom they come from (None: `no-reply@` the brand's domain)."""

    relay: Relay
    sender: Address | None = None


def postman(hub: Hub, mail: Mail) -> Postman:
    """Return the postman of a hub.

    Raises:
        BrandError: The brand file cannot be used.
        RelayError: The brand's domain is none.
    """
    look = brand.load(hub.config.brand or brand.choose(BRANDS))
    address = mail.sender.addr_spec if mail.sender else f"no-reply@{look.domain}"
    return Postman(hub, mail.relay, Writer(hub, look, relay.sender(address, look.name), RESOURCES))
