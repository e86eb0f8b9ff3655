"""The hub's routes, in one table, and the application that serves them."""

from typing import Annotated, Literal

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response

from sync.hub import catalogue, enrolment, events, exchange, media, metrics, openapi
from sync.hub.admin import routes as admin
from sync.hub.admission import read_request
from sync.hub.bodies import JSON
from sync.hub.clienteling import endpoints as clienteling
from sync.hub.context import Hub
from sync.hub.endpoint import DELIVERER, Call, Endpoint, Link, Parameter, routes
from sync.hub.fleet import endpoints as fleet
from sync.hub.guard import Guard
from sync.hub.hooks import endpoints as hooks
from sync.hub.orders import endpoints as orders
from sync.hub.page import routes as page
from sync.hub.parking import endpoints as parking
from sync.hub.parking import pages as parking_pages
from sync.hub.problems import HANDLERS
from sync.hub.profile import endpoints as profile
from sync.hub.profile.door import client_with
from sync.hub.releases import serving as releases
from sync.hub.returns import endpoints as returns
from sync.hub.sign_ins import endpoints as sign_ins
from sync.hub.sign_ins import pages as sign_in_pages
from sync.hub.staff import endpoints as staff
from sync.hub.stock import endpoints as stock
from sync.hub.stream import MEDIA_TYPE
from sync.protocol.catalogue import CatalogueChanges, Manifest
from sync.protocol.clients import Right
from sync.protocol.devices import EnrolAnswer, EnrolRequest, TokenAnswer, TokenRequest
from sync.protocol.envelope import SyncAnswer, SyncRequest


async def describe(_: Call) -> Response:
    """`GET /v1/openapi.json`."""
    return Response(msgspec.json.encode(openapi.document(ENDPOINTS)), media_type=JSON)


SHA256 = Parameter(
    "sha256",
    "path",
    Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")],
    "The SHA-256 of the bytes, hex.",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)
RENDITION = Parameter(
    "rendition",
    "path",
    Literal["240", "400", "full"],
    "240 pixels square, 400 wide, or as it came.",
    "400",
)
SCOPES = Parameter(
    "scopes",
    "query",
    events.WANTED,
    f"1 to {events.MAX_SCOPES} scopes with commas between them.",
    "catalogue,stock:milano",
)
AFTER = Parameter(
    "after",
    "query",
    Annotated[int, msgspec.Meta(ge=0, lt=10**18)],
    "The sequence number up to which everything is there.",
    "800",
)

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/sync",
        exchange.handle_sync,
        "Operations up, documents down",
        request=SyncRequest,
        answer=SyncAnswer,
        problems=("other_device",),
        decode=read_request,
        auth=DELIVERER,
    ),
    Endpoint(
        "GET",
        "/v1/events",
        events.listen,
        "Hints that a scope changed",
        media_types=(MEDIA_TYPE,),
        parameters=(SCOPES,),
        problems=("forbidden", "too_many_listeners"),
        also=client_with(Right.LISTS_READ),
    ),
    Endpoint(
        "GET",
        "/v1/catalogue",
        catalogue.manifest,
        "The newest catalogue",
        answer=Manifest,
        problems=("no_catalogue",),
        links=(Link("snapshot", "sha256", "/file/sha256"), Link("changes", "after", "/version")),
        has_etag=True,
    ),
    Endpoint(
        "GET",
        "/v1/catalogue/files/{sha256}",
        catalogue.snapshot,
        "A catalogue file",
        media_types=(catalogue.ZSTD,),
        parameters=(SHA256,),
        has_etag=True,
        has_ranges=True,
    ),
    Endpoint(
        "GET",
        "/v1/catalogue/changes",
        catalogue.changes,
        "What changed in the catalogue",
        answer=CatalogueChanges,
        parameters=(AFTER,),
        problems=("changes_forgotten",),
    ),
    Endpoint(
        "GET",
        "/v1/media/{sha256}/{rendition}",
        media.rendition,
        "A picture",
        media_types=tuple(media.MEDIA_TYPES.values()),
        parameters=(SHA256, RENDITION),
        has_etag=True,
        has_ranges=True,
    ),
    Endpoint(
        "POST",
        "/v1/devices/enrol",
        enrolment.enrol,
        "Make a tablet known",
        request=EnrolRequest,
        answer=EnrolAnswer,
        problems=(
            *("bad_proof", "code_refused", "code_used", "code_expired", "too_many"),
            *("hub_too_old", "tablet_too_old"),
        ),
        auth=None,
    ),
    Endpoint(
        "POST",
        "/v1/devices/token",
        enrolment.token,
        "Get a bearer token",
        request=TokenRequest,
        answer=TokenAnswer,
        problems=("assertion_refused", "bad_proof", "device_lost", "device_retired", "too_many"),
        auth=None,
    ),
    *fleet.ENDPOINTS,
    *profile.ENDPOINTS,
    *orders.ENDPOINTS,
    *stock.ENDPOINTS,
    *staff.ENDPOINTS,
    *sign_ins.ENDPOINTS,
    *parking.ENDPOINTS,
    *clienteling.ENDPOINTS,
    *hooks.ENDPOINTS,
    *returns.ENDPOINTS,
    Endpoint("GET", "/v1/openapi.json", describe, "This document", auth=None),
)
"""Every call of the API; what OpenAPI describes is what is served."""


def application(hub: Hub) -> Starlette:
    """Return the ASGI application of a hub.

    Raises:
        BrandError: The phone page's brand cannot be used.
    """
    assets = page.assets(hub)
    return Starlette(
        routes=[
            *routes(hub, ENDPOINTS),
            *page.routes(hub, assets),
            *sign_in_pages.routes(hub, assets),
            *parking_pages.routes(hub, assets),
            *releases.routes(hub),
            *admin.routes(hub, assets),
            *metrics.routes(hub),
        ],
        middleware=[
            Middleware(
                Guard,
                pages_address=hub.config.pages_address,
                paths=[*(one.path for one in ENDPOINTS), *admin.PATHS, metrics.PATH],
            )
        ],
        exception_handlers=HANDLERS,
    )
