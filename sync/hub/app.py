"""The hub's routes, in one table, and the application that serves them."""

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import BaseRoute

from sync.hub import catalogue, enrolment, events, exchange, media, openapi
from sync.hub.admission import read_request
from sync.hub.bodies import JSON
from sync.hub.context import Hub
from sync.hub.endpoint import DELIVERER, Call, Endpoint, route
from sync.hub.guard import Guard
from sync.hub.page import routes as page
from sync.hub.problems import HANDLERS
from sync.hub.stream import MEDIA_TYPE
from sync.protocol.catalogue import CatalogueChanges, Manifest
from sync.protocol.devices import EnrolAnswer, EnrolRequest, TokenAnswer, TokenRequest
from sync.protocol.envelope import SyncAnswer, SyncRequest


async def describe(_: Call) -> Response:
    """`GET /v1/openapi.json`."""
    return Response(msgspec.json.encode(openapi.document(ENDPOINTS)), media_type=JSON)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/sync",
        exchange.handle_sync,
        "Operations up, documents down",
        request=SyncRequest,
        answer=SyncAnswer,
        decode=read_request,
        auth=DELIVERER,
    ),
    Endpoint(
        "GET",
        "/v1/events",
        events.listen,
        "Hints that a scope changed",
        media_type=MEDIA_TYPE,
        query=("scopes",),
    ),
    Endpoint("GET", "/v1/catalogue", catalogue.manifest, "The newest catalogue", answer=Manifest),
    Endpoint(
        "GET",
        "/v1/catalogue/files/{sha256}",
        catalogue.snapshot,
        "A catalogue file",
        media_type=catalogue.ZSTD,
    ),
    Endpoint(
        "GET",
        "/v1/catalogue/changes",
        catalogue.changes,
        "What changed in the catalogue",
        answer=CatalogueChanges,
        query=("after",),
    ),
    Endpoint("GET", "/v1/media/{sha256}/{rendition}", media.rendition, "A picture", media_type="image/jpeg"),
    Endpoint(
        "POST",
        "/v1/devices/enrol",
        enrolment.enrol,
        "Make a tablet known",
        request=EnrolRequest,
        answer=EnrolAnswer,
        auth=None,
    ),
    Endpoint(
        "POST",
        "/v1/devices/token",
        enrolment.token,
        "Get a bearer token",
        request=TokenRequest,
        answer=TokenAnswer,
        auth=None,
    ),
    Endpoint("GET", "/v1/openapi.json", describe, "This document", auth=None),
)
"""Every call of the API; what OpenAPI describes is what is served."""


def application(hub: Hub) -> Starlette:
    """Return the ASGI application of a hub.

    Raises:
        BrandError: The phone page's brand cannot be used.
    """
    routes: list[BaseRoute] = [route(hub, endpoint) for endpoint in ENDPOINTS]
    return Starlette(
        routes=[*routes, *page.routes(hub)],
        middleware=[Middleware(Guard, pages_address=hub.config.pages_address)],
        exception_handlers=HANDLERS,
    )
