"""Associates at tablets, and servers with keys, beside one hub."""

from tests.sync.hub.profile.conftest import new_key, new_shop, shop
from tests.sync.hub.staff.conftest import beside, new_person, take_on

__all__ = ["beside", "new_key", "new_person", "new_shop", "shop", "take_on"]
