"""The profile API's part of the table of routes."""

from typing import Annotated

import msgspec

from sync.hub import headers
from sync.hub.bodies import JSON
from sync.hub.endpoint import Endpoint, Parameter, Reply
from sync.hub.profile import customers, examples, export, lists, timeline
from sync.hub.profile.door import client_with
from sync.hub.profile.export import Erased, Export
from sync.hub.profile.paging import MAX_PAGE
from sync.hub.profile.requests import (
    UUID,
    Attachment,
    CustomerOps,
    CustomerPatch,
    ListOps,
    ListPatch,
    NewCustomer,
    NewList,
    PersonPatch,
)
from sync.hub.profile.timeline import TimelinePage
from sync.hub.profile.views import Created, CustomerView, ListPage, ListView, PersonView, Results
from sync.protocol.clients import Right

TAKEN = (JSON, "application/merge-patch+json")
"""The names that a merge patch goes by."""

Uuid = Annotated[str, msgspec.Meta(pattern=f"^{UUID}$")]

CUSTOMER_ID = Parameter("id", "path", Uuid, "The customer, by the id that the hub gave.", examples.CUSTOMER)
LIST_ID = Parameter("id", "path", Uuid, "The list, by its id.", examples.LIST)
AFTER = Parameter("after", "query", Uuid, "`next` of the page before.", examples.LIST, required=False)
ENTRY = Parameter(
    "after",
    "query",
    Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern="^[!-~]+$")],
    "`next` of the page before.",
    examples.ENTRY,
    required=False,
)
LIMIT = Parameter(
    "limit",
    "query",
    Annotated[int, msgspec.Meta(ge=1, le=MAX_PAGE)],
    "How many at most.",
    "50",
    required=False,
)
PATCHING = (headers.IF_MATCH, headers.IDEMPOTENCY_KEY)
PATCHED = ("changed", "if_match_missing", "other_content")

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/customers",
        customers.make_customer,
        "Make a customer known",
        request=NewCustomer,
        answer=Created,
        replies=(Reply(201, "Made.", Created),),
        problems=("erased",),
        auth=client_with(Right.CUSTOMERS_WRITE),
    ),
    Endpoint(
        "GET",
        "/v1/customers/{id}",
        customers.read_customer,
        "A customer",
        answer=CustomerView,
        has_etag=True,
        parameters=(CUSTOMER_ID,),
        auth=client_with(Right.CUSTOMERS_READ),
    ),
    Endpoint(
        "PATCH",
        "/v1/customers/{id}",
        customers.patch_customer,
        "Change a customer as it was read",
        request=CustomerPatch,
        answer=CustomerView,
        takes=TAKEN,
        parameters=(CUSTOMER_ID, *PATCHING),
        problems=(*PATCHED, "too_many_sizes", "too_many_preferences", "too_many_consents"),
        auth=client_with(Right.CUSTOMERS_WRITE),
    ),
    Endpoint(
        "POST",
        "/v1/customers/{id}/ops",
        customers.change_customer,
        "Operations on a customer",
        request=CustomerOps,
        answer=Results,
        parameters=(CUSTOMER_ID,),
        auth=client_with(Right.CUSTOMERS_WRITE),
    ),
    Endpoint(
        "GET",
        "/v1/persons/{id}",
        customers.read_person,
        "Who a customer is",
        answer=PersonView,
        has_etag=True,
        parameters=(CUSTOMER_ID,),
        auth=client_with(Right.PERSONS_READ),
    ),
    Endpoint(
        "PATCH",
        "/v1/persons/{id}",
        customers.patch_person,
        "Change who a customer is, as it was read",
        request=PersonPatch,
        answer=PersonView,
        takes=TAKEN,
        parameters=(CUSTOMER_ID, *PATCHING),
        problems=(*PATCHED, "no_contact", "too_many_fields"),
        auth=client_with(Right.PERSONS_WRITE),
    ),
    Endpoint(
        "GET",
        "/v1/customers/{id}/lists",
        lists.read_lists,
        "A customer's lists",
        answer=ListPage,
        parameters=(CUSTOMER_ID, AFTER, LIMIT),
        problems=("no_cursor",),
        auth=client_with(Right.LISTS_READ),
    ),
    Endpoint(
        "POST",
        "/v1/customers/{id}/lists",
        lists.begin_list,
        "Begin a list for a customer",
        request=NewList,
        answer=Created,
        replies=(Reply(201, "Begun.", Created),),
        parameters=(CUSTOMER_ID, headers.IDEMPOTENCY_KEY),
        problems=("too_many_lists",),
        auth=client_with(Right.LISTS_WRITE),
    ),
    Endpoint(
        "POST",
        "/v1/customers/{id}/lists/attach",
        lists.attach_list,
        "Give a guest's list to a customer",
        request=Attachment,
        answer=Created,
        parameters=(CUSTOMER_ID,),
        problems=("not_yours", "too_many_lists"),
        auth=client_with(Right.LISTS_WRITE),
    ),
    Endpoint(
        "GET",
        "/v1/customers/{id}/timeline",
        timeline.read_timeline,
        "What happened with a customer",
        answer=TimelinePage,
        parameters=(CUSTOMER_ID, ENTRY, LIMIT),
        problems=("no_cursor",),
        auth=client_with(Right.PERSONS_READ),
    ),
    Endpoint(
        "GET",
        "/v1/customers/{id}/export",
        export.export_customer,
        "Everything that is held on a person",
        answer=Export,
        parameters=(CUSTOMER_ID,),
        auth=client_with(Right.PERSONS_READ),
    ),
    Endpoint(
        "POST",
        "/v1/customers/{id}/erase",
        export.erase_customer,
        "Forget a person",
        answer=Erased,
        parameters=(CUSTOMER_ID,),
        auth=client_with(Right.PERSONS_ERASE),
    ),
    Endpoint(
        "GET",
        "/v1/lists/{id}",
        lists.read_list,
        "A list",
        answer=ListView,
        has_etag=True,
        parameters=(LIST_ID,),
        auth=client_with(Right.LISTS_READ),
    ),
    Endpoint(
        "PATCH",
        "/v1/lists/{id}",
        lists.patch_list,
        "Change a list as it was read",
        request=ListPatch,
        answer=ListView,
        takes=TAKEN,
        parameters=(LIST_ID, *PATCHING),
        problems=(*PATCHED, "no_line"),
        auth=client_with(Right.LISTS_WRITE),
    ),
    Endpoint(
        "POST",
        "/v1/lists/{id}/ops",
        lists.change_list,
        "Operations on a list",
        request=ListOps,
        answer=Results,
        parameters=(LIST_ID,),
        auth=client_with(Right.LISTS_WRITE),
    ),
)
