"""What differs from shop to shop when a scan is read: the section `[scan]` of `settings.toml`.

```toml
[scan]
prefix = ""                    # what the scanners of this shop put before and after each code
suffix = ""
product_links = ["https://shop.example/p/{product}", "shop.example/item?sku={sku}"]

[[scan.measures]]              # variable measure: see sync/protocol/measures.py
pattern = "02IIIIIVPPPPC"

[scan.prefixes]                # texts of cards, receipts and pick-ups that another system prints
customer = ["LOY-", "29"]
receipt = ["980"]
order = ["PU-"]
```
"""

import re
from functools import cache
from typing import Annotated, Literal, get_args
from urllib.parse import parse_qsl, unquote

import msgspec

from sync.protocol.addresses import split
from sync.protocol.measures import Measure, Measured

FIELD = re.compile(r"\{(sku|gtin|product)\}")
SCHEME = re.compile(r"(?i)https?://")
Prefix = Annotated[str, msgspec.Meta(min_length=1)]
PrefixedKind = Literal["customer", "receipt", "order", "list"]
PREFIXED: tuple[PrefixedKind, ...] = get_args(PrefixedKind)


class RulesError(ValueError):
    """A rule that cannot be used; the message says what to change."""


class Prefixes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the texts of codes begin that another system prints; a number matches by its EAN-13 too."""

    customer: tuple[Prefix, ...] = ()
    receipt: tuple[Prefix, ...] = ()
    order: tuple[Prefix, ...] = ()
    list: tuple[Prefix, ...] = ()


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shop's rules.

    `list_address` is what links to its lists begin with, `claim_address` those of lists that wait under a
    code ('' = none known).

    A product link is an address with one of `{product}`, `{sku}`, `{gtin}` where that stands, and `*` for
    whatever stands elsewhere. Scheme, case of the host, trailing slash and other parameters do not matter.
    """

    list_address: str = ""
    claim_address: str = ""
    prefix: str = ""
    suffix: str = ""
    product_links: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    prefixes: Prefixes = Prefixes()

    def __post_init__(self) -> None:
        for link in self.product_links:
            if len(FIELD.findall(link)) != 1:
                raise RulesError(f"{link}: a product link has {{product}}, {{sku}} or {{gtin}} in it, once")

    def of_shop(self, public_url: str, product_links: tuple[str, ...]) -> "Rules":
        """Return these rules with what hub and brand file say besides: where lists live, how products link.

        Args:
            public_url: What the hub's links begin with, '' when none is known.
            product_links: The brand's, tried after those set here.
        """
        return msgspec.structs.replace(
            self,
            list_address=f"{public_url.rstrip('/')}/l/" if public_url else "",
            claim_address=f"{public_url.rstrip('/')}/c/" if public_url else "",
            product_links=self.product_links + product_links,
        )

    def measure(self, ean: str) -> Measured | None:
        """Return what an EAN-13 carries by the first rule that fits."""
        return next((read for rule in self.measures if (read := rule.read(ean))), None)

    def own_kind(self, text: str, ean: str = "") -> PrefixedKind | None:
        """Return the kind whose prefix a text (or its EAN-13) begins with."""
        folded = text.casefold()
        for kind in PREFIXED:
            for prefix in getattr(self.prefixes, kind):
                if folded.startswith(prefix.casefold()) or (ean and ean.startswith(prefix)):
                    return kind
        return None

    def own_list(self, url: str) -> str | None:
        """Return the token behind the address of lists, None when the link is no list's."""
        return _behind(self.list_address, url)

    def own_claim(self, url: str) -> str | None:
        """Return the code behind the address of lists that wait, None when the link is none of theirs."""
        return _behind(self.claim_address, url)

    def product_link(self, url: str) -> tuple[str, str] | None:
        """Return what a retailer's own address names: (`sku`, `gtin` or `product`; its value)."""
        for link in self.product_links:
            found = _match(link, url)
            if found:
                return found
        return None


def _behind(address: str, url: str) -> str | None:
    if not address or not _bare(url).lower().startswith(_bare(address).lower()):
        return None
    return re.split("[/?#]", _bare(url)[len(_bare(address)) :], maxsplit=1)[0]


def _bare(url: str) -> str:
    return SCHEME.sub("", url, count=1)


def _match(link: str, url: str) -> tuple[str, str] | None:
    host, path, query = _pattern(link)
    try:
        parts = split(url)
        name = parts.hostname or ""
    except ValueError:
        return None
    found = path.fullmatch(parts.path.rstrip("/"))
    if found is None or not host.fullmatch(name):
        return None
    values = found.groupdict()
    given = {key.lower(): value for key, value in parse_qsl(parts.query)}
    for key, wanted in query:
        if wanted[:1] == "{":
            values[wanted.strip("{}")] = given.get(key, "")
        elif given.get(key) != wanted:
            return None
    field, value = next(iter(values.items()))
    return (field, unquote(value).strip()) if value else None


@cache
def _pattern(link: str) -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[str, str]]]:
    parts = split(link if SCHEME.match(link) else f"https://{link}")
    host = (parts.hostname or "").removeprefix("www.")
    query = [(key.lower(), value) for key, value in parse_qsl(parts.query)]
    return (
        re.compile(r"(?:www\.)?" + _expression(host)),
        re.compile(_expression(parts.path.rstrip("/"))),
        query,
    )


def _expression(text: str) -> str:
    pieces = re.split(r"(\{(?:sku|gtin|product)\}|\*)", text)
    return "".join(
        "[^?#]*?"
        if piece == "*"
        else f"(?P<{piece[1:-1]}>[^/]+)"
        if FIELD.fullmatch(piece)
        else re.escape(piece)
        for piece in pieces
    )
