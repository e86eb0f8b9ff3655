"""A tablet out of its box: one code, and a shopper can scan."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.core.settings import NAME as SETTINGS
from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import enrolment_code
from sync.client.identity import load, public_key
from sync.hub.__main__ import main as hub_main
from sync.protocol.devices import clean_code, fingerprint
from sync.protocol.invitations import FILE_NAME
from tests.flow.actors import KioskProcess, TabletProcess, eventually

TWO_MINUTES = 120.0
SOFA, SOFA_SAYS = "LRC-MOSS-212", "Larice"
"""The shop in Milano speaks Italian from the moment on in which the tablet is known there."""
BARE = Path(__file__).parent / "bare_tablet.py"


class BareTablet(KioskProcess):
    """A tablet that is nobody's yet. It is looked at in short looks, for its start goes on in between."""

    def __init__(self, data: Path, hub: str = "", code: str = "") -> None:
        plainly = {"LANG": "C.UTF-8"}
        TabletProcess.__init__(self, data, str(BARE), str(data), hub, code, environment=plainly)

    def see(self, words: str, seconds: float = TWO_MINUTES) -> None:
        eventually(f"{words!r} on the screen", lambda: any(words in text for text in self.reads()), seconds)

    def type(self, code: str) -> None:
        """Type a code on a keyboard, sign by sign."""
        for sign in clean_code(code):
            self.press(sign)

    def looks(self, *words: str) -> None:
        """See several things on one screen."""
        for each in words:
            self.see(each)


@pytest.fixture
def bare_hub(tmp_path: Path) -> Iterator[HubProcess]:
    """A hub into which nothing was imported yet."""
    (tmp_path / "hub").mkdir()
    with HubProcess(tmp_path / "hub") as hub:
        yield hub


@pytest.fixture
def unpack(tmp_path: Path) -> Iterator[Callable[..., BareTablet]]:
    """Take tablets out of their boxes."""
    with ExitStack() as running:
        tablets: list[BareTablet] = []

        def take(*told: str, name: str = "fresh", settings: str = "") -> BareTablet:
            data = tmp_path / name
            data.mkdir()
            if settings:
                (data / SETTINGS).write_text(settings)
            tablets.append(running.enter_context(BareTablet(data, *told)))
            return tablets[-1]

        yield take
    assert [tablet.trouble for tablet in tablets if tablet.trouble] == []


def scans(tablet: BareTablet) -> None:
    """Scan, again and again, until the catalogue is there and the product is on the screen."""

    def shown() -> bool:
        tablet.scan(SOFA)
        return any(SOFA_SAYS in text for text in tablet.reads())

    eventually("the scanned product", shown, TWO_MINUTES)


@pytest.mark.first
def test_from_the_box_to_a_scanned_product_in_two_minutes_with_one_code_typed(
    hub: HubProcess, unpack: Callable[..., BareTablet]
) -> None:
    code = enrolment_code(hub.data)
    began = time.monotonic()
    tablet = unpack(hub.url)
    tablet.see("Enrol this tablet")
    tablet.see("The hub answers")
    tablet.type(code)
    tablet.see("Done: this tablet is Kiosk 1")
    scans(tablet)
    took = time.monotonic() - began
    assert took < TWO_MINUTES
    known = load(tablet.data)
    assert known
    [listed] = hub_command("devices", "--data", str(hub.data), "--json")
    assert (listed["id"], listed["key"]) == (known.device, fingerprint(public_key(known.private_key)))
    tablet.close()


def test_whoever_types_a_wrong_code_reads_why_and_goes_on_with_the_right_one(
    bare_hub: HubProcess, unpack: Callable[..., BareTablet]
) -> None:
    used, code = enrolment_code(bare_hub.data), enrolment_code(bare_hub.data, "Kiosk 2")
    first = unpack(bare_hub.url, used, name="first")
    first.see("Done: this tablet is Kiosk 1")
    tablet = unpack()
    tablet.see("Where is the hub?")
    tablet.write("127.0.0.1:1")
    tablet.press("Return")
    tablet.looks("Enrol this tablet", "No hub at this address")
    tablet.tap("Other address")
    tablet.write(bare_hub.url)
    tablet.press("Return")
    tablet.see("The hub answers")
    tablet.type("AAAAAAAA")
    tablet.see("The hub does not know this code")
    tablet.type(used)
    tablet.looks("Another tablet has used this code", "Each code is good once")
    for sign in clean_code(code):
        tablet.tap(sign)
    tablet.see("Done: this tablet is Kiosk 2")


def test_a_tablet_is_enrolled_by_scanning_the_hubs_qr_code(
    bare_hub: HubProcess, unpack: Callable[..., BareTablet], tmp_path: Path
) -> None:
    picture = tmp_path / "code.png"
    told = hub_command(
        "enrol", "--data", str(bare_hub.data), "--store", "milano", "--name", "Kiosk 3",
        *("--url", bare_hub.url, "--qr", str(picture), "--json"),
    )  # fmt: skip
    tablet = unpack()
    tablet.see("Where is the hub?")
    tablet.scan("9527310001011")
    tablet.see("That is no enrolment code")
    from kiosk.core.scan.image import read_image  # noqa: PLC0415 - loads the imaging library

    [scanned] = read_image(picture)
    assert scanned.endswith(told["invitation"])
    tablet.scan(told["invitation"])
    tablet.see("Done: this tablet is Kiosk 3")


def test_a_stores_file_enrols_tablets_by_itself(
    bare_hub: HubProcess, unpack: Callable[..., BareTablet], tmp_path: Path
) -> None:
    file = tmp_path / FILE_NAME
    asked = (
        "enrol",
        "--data",
        str(bare_hub.data),
        "--store",
        "torino",
        "--name",
        "Aisle",
        "--url",
        bare_hub.url,
    )
    assert hub_main([*asked, "--batch", "2", "--out", str(file)]) == 0
    settings = f"enrolment_file = '{file}'\n"
    tablets = [unpack(name=name, settings=settings) for name in ("one", "two")]
    for tablet in tablets:
        tablet.see("Done: this tablet is Aisle")
    third = unpack(name="three", settings=settings)
    third.looks("All codes of the file are used", "Each tablet takes one")
    known = [load(tablet.data) for tablet in tablets]
    assert {one.name for one in known if one} == {"Aisle 1", "Aisle 2"}
    assert {one.store for one in known if one} == {"torino"}


def test_it_shows_what_store_it_wants_to_see_of_it(
    bare_hub: HubProcess, unpack: Callable[..., BareTablet]
) -> None:
    tablet = unpack(bare_hub.url)
    tablet.see("The hub answers")
    from sync.client.enrolment import pending_key  # noqa: PLC0415 - not before the tablet has made it

    assert fingerprint(pending_key(tablet.data)) in tablet.reads()
    tablet.tap("Italiano")
    tablet.see("Registra questo tablet")
    tablet.tap("日本語")
    tablet.see("端末の登録")
