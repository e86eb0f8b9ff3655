"""The main job: scan, choose, keep, take along, and see on each screen what happens on the others."""

from collections.abc import Callable
from concurrent.futures import Future

from kiosk.demo.hub import HubProcess
from kiosk.tour.phone import Phone
from tests.flow.actors import KioskProcess, PlainPhone, eventually

SOFA = "]E09527310001028"
"""What a scanner says of the shelf tag of the moss sofa, 212 cm."""
LAMP = "STE-BRASS"

LINES = "document.querySelectorAll('.line').length"
QUANTITY = "document.querySelector('.line .stepper output').textContent.trim()"
BY = "document.querySelector('.line .by').innerText.trim().split('\\n').at(-1)"
TOAST = "document.querySelector('#toast span').textContent"
CLOSED = "!document.getElementById('closed').hidden"

NewPhone = Callable[[], Phone]


def done(*answers: Future[object]) -> None:
    """Wait for what phones were asked to do; the kiosk goes on meanwhile, in its own process."""
    for answer in answers:
        answer.result()


def test_a_list_goes_from_the_shelf_tag_to_two_phones_and_each_shows_who_did_what(
    kiosk: KioskProcess, new_phone: NewPhone
) -> None:
    kiosk.scan(SOFA)
    kiosk.tap("Colour, Rust")
    kiosk.tap("Width, 244 cm")
    kiosk.see("€1,480")
    kiosk.tap("Add to list")
    kiosk.tap("List, 1 piece")
    kiosk.see("You added it here")
    link = kiosk.link()
    annas, bens = new_phone(), new_phone()
    done(annas.open(link), bens.open(link))
    done(annas.give_name("Anna"), bens.give_name("Ben"))
    done(annas.shows(BY, "Added at Kiosk 1"), bens.shows(BY, "Added at Kiosk 1"))

    done(annas.click(".line .stepper .add"))
    kiosk.see("Changed by Anna on the phone")
    done(bens.shows(QUANTITY, "2"), bens.shows(TOAST, "Anna added Larch sofa: +1"))

    done(bens.write_note("By the window"))
    kiosk.see("By the window")
    kiosk.see("Changed by Ben on the phone")
    done(annas.shows(TOAST, "Ben wrote a note on Larch sofa"))

    kiosk.tap("One more")
    done(annas.shows(QUANTITY, "3"), bens.shows(QUANTITY, "3"))
    done(annas.shows(TOAST, "Kiosk 1 added Larch sofa: +1"))

    # Both at the same moment: nobody's change is lost.
    done(annas.click(".line .stepper .add"), bens.click(".line .stepper .add"))
    done(annas.shows(QUANTITY, "5"), bens.shows(QUANTITY, "5"))
    kiosk.see("List, 5 pieces")


def test_a_link_closed_on_the_tablet_is_dead_on_the_phone_at_once(
    kiosk: KioskProcess, new_phone: NewPhone
) -> None:
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    link = kiosk.link()
    phone = new_phone()
    done(phone.open(link), phone.shows(LINES, 1))
    kiosk.tap("Close this link")
    done(phone.shows(CLOSED, wanted=True))
    kiosk.see("The link is closed.")
    assert PlainPhone(link).status() == 404
    kiosk.tap("Make a new link")
    fresh = kiosk.link()
    assert fresh != link
    eventually("the new link to open", lambda: PlainPhone(fresh).shows(1))
    assert PlainPhone(link).status() == 404


def test_a_link_closed_on_the_phone_is_no_longer_shown_on_the_tablet(kiosk: KioskProcess) -> None:
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    link = kiosk.link()
    phone = PlainPhone(link)
    eventually("the link to open", lambda: phone.shows(1))
    phone.change(verb="CloseLink")
    kiosk.see("The link is closed.")
    assert PlainPhone(link).status() == 404
    kiosk.see("You added it here")


def test_what_a_phone_takes_off_is_gone_from_the_tablet_and_comes_back_there(
    kiosk: KioskProcess, hub: HubProcess
) -> None:
    kiosk.add(SOFA)
    kiosk.add(LAMP)
    kiosk.tap("List, 2 pieces")
    phone = PlainPhone(kiosk.link(), "Anna")
    eventually("both to be there", lambda: phone.shows(2))
    sofa = next(line for line in phone.list()["lines"] if line["name"] == "Larch sofa")
    phone.change(verb="AdjustLine", line=sofa["id"], delta=-1)
    kiosk.miss("Larch sofa,")
    kiosk.see("List, 1 piece")
    phone.change(verb="Undo", op=phone.list()["changes"][-1]["op"])
    kiosk.see("Larch sofa,")
    kiosk.see("List, 2 pieces")
