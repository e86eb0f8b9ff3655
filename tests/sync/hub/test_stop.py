import time
from typing import Any

from sync.hub.serve import STOP_SECONDS


def test_it_stops_at_once_though_somebody_listens(tablet: Any, hub: Any) -> None:
    with tablet.http.stream("GET", "/v1/events", params={"scopes": "catalogue"}) as response:
        lines = response.iter_lines()
        assert next(lines) == ":"
        begun = time.monotonic()
        assert hub.stop() == 0
        assert time.monotonic() - begun < STOP_SECONDS
        # The stream ends as it should; a cut one would raise.
        assert set(lines) <= {"", ":"}
