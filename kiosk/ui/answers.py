"""What is said of a scan that led to no product: the keys of its heading and of its sentence."""

UNREAD = frozenset({"check_digit", "control_characters", "empty", "broken_label", "too_long"})
"""Reasons for which scanning once more helps."""

OTHER = frozenset({"list", "link", "customer", "receipt", "order", "coupon", "not_a_product"})
"""What was read well and is something else than a product."""

OWN_WORDS = UNREAD | OTHER | {"not_a_code", "no_catalogue"}
"""Reasons with a sentence of their own; for the others the brand has one."""


def heading(reason: str) -> str:
    """Return the key of the heading for a reason of `kiosk.ui.flow`.

    >>> heading("coupon"), heading("not_found")
    ('unknown.title_other', 'unknown.title')
    """
    if reason in UNREAD:
        return "unknown.title_unread"
    if reason in OTHER:
        return "unknown.title_other"
    return "unknown.title_no_catalogue" if reason == "no_catalogue" else "unknown.title"


def sentence(reason: str) -> str:
    """Return the key of the sentence, '' where the brand's own words for an unknown code are said."""
    return f"unknown.{reason}" if reason in OWN_WORDS else ""
