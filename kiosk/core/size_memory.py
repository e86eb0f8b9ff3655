"""Which size fits who stands here, and why: what the shop knows of a customer, what a guest chose just now.

The rule is that of `sync.protocol.fits` for both; a guest's memory lives in memory and goes with the visit.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from sync.protocol import fits, moments
from sync.protocol.customers import Customer
from sync.protocol.fits import Fit, ForgetFit, Known, LearnFit, SayFit
from sync.protocol.products import Product

BRAND = "brand"
"""Where feeds name the brand of a product (`Product.extra`)."""


class Customers(Protocol):
    """Who has signed in, as far as sizes go."""

    @property
    def shopper(self) -> object | None:
        """The customer, None for a guest."""

    def customer(self) -> Customer | None:
        """Return what the shop knows of them, None as long as it has not come here."""

    def do(self, verb: SayFit | ForgetFit) -> None:
        """Change what is known; durable when it returns."""


class SizeAdvice(NamedTuple):
    """An axis of a product with the size that is known to fit, and why."""

    axis: str
    known: Known

    @property
    def size(self) -> str:
        """The size."""
        return self.known.advice.size


class SizeMemory:
    """What fits. What a guest chose belongs to one thread; `say` and `forget` may wait for the disk."""

    def __init__(self, now: Callable[[], datetime], customers: Customers | None = None) -> None:
        """`customers` tells of who signed in; without it everybody is a guest."""
        self._now = now
        self._customers = customers
        self._guest: dict[str, Fit] = {}

    def find(self, product: Product, options: Mapping[str, str]) -> SizeAdvice | None:
        """Return the size that fits of a product, None where nothing is known; `options` are any of it."""
        for axis in sorted(fits.sizes_of(options)):
            known = self._find(axis, product)
            if known is not None:
                return SizeAdvice(axis, known)
        return None

    def choose(self, product: Product, options: Mapping[str, str]) -> None:
        """Count a guest's choice; what a customer puts on a list the hub counts."""
        if self._known is not None:
            return
        for axis, size in fits.sizes_of(options).items():
            self._change(LearnFit(axis, size, "chosen", *_place(product)))

    def say(self, product: Product, axis: str, size: str) -> None:
        """The shopper says which size it is."""
        self._tell(SayFit(axis, size, *_place(product)))

    def forget(self, product: Product, advice: SizeAdvice) -> None:
        """Forget what an advice came from: all of this axis in the category, whatever the brand."""
        for fit in list(self._fits.values()):
            if fit.axis == advice.axis and fit.category in {"", product.category}:
                self._tell(ForgetFit(fit.axis, fit.category, fit.brand))

    def sizes(self, category: str = "") -> frozenset[str]:
        """Return the sizes that fit in a category ('' = in any)."""
        known = self._fits.values()
        found = [fits.advise(fit) for fit in known if not category or fit.category in {"", category}]
        return frozenset(advice.size for advice in found if advice)

    def clear(self) -> None:
        """Forget a guest's choices (part of the wipe)."""
        self._guest.clear()

    @property
    def _known(self) -> Customers | None:
        return self._customers if self._customers and self._customers.shopper else None

    @property
    def _fits(self) -> Mapping[str, Fit]:
        if self._known is None:
            return self._guest
        customer = self._known.customer()
        return customer.fits if customer else {}

    def _find(self, axis: str, product: Product) -> Known | None:
        return fits.find(self._fits, axis, *_place(product))

    def _tell(self, verb: SayFit | ForgetFit) -> None:
        if self._known is not None:
            self._known.do(verb)
        else:
            self._change(verb)

    def _change(self, verb: fits.Verb) -> None:
        self._guest = fits.change(self._guest, verb, moments.write(self._now()))


def _place(product: Product) -> tuple[str, str]:
    return product.category, product.extra.get(BRAND, "")
