"""Links to shared lists, as QR codes hold them and people forward them."""

import re


def token_of(link: str) -> str:
    """Return the token that a link to a list ends with, '' when there is none.

    What mail and chat programs add behind it (`?utm_source=…`, `#…`, a slash) is no part of it: the path
    ends at the first `?` or `#` (RFC 3986, 3.3).
    """
    path = re.split("[?#]", link.strip(), maxsplit=1)[0]
    return path.rstrip("/").rpartition("/")[2]
