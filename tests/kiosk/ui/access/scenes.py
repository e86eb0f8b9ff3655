"""The way to each page of access mode."""

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


SCENES = {
    name.removeprefix("to_"): scene for name, scene in list(globals().items()) if name.startswith("to_")
}
