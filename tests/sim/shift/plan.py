"""How large a shift is, and what the stores sell."""

from typing import NamedTuple

NAMES = ("Giulia", "Marco", "Sara", "Luca", "Anna", "Ivo", "Elena", "Paolo", "Mira", "Nico", "Rosa", "Teo")
STORES = ("milano", "torino", "roma")
PIN = "482915"

VARIANTS = tuple(
    f"{product}-{colour}"
    for product in ("sofa", "lamp", "rug", "chair", "vase", "pouf", "shelf")
    for colour in ("moss", "sand", "rust", "oak")
)


class Plan(NamedTuple):
    """A shift: simulated `hours`, so many stores, associates, orders and scans in all of them together.

    `idle_scans` is how often somebody without an order scans something on the shelf, instead of waiting.
    """

    hours: float = 8.0
    stores: int = 3
    associates: int = 12
    orders: int = 600
    scans: int = 5_000
    idle_scans: float = 0.22

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.hours * 3600

    def scaled(self, share: float) -> "Plan":
        """Return a shorter shift at the same pace."""
        return self._replace(
            hours=self.hours * share, orders=round(self.orders * share), scans=round(self.scans * share)
        )


def product(variant: str) -> str:
    """Return the product that a variant is of."""
    return variant.partition("-")[0]
