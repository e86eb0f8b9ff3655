"""The way to each page of access mode."""

from kiosk.core.space import Space
from sync.protocol.fits import Fit, Tally
from tests.kiosk.ui.known_shopper import BEGUN, MAILED, Hub

SOFA = "SOF-moss-2120"


def to_attract(kiosk):
    kiosk.model.go("attract")


def to_home(kiosk):
    kiosk.model.begin()


def to_shelves(kiosk):
    kiosk.model.begin()
    kiosk.access._tell()
    kiosk.access.press(0)


def to_popular(kiosk):
    kiosk.model.begin()
    kiosk.access._tell()
    kiosk.access.press(1)


def to_keys(kiosk):
    kiosk.model.typeSearch()


def to_letters(kiosk):
    kiosk.model.typeSearch()
    kiosk.access._tell()
    kiosk.access.press(0)


def to_results(kiosk):
    kiosk.model.typeSearch()
    kiosk.search.write("sofa")
    kiosk.access._tell()
    kiosk.access.press(6)


def to_nothing(kiosk):
    kiosk.model.typeSearch()
    kiosk.search.write("qqqqq")
    kiosk.access._tell()
    kiosk.access.press(6)


def to_product(kiosk):
    kiosk.scan(SOFA)


def to_colours(kiosk):
    kiosk.scan(SOFA)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_shelf(kiosk):
    kiosk.model.begin()
    kiosk.model.toShelf("sofas")


def to_compare(kiosk):
    kiosk.scan("VASE-1")
    kiosk.model.compare()
    kiosk.model.pickToCompare("")
    kiosk.scan(SOFA)


def to_empty_list(kiosk):
    kiosk.model.begin()
    kiosk.model.toList()


def to_list(kiosk):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.product.add()
    kiosk.scan("VASE-1")
    kiosk.product.add()
    kiosk.model.toList()


def to_end(kiosk):
    to_list(kiosk)
    kiosk.access._tell()
    kiosk.access.press(6)


def to_take(kiosk):
    to_list(kiosk)
    kiosk.model.toFinish()


def to_closed(kiosk):
    to_take(kiosk)
    kiosk.take.revoke()


def to_help(kiosk):
    to_list(kiosk)
    kiosk.model.toHelp()


def to_called(kiosk):
    to_help(kiosk)
    kiosk.service.call()


def to_voice(kiosk):
    to_help(kiosk)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_finish(kiosk):
    to_list(kiosk)
    kiosk.visit.finish()


def to_answer(kiosk):
    to_list(kiosk)
    kiosk.scan("NO-SUCH-1")


def to_claim(kiosk):
    kiosk.model.toClaim()


def to_claimed(kiosk):
    kiosk.model.toClaim()
    for sign in "K7M4QX":
        kiosk.model.claim.press(sign)


def to_signs(kiosk):
    kiosk.model.toClaim()
    kiosk.access._tell()
    kiosk.access.press(4)


def to_sign_in(kiosk):
    Hub(kiosk).words = [BEGUN]
    kiosk.model.toSignIn()


def to_address(kiosk):
    to_sign_in(kiosk)
    kiosk.sign_in.byMail()


def to_address_signs(kiosk):
    to_address(kiosk)
    kiosk.access._tell()
    kiosk.access.press(4)


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


def to_welcome(kiosk):
    Hub(kiosk).enter(language="it" if kiosk.model.language == "en" else "en")
    kiosk.model.toWelcome()


def to_joining(kiosk):
    to_list(kiosk)
    to_welcome(kiosk)


def to_joining_lines(kiosk):
    to_joining(kiosk)
    kiosk.access._tell()
    kiosk.access.press(1)


def to_own_lists(kiosk):
    to_welcome(kiosk)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_mine(kiosk):
    fits = {
        "size|sofas|": Fit("size", "sofas", sizes={"M": Tally(bought=4, returned=1), "L": Tally(chosen=1)})
    }
    Hub(kiosk).enter(fits=fits)
    kiosk.model.toMine()


def to_my_sizes(kiosk, at=0):
    to_mine(kiosk)
    kiosk.access._tell()
    kiosk.access.press(at)


def to_my_consents(kiosk):
    to_my_sizes(kiosk, 1)


def to_my_store(kiosk):
    to_my_sizes(kiosk, 2)


def to_my_language(kiosk):
    to_my_sizes(kiosk, 3)


def to_size(kiosk):
    to_my_sizes(kiosk)
    kiosk.access._tell()
    kiosk.access.press(6)


def to_mail(kiosk):
    to_list(kiosk)
    kiosk.model.mail.open()


def to_mailed(kiosk):
    to_mail(kiosk)
    kiosk.model.mail.write("anna@example.com")
    kiosk.model.mail.send()


def to_all_else(kiosk):
    to_end(kiosk)
    kiosk.access._tell()
    kiosk.access.press(5)


def to_lists(kiosk):
    to_list(kiosk)
    kiosk.model.lists.open()


def to_naming(kiosk):
    to_lists(kiosk)
    kiosk.model.lists.start()


def to_history(kiosk):
    to_list(kiosk)
    kiosk.model.history.open()


def to_stores(kiosk):
    kiosk.scan(SOFA)
    kiosk.product.seekStores()


def to_line(kiosk):
    to_list(kiosk)
    kiosk.model.line.open(kiosk.list.document.present[0].id)


def to_more_of_line(kiosk):
    to_line(kiosk)
    kiosk.access._tell()
    kiosk.access.press(5)


def to_note(kiosk):
    to_line(kiosk)
    kiosk.model.line.write()


def to_carrying(kiosk):
    to_list(kiosk)
    kiosk.model.lists.openFor(kiosk.list.document.present[0].id)


def to_asking(kiosk):
    to_list(kiosk)
    kiosk.model.questions.ask()


def to_asked(kiosk):
    to_asking(kiosk)
    kiosk.model.questions.writing.write("Can the cover be washed?")
    kiosk.model.questions.writing.accept()
    kiosk.access._tell()
    kiosk.access.press(6)


def to_bringing(kiosk):
    to_list(kiosk)
    kiosk.service.askBring()


def to_brought(kiosk):
    to_bringing(kiosk)
    kiosk.service.writing.accept()
    kiosk.access._tell()
    kiosk.access.press(6)


def to_space(kiosk):
    kiosk.scan(SOFA)
    kiosk.space.ask()


def to_my_space(kiosk):
    kiosk.shop.measure(Space(2400, 900, 800))
    to_space(kiosk)


def to_length(kiosk):
    to_my_space(kiosk)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_photo(kiosk):
    kiosk.scan(SOFA)
    kiosk.product.gallery.enlarge(0)


def to_part_of_photo(kiosk):
    to_photo(kiosk)
    for at in (1, 0):
        kiosk.access._tell()
        kiosk.access.press(at)


def to_beside(kiosk):
    kiosk.scan(SOFA)
    kiosk.product._tell_rest()
    kiosk.access._tell()
    kiosk.access.press(5)
    kiosk.access.press(5)


def to_idle(kiosk):
    to_list(kiosk)
    # Nobody has touched anything for two minutes and a little.
    kiosk.visit._session._last -= 125
    kiosk.visit.tick()


def to_more_of_product(kiosk):
    kiosk.scan(SOFA)
    kiosk.access._tell()
    kiosk.access.press(5)


def to_filters(kiosk):
    to_results(kiosk)
    kiosk.access._tell()
    kiosk.access.press(3)


SCENES = {
    name.removeprefix("to_"): scene for name, scene in list(globals().items()) if name.startswith("to_")
}
