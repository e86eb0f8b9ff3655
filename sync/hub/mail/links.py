"""The link by which letters lead to a list: one for all letters about it, and the shopper can close it."""

from sync.hub import settling
from sync.hub.access import load_list
from sync.hub.context import Hub
from sync.hub.settling import ITSELF
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.hashes import digest
from sync.protocol.ids import derived_id
from sync.protocol.list_verbs import ShareList

HUB = Actor(ITSELF, "shop")


async def to_list(hub: Hub, list_id: str) -> str:
    """Return the address of a list's page, '' where there is no list, or its link was closed.

    Raises:
        StorageError: The store is out of reach.
    """
    document = await load_list(hub, list_id) if list_id else None
    if document is None or document.erased:
        return ""
    token = hub.keys.link_token(list_id)
    share = digest(token)
    if share not in document.shares:
        await settling.do(
            hub, scopes.shopping_list(list_id), derived_id(list_id, share, "link"), ShareList(share), HUB
        )
    return f"{hub.config.public_url}/l/{token}" if document.shares.get(share, True) else ""
