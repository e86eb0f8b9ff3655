"""What of an order is kept from those who only prepare it: addresses, numbers, and all but a first name.

It is taken out of what leaves the hub. A scope's checksum counts whole documents, so it is left out of the
answer, too; once somebody signs in at the tablet who reads the rest, it comes, differs, and the tablet reads
that scope anew.
"""

from collections.abc import Collection

import msgspec
from msgspec.structs import replace

from sync.hub.news import Page
from sync.protocol.envelope import Change
from sync.protocol.orders import preparing


def withheld(page: Page, scopes: Collection[str]) -> Page:
    """Return a page with the contacts of the orders in some scopes taken out."""
    if not scopes:
        return page
    return page._replace(
        changes=[
            _without(one) if one.scope in scopes and one.kind == preparing.KIND else one
            for one in page.changes
        ],
        checksums={scope: told for scope, told in page.checksums.items() if scope not in scopes},
    )


def _without(change: Change) -> Change:
    if change.body is msgspec.UNSET:
        return change
    return replace(change, body=msgspec.Raw(preparing.to_prepare(bytes(change.body))))
