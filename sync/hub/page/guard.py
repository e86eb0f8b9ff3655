"""What protects the phone page: headers of every answer, and who may POST."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from sync.hub.bodies import JSON

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
"""Nothing inline, nothing from elsewhere, no markup from strings (Trusted Types without any policy)."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

NO_STORE = "no-store"
"""For the page and its data: nothing of a list stays in a cache or a history snapshot."""

REVALIDATE = "private, no-cache"
"""For styles, scripts and fonts: kept by the phone alone, asked for again each time."""

IMMUTABLE = "private, max-age=31536000, immutable"
"""For pictures, whose address is their content."""


def headers(cache: str) -> dict[str, str]:
    """Return the headers of an answer that may be cached as `cache` says."""
    return {**HEADERS, "Cache-Control": cache}


FORM = "application/x-www-form-urlencoded"

FORM_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""For pages of plain forms, which have no script at all."""

FORM_HEADERS = {**HEADERS, "Content-Security-Policy": FORM_POLICY, "Referrer-Policy": "same-origin"}
"""A form that is sent without any referrer tells no origin either (Fetch, append a request Origin header)."""


def may_post(sent: Mapping[str, str], public_url: str, media_type: str = JSON) -> bool:
    """Say whether a POST comes from the page itself: what the page sends, and from the same origin.

    A browser always tells `Origin` on a POST, and `Sec-Fetch-Site` in a secure context. What tells neither is
    no page.
    """
    if sent.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        return False
    if sent.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = urlsplit(sent.get("origin", ""))
    return origin.netloc != "" and origin.netloc in {sent.get("host", ""), urlsplit(public_url).netloc}
