"""schema.org nodes: their types, their values however wrapped, and the products among them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]

MAX_DEPTH = 12
PREFIX = re.compile(r"^(?:schema:|https?://schema\.org/)")
PRODUCTS = frozenset(
    {"Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts", "Vehicle"}
)
HOLDERS = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "itemListElement",
    "item",
    "hasPart",
    "about",
    "offers",
)
"""Where products hang below nodes that are none."""


def normal(value: Any, depth: int = 0) -> Any:
    """Return a JSON value with plain names: `schema:name` and `https://schema.org/name` are `name`."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [normal(each, depth + 1) for each in value]
    if isinstance(value, dict):
        return {PREFIX.sub("", name): normal(each, depth + 1) for name, each in value.items()}
    return value


def types(node: Node) -> set[str]:
    """Return the names of a node's types."""
    return {PREFIX.sub("", text) for text in map(text_of, listed(node.get("@type"))) if text}


def is_group(node: Node) -> bool:
    """Whether a node stands for all variants of a product."""
    return "ProductGroup" in types(node) or "hasVariant" in node


def products(value: Any, depth: int = 0) -> Iterator[Node]:
    """Yield the products in a value that are no variants inside another one, in order."""
    if depth > MAX_DEPTH:
        return
    for each in listed(value):
        if isinstance(each, list):
            yield from products(each, depth + 1)
        elif isinstance(each, dict) and types(each) & PRODUCTS:
            yield each
        elif isinstance(each, dict):
            for holder in HOLDERS:
                yield from products(each.get(holder), depth + 1)


def breadcrumbs(value: Any, depth: int = 0) -> list[str]:
    """Return the names of the first breadcrumb list in a value, from the top."""
    for each in listed(value) if depth <= MAX_DEPTH else []:
        if isinstance(each, dict) and "BreadcrumbList" in types(each):
            steps = [step for step in listed(each.get("itemListElement")) if isinstance(step, dict)]
            names = [text_of(step.get("name")) or name_of(step.get("item")) for step in steps]
            return [name for name in names if name]
        below = [each.get("@graph"), each.get("breadcrumb")] if isinstance(each, dict) else each
        found = breadcrumbs(below, depth + 1) if isinstance(below, list) else []
        if found:
            return found
    return []


def listed(value: Any) -> list[Any]:
    """Return a value as a list: what may stand alone may also stand in one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def text_of(value: Any) -> str:
    """Return a word, a number, `{"@value": …}`, or the first of a list as text; '' for anything else."""
    first = next(iter(listed(value)), None)
    if isinstance(first, dict):
        first = first.get("@value")
    if isinstance(first, bool) or first is None:
        return ""
    return str(first).strip() if isinstance(first, str | int | float) else ""


def name_of(value: Any) -> str:
    """Return what a node is called, or a text that stands in its place."""
    first = next(iter(listed(value)), None)
    if isinstance(first, dict) and "@value" not in first:
        return text_of(first.get("name")) or text_of(first.get("value")) or text_of(first.get("@id"))
    return text_of(value)


def word_of(value: Any) -> str:
    """Return the last word of an enumeration: `https://schema.org/InStock` is `InStock`."""
    return PREFIX.sub("", name_of(value))


def texts_of(value: Any, language: str) -> dict[str, str]:
    """Return a text in all languages it is given in; what names none is in `language`."""
    texts: dict[str, str] = {}
    for each in listed(value):
        tag = text_of(each.get("@language")) if isinstance(each, dict) else ""
        text = text_of(each)
        if text:
            texts.setdefault(tag.partition("-")[0].casefold() or language, text)
    return texts
