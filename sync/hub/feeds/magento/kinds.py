"""Which of Magento's tables a file is, by its columns."""

from collections.abc import Iterable
from enum import Enum


class Kind(Enum):
    """A table of a Magento export; the value says what it holds."""

    PRODUCTS = "products"
    REVIEWS = "reviews"
    LINKS = "links between products"
    CATEGORIES = "categories"
    ATTRIBUTES = "attributes"
    SALES_RULES = "discount rules"
    WISHLIST = "wish lists"


SIGNS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.REVIEWS, frozenset({"sku", "rating_value", "review"})),
    (Kind.LINKS, frozenset({"sku", "linked_sku"})),
    (Kind.CATEGORIES, frozenset({"name", "path", "url_key"})),
    (Kind.ATTRIBUTES, frozenset({"attribute_code", "frontend_label", "option"})),
    (Kind.SALES_RULES, frozenset({"simple_action", "conditions_serialized"})),
    (Kind.WISHLIST, frozenset({"customer_email", "product_list"})),
    (Kind.PRODUCTS, frozenset({"sku", "name", "price", "product_type"})),
    (Kind.PRODUCTS, frozenset({"sku", "name", "price", "attribute_set"})),
    (Kind.PRODUCTS, frozenset({"sku", "name", "price", "attribute_set_code"})),
)

NOT_USED = {
    Kind.SALES_RULES: "discount rules belong to the till; the catalogue has no place for them",
    Kind.WISHLIST: "wish lists are personal data; customers bring their lists themselves",
}
"""Tables that are known and not taken over, and why."""


def kind_of(header: Iterable[str]) -> Kind | None:
    """Return which table has these columns, None for none of Magento's."""
    columns = frozenset(header)
    return next((kind for kind, signs in SIGNS if signs <= columns), None)
