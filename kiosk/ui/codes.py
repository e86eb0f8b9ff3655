"""What a scanned or typed text is here: the shop's rules, and its catalogue."""

from kiosk.core.scan import Rules, Scan, look_up, parse
from kiosk.ui.shop import Shop
from sync.catalogue.schema import CatalogueError


class CodeReader:
    """Reads codes. A catalogue that cannot be read is put away, and reading goes on without."""

    def __init__(self, shop: Shop, rules: Rules) -> None:
        self._shop = shop
        self._rules = rules

    def __call__(self, text: str) -> Scan:
        """Return what a text is."""
        scan = parse(text, self._rules)
        try:
            return look_up(scan, self._shop.catalogue)
        except CatalogueError as error:
            self._shop.give_up(error)
            return look_up(scan, None)
