"""A desk hears of its store's work at once; a tablet without anybody signed in hears nothing of it."""

from collections.abc import Callable
from typing import Any

from sync.hub.storage.port import Write
from sync.protocol.ids import new_id
from sync.protocol.sessions import EndSession
from sync.protocol.staff import HelpCall, Opening
from tests.sync.hub.conftest import Tablet
from tests.sync.hub.staff.conftest import Person, now
from tests.sync.hub.staff.test_reading import SOON, put
from tests.sync.hub.test_events import listening

COUNT = [Write("stock", "lamp", b"{}")]


def call_for_help(write_beside: Any, list_id: str = "") -> None:
    call = HelpCall(new_id(), list_id or new_id(), "Kiosk 1", now())
    put(write_beside, "staff:milano", "help", call.id, call)


def test_a_call_for_help_is_heard_where_somebody_is_signed_in(
    new_person: Callable[..., Person], write_beside: Any
) -> None:
    person = new_person()
    with listening(person.tablet, "staff:milano", "staff:roma") as stream:
        call_for_help(write_beside)
        assert stream.next()[0] == "staff:milano"


def test_nobody_hears_of_another_store_nor_without_signing_in(
    new_person: Callable[..., Person], tablet: Tablet, write_beside: Any
) -> None:
    person = new_person()
    with (
        listening(person.tablet, "staff:roma", "stock:roma") as at_desk,
        listening(tablet, "staff:milano", "stock:roma") as at_kiosk,
    ):
        call_for_help(write_beside)
        write_beside("staff:roma", [Write("help", "h", b'{"id": "h", "list_id": "", "place": "", "at": ""}')])
        write_beside("stock:roma", COUNT)
        assert at_desk.next()[0] == "stock:roma"
        assert at_kiosk.next()[0] == "stock:roma"


def test_a_customer_is_heard_of_while_open_and_while_somebody_is_there(
    new_person: Callable[..., Person], write_beside: Any
) -> None:
    person, customer, place = new_person(), new_id(), f"stock:{new_id()}"
    scope = f"customer:{customer}"
    with listening(person.tablet, scope, place) as stream:
        put(write_beside, scope, "customer", customer, Opening(customer, ""))
        write_beside(place, COUNT)
        assert stream.next()[0] == place
        put(write_beside, "staff:milano", "opening", customer, Opening(customer, SOON))
        put(write_beside, scope, "customer", customer, Opening(customer, "1"))
        assert stream.next()[0] == scope
        person.does(f"session:{person.session.id}", EndSession("finish"))
        put(write_beside, scope, "customer", customer, Opening(customer, "2"))
        write_beside(place, [Write("stock", "rug", b"{}")])
        assert stream.next()[0] == place
