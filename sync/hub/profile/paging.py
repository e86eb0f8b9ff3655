"""Pages of an overview: a cursor is the id that the page before ended with."""

from collections.abc import Sequence

import msgspec
from starlette.responses import Response

from sync.hub.endpoint import Call, json_response
from sync.hub.problems import HttpProblem

PAGE = 50
MAX_PAGE = 200


def page(call: Call, names: Sequence[str]) -> tuple[Sequence[str], str]:
    """Return the asked-for part of some ids, and the cursor of the part after it ('' at the end).

    Raises:
        HttpProblem: 409; the cursor is none of them.
    """
    after, most = call.http.query_params.get("after", ""), limit(call)
    if after and after not in names:
        raise HttpProblem(409, "no_cursor", "take the cursor from `next` of the page before")
    start = names.index(after) + 1 if after else 0
    found = names[start : start + most]
    return found, found[-1] if found and start + most < len(names) else ""


def limit(call: Call) -> int:
    """Return how many the client wants at most."""
    return int(call.http.query_params.get("limit", PAGE))


def linked(call: Call, view: msgspec.Struct, following: str) -> Response:
    """Return a page that links to the one after it (RFC 8288), if there is one."""
    response = json_response(call.http, view)
    if following:
        target = f"{call.http.url.path}?after={following}&limit={limit(call)}"
        response.headers["Link"] = f'<{target}>; rel="next"'
    return response
