"""The ways to pages, sheets and questions of the kiosk that a shopper comes to, in any mode."""

from kiosk.core.scan import look_up, parse
from sync.protocol.fits import Fit, Tally
from tests.kiosk.ui.known_shopper import BEGUN, MAILED, Hub

SOFA, VASE = "SOF-moss-2120", "VASE-1"
IN_DEMO = {SOFA: "LRC-MOSS-212", VASE: "MEL-RUST"}
"""What stands in the demo shop, which is photographed, for what the tests sell."""


def code(kiosk, sku):
    """Return what to scan for it in this shop."""
    return sku if look_up(parse(sku), kiosk.shop.catalogue).match else IN_DEMO[sku]


def to_attract(kiosk):
    kiosk.model.go("attract")


def to_home(kiosk):
    kiosk.model.begin()


def to_product(kiosk):
    kiosk.scan(code(kiosk, SOFA))


def to_shelf(kiosk):
    kiosk.model.begin()
    kiosk.model.toShelf("sofas")


def to_compare(kiosk):
    kiosk.scan(code(kiosk, VASE))
    kiosk.model.compare()
    kiosk.model.pickToCompare("")
    kiosk.scan(code(kiosk, SOFA))


def to_empty_list(kiosk):
    kiosk.model.begin()
    kiosk.model.toList()


def to_list(kiosk):
    kiosk.scan(code(kiosk, SOFA))
    kiosk.product.add()
    kiosk.product.add()
    kiosk.scan(code(kiosk, VASE))
    kiosk.product.add()
    kiosk.model.toList()


def to_take(kiosk):
    to_list(kiosk)
    kiosk.model.toFinish()


def to_help(kiosk):
    to_list(kiosk)
    kiosk.model.toHelp()


def to_finish(kiosk):
    to_list(kiosk)
    kiosk.visit.finish()


def to_leaving(kiosk):
    to_list(kiosk)
    kiosk.service.bring()
    kiosk.model.toTake()
    kiosk.model.toFinish()


def to_answer(kiosk):
    to_list(kiosk)
    kiosk.scan("NO-SUCH-1")


def to_claim(kiosk):
    kiosk.model.toClaim()


def to_sign_in(kiosk):
    Hub(kiosk).words = [BEGUN]
    kiosk.model.toSignIn()


def to_address(kiosk):
    to_sign_in(kiosk)
    kiosk.sign_in.byMail()


def to_digits(kiosk):
    to_address(kiosk)
    Hub(kiosk).words = [MAILED]
    kiosk.sign_in.write("anna@example.com")
    kiosk.sign_in.send()
    kiosk.sign_in.press("4")


def to_question(kiosk):
    Hub(kiosk).ask_who()


def to_no_sign_in(kiosk):
    # Nobody keeps this tablet in step.
    kiosk.model.toSignIn()


def to_joining(kiosk):
    to_list(kiosk)
    Hub(kiosk).enter(language="it" if kiosk.model.language == "en" else "en")
    kiosk.model.toWelcome()


def to_mine(kiosk):
    fits = {
        "size|sofas|": Fit("size", "sofas", sizes={"M": Tally(bought=4, returned=1), "L": Tally(chosen=1)})
    }
    Hub(kiosk).enter(fits=fits)
    kiosk.model.toMine()


def to_mail(kiosk):
    to_list(kiosk)
    kiosk.model.mail.open()


def to_mailed(kiosk):
    to_mail(kiosk)
    kiosk.model.mail.write("anna@example.com")
    kiosk.model.mail.send()


def to_lists(kiosk):
    to_list(kiosk)
    kiosk.model.lists.open()


def to_history(kiosk):
    to_list(kiosk)
    kiosk.model.history.open()


def to_stores(kiosk):
    kiosk.scan(code(kiosk, SOFA))
    kiosk.product.seekStores()


def to_line(kiosk):
    to_list(kiosk)
    kiosk.model.line.open(kiosk.list.document.present[0].id)


def to_note(kiosk):
    to_line(kiosk)
    kiosk.model.line.write()


def to_carrying(kiosk):
    to_list(kiosk)
    kiosk.model.lists.openFor(kiosk.list.document.present[0].id)


def to_asking(kiosk):
    to_list(kiosk)
    kiosk.model.questions.ask()


def to_bringing(kiosk):
    to_list(kiosk)
    kiosk.service.askBring()


def to_idle(kiosk):
    to_list(kiosk)
    # Nobody has touched anything for two minutes and a little.
    kiosk.visit._session._last -= 125
    kiosk.visit.tick()
