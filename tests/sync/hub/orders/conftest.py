"""Another server with a key to the hub, as the tests of the profile API have it."""

from tests.sync.hub.profile.conftest import customer, list_id, new_key, new_shop, shop

__all__ = ["customer", "list_id", "new_key", "new_shop", "shop"]
