"""Who sets a tablet up reads why its hub is not reached: real sockets, names and certificates."""

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from kiosk.core.pairing import Fault, Pairing
from sync.client.errors import Offline, Unreached
from sync.client.transport import reach
from sync.client.transport.reach import look
from sync.client.way import Way
from tests.authority import certify
from tests.sync.client.transport.test_door import serving

HERE = "127.0.0.1"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(autouse=True)
def with_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of the tests may have none."""
    monkeypatch.setattr(reach, "has_network", lambda: True)


def closed_port() -> int:
    with socket.create_server((HERE, 0)) as server:
        return int(server.getsockname()[1])


def cause(hub: str, way: Way = Way()) -> tuple[str, float]:  # noqa: B008 - an immutable one
    with pytest.raises(Unreached) as unreached:
        look(hub, way)
    return unreached.value.cause, unreached.value.skew


def test_a_hub_that_answers_tells_how_wrong_the_clock_is() -> None:
    with serving() as port:
        assert abs(look(f"http://{HERE}:{port}")) < 5
    with serving(date=format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)) as port:
        assert look(f"http://{HERE}:{port}") == pytest.approx(3600, abs=5)


def test_each_way_to_miss_a_hub_has_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cause("https://:443") == ("address", 0)
    assert cause("https://nobody.invalid") == ("name_not_found", 0)
    assert cause(f"http://{HERE}:{closed_port()}") == ("closed", 0)
    with serving(status=200, kind="text/html") as port:
        assert cause(f"http://{HERE}:{port}") == ("not_a_hub", 0)
        assert cause(f"https://{HERE}:{port}") == ("not_a_hub", 0), "a port without TLS"
    with serving(status=503) as port, pytest.raises(Offline) as busy:
        look(f"http://{HERE}:{port}")
    assert not isinstance(busy.value, Unreached), "it is there, and busy"
    assert cause("http://hub.test", Way(f"http://{HERE}:{closed_port()}")) == ("proxy", 0)
    monkeypatch.setattr(reach, "has_network", lambda: False)
    assert cause("https://nobody.invalid") == ("no_network", 0)
    assert cause(f"http://{HERE}:{closed_port()}") == ("closed", 0), "this machine's own port"


UNTRUSTED = {
    "unknown authority": ("localhost", -DAY, DAY),
    "another name": ("other.test", -DAY, DAY),
    "too old by every clock": ("localhost", -2 * DAY, -DAY),
}


@pytest.mark.parametrize("why", UNTRUSTED)
def test_a_certificate_that_is_not_trusted(tmp_path: Path, why: str) -> None:
    files = certify(tmp_path, *UNTRUSTED[why])
    way = Way() if why == "unknown authority" else Way(ca_file=str(files.authority))
    with serving(files) as port:
        assert cause(f"https://localhost:{port}", way) == ("certificate", 0)


@pytest.mark.parametrize("days", [5, -5])
def test_a_clock_that_is_wrong_is_told_from_a_bad_certificate_and_by_how_much(
    tmp_path: Path, days: int
) -> None:
    """The hub lives some days from here: its certificate is of then, and so is what it says of the time."""
    away = days * DAY
    files = certify(tmp_path, "localhost", away - DAY, away + DAY)
    way = Way(ca_file=str(files.authority))
    with serving(files, date=format_datetime(datetime.now(UTC) + away, usegmt=True)) as port:
        hub = f"https://localhost:{port}"
        found, skew = cause(hub, way)
        assert found == "clock"
        assert skew == pytest.approx(-away.total_seconds(), abs=5)
        assert Pairing(tmp_path, hub, way=way).enter("ABCD-EFGH") == Fault("clock", f"{-days * 1440}")


def test_an_enrolment_that_fails_says_why(tmp_path: Path) -> None:
    port = closed_port()
    assert Pairing(tmp_path, f"http://{HERE}:{port}").enter("ABCD-EFGH") == Fault(
        "closed", f"http://{HERE}:{port}"
    )
    with serving(status=200, kind="text/html") as page:
        fault = Pairing(tmp_path, f"http://{HERE}:{page}").enter("ABCD-EFGH")
    assert fault == Fault("not_a_hub", f"http://{HERE}:{page}")
