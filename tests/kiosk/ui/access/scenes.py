"""The way to each page of access mode: those of the usual pages, and what it alone shows."""

from kiosk.core.space import Space
from tests.kiosk.ui import ways
from tests.kiosk.ui.known_shopper import Hub
from tests.kiosk.ui.ways import (
    SOFA,
    code,
    to_address,
    to_asking,
    to_bringing,
    to_help,
    to_joining,
    to_line,
    to_list,
    to_lists,
    to_mine,
    to_take,
)

SOFAS = {"en": "sofa", "it": "divano", "ja": "ソファ"}


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
    kiosk.search.write(SOFAS[kiosk.model.language])
    kiosk.access._tell()
    kiosk.access.press(6)


def to_nothing(kiosk):
    kiosk.model.typeSearch()
    kiosk.search.write("qqqqq")
    kiosk.access._tell()
    kiosk.access.press(6)


def to_colours(kiosk):
    kiosk.scan(code(kiosk, SOFA))
    kiosk.access._tell()
    kiosk.access.press(0)


def to_end(kiosk):
    to_list(kiosk)
    kiosk.access._tell()
    kiosk.access.press(6)


def to_closed(kiosk):
    to_take(kiosk)
    kiosk.take.revoke()


def to_called(kiosk):
    to_help(kiosk)
    kiosk.service.call()


def to_voice(kiosk):
    to_help(kiosk)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_claimed(kiosk):
    kiosk.model.toClaim()
    for sign in "K7M4QX":
        kiosk.model.claim.press(sign)


def to_signs(kiosk):
    kiosk.model.toClaim()
    kiosk.access._tell()
    kiosk.access.press(4)


def to_address_signs(kiosk):
    to_address(kiosk)
    kiosk.access._tell()
    kiosk.access.press(4)


def to_welcome(kiosk):
    Hub(kiosk).enter(language="it" if kiosk.model.language == "en" else "en")
    kiosk.model.toWelcome()


def to_joining_lines(kiosk):
    to_joining(kiosk)
    kiosk.access._tell()
    kiosk.access.press(1)


def to_own_lists(kiosk):
    to_welcome(kiosk)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_my_sizes(kiosk, at=0):
    to_mine(kiosk)
    kiosk.access._tell()
    kiosk.access.press(at)


def to_my_consents(kiosk):
    to_my_sizes(kiosk, 1)


def to_my_store(kiosk):
    to_my_sizes(kiosk, 3)


def to_my_language(kiosk):
    to_my_sizes(kiosk, 5)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_size(kiosk):
    to_my_sizes(kiosk)
    kiosk.access._tell()
    kiosk.access.press(6)


def to_all_else(kiosk):
    to_end(kiosk)
    kiosk.access._tell()
    kiosk.access.press(5)


def to_naming(kiosk):
    to_lists(kiosk)
    kiosk.model.lists.start()


def to_more_of_line(kiosk):
    to_line(kiosk)
    kiosk.access._tell()
    kiosk.access.press(5)


def to_asked(kiosk):
    to_asking(kiosk)
    kiosk.model.questions.writing.write("Can the cover be washed?")
    kiosk.model.questions.writing.accept()
    kiosk.access._tell()
    kiosk.access.press(6)


def to_brought(kiosk):
    to_bringing(kiosk)
    kiosk.service.writing.accept()
    kiosk.access._tell()
    kiosk.access.press(6)


def to_space(kiosk):
    kiosk.scan(code(kiosk, SOFA))
    kiosk.space.ask()


def to_my_space(kiosk):
    kiosk.shop.measure(Space(2400, 900, 800))
    to_space(kiosk)


def to_length(kiosk):
    to_my_space(kiosk)
    kiosk.access._tell()
    kiosk.access.press(0)


def to_photo(kiosk):
    kiosk.scan(code(kiosk, SOFA))
    kiosk.product.gallery.enlarge(0)


def to_part_of_photo(kiosk):
    to_photo(kiosk)
    for at in (1, 0):
        kiosk.access._tell()
        kiosk.access.press(at)


def to_beside(kiosk):
    kiosk.scan(code(kiosk, SOFA))
    kiosk.product._tell_rest()
    kiosk.access._tell()
    kiosk.access.press(5)
    kiosk.access.press(5)


def to_more_of_product(kiosk):
    kiosk.scan(code(kiosk, SOFA))
    kiosk.access._tell()
    kiosk.access.press(5)


def to_filters(kiosk):
    to_results(kiosk)
    kiosk.access._tell()
    kiosk.access.press(3)


SCENES = {
    name.removeprefix("to_"): scene
    for name, scene in {**vars(ways), **globals()}.items()
    if name.startswith("to_")
}
