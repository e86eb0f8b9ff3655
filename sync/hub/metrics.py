"""`GET /metrics`: figures for Prometheus. Counts by store alone: no persons, no tablets' names, no secrets.

Who asks shows the token that the hub was given for it. Without one only this machine is answered, and no
proxy on it: what came from elsewhere by way of one is not from here.
"""

import datetime as dt
import hmac
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync import version
from sync.hub import erasure
from sync.hub.context import Hub
from sync.hub.fleet import condition
from sync.hub.fleet.condition import Condition
from sync.hub.hosts import is_here
from sync.hub.mail.letters import Boxes
from sync.hub.problems import HttpProblem, brake
from sync.hub.throttle import sender_of
from sync.protocol.heartbeat import MILLISECONDS

PATH = "/metrics"
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-real-ip")
"""What a proxy adds."""

Labels = Mapping[str, str]


class Gauge(NamedTuple):
    """A figure: its name, what it says, and its values by labels."""

    name: str
    says: str
    values: list[tuple[Labels, float]]


def routes(hub: Hub) -> list[Route]:
    """Return the route."""

    async def serve(http: Request) -> Response:
        _require(hub, http)
        return Response(written(await collect(hub)), media_type=MEDIA_TYPE)

    return [Route(PATH, serve, methods=["GET"])]


def _require(hub: Hub, http: Request) -> None:
    """Refuse whom the figures are none of the business of.

    Raises:
        HttpProblem: 401, 404 or 429.
    """
    token = hub.config.metrics_token
    if not token:
        host = http.client.host if http.client else ""
        if not is_here(host) or any(name in http.headers for name in FORWARDED):
            raise HttpProblem(404, "not_found")
        return
    sender = sender_of(http)
    brake(hub.throttles.keys, sender)
    kind, _, shown = http.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(shown.strip().encode(), token.encode()):
        hub.throttles.keys.count(sender)
        raise HttpProblem(401, "key_refused")


async def collect(hub: Hub) -> list[Gauge]:
    """Return all figures as they are now."""
    tablets = [one async for one in condition.every(hub.storage)]
    boxes = Boxes(hub.storage)
    await boxes.look()
    open_erasures = [one async for one in erasure.every(hub.storage) if len(one.confirmed) < len(one.devices)]
    return [
        Gauge("vetrina_hub_info", "Which Vetrina answers.", [({"version": version.installed()}, 1)]),
        Gauge("vetrina_letters_waiting", "Letters that wait.", [({}, len(list(boxes.letters())))]),
        Gauge(
            "vetrina_erasures_open", "Erasures that a tablet has not confirmed.", [({}, len(open_erasures))]
        ),
        *_of_tablets(hub, tablets),
    ]


def _of_tablets(hub: Hub, tablets: list[Condition]) -> Iterator[Gauge]:
    now = hub.clock()
    standing = Counter((one.device.store, one.device.status) for one in tablets)
    working: dict[str, list[Condition]] = {}
    for one in tablets:
        if one.in_service:
            working.setdefault(one.device.store, []).append(one)
    beats = {store: [one.heard for one in each if one.heard] for store, each in working.items()}
    yield Gauge(
        "vetrina_tablets",
        "Tablets by what staff said of them.",
        [({"store": store, "status": status}, number) for (store, status), number in standing.items()],
    )
    yield Gauge(
        "vetrina_tablets_heard",
        "Tablets in service that spoke in the last quarter of an hour.",
        [({"store": store}, sum(one.is_heard(now) for one in each)) for store, each in working.items()],
    )
    yield Gauge(
        "vetrina_tablets_troubled",
        "Tablets in service that somebody should look at, by why.",
        [
            ({"store": store, "trouble": why}, number)
            for (store, why), number in _troubles(working, now).items()
        ],
    )
    yield Gauge(
        "vetrina_outbox_acts",
        "Acts that wait on tablets, as they said last.",
        [({"store": store}, sum(one.beat.outbox for one in each)) for store, each in beats.items()],
    )
    yield Gauge(
        "vetrina_quarantined_queues",
        "Queues that tablets set aside, as they said last.",
        [({"store": store}, sum(one.beat.quarantine for one in each)) for store, each in beats.items()],
    )
    yield Gauge(
        "vetrina_clock_skew_seconds",
        "How far the clock is off that is off most.",
        [
            ({"store": store}, max(abs(one.clock_skew) for one in each) / MILLISECONDS)
            for store, each in beats.items()
            if each
        ],
    )
    yield Gauge(
        "vetrina_tablet_versions",
        "Tablets in service by the version that they run.",
        [
            ({"version": name}, number)
            for name, number in Counter(one.beat.version for each in beats.values() for one in each).items()
        ],
    )


def _troubles(working: Mapping[str, list[Condition]], now: dt.datetime) -> Counter[tuple[str, str]]:
    return Counter(
        (store, trouble) for store, each in working.items() for one in each for trouble in one.troubles(now)
    )


def written(gauges: list[Gauge]) -> str:
    r"""Return figures in Prometheus's text format.

    >>> written([Gauge("a", "Says.", [({"store": 'x"y'}, 2)])])
    '# HELP a Says.\n# TYPE a gauge\na{store="x\\"y"} 2\n'
    """
    lines = list[str]()
    for gauge in gauges:
        lines += [f"# HELP {gauge.name} {gauge.says}", f"# TYPE {gauge.name} gauge"]
        for labels, value in gauge.values:
            inside = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
            lines.append(f"{gauge.name}{f'{{{inside}}}' if inside else ''} {value:g}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
