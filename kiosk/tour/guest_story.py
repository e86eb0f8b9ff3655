"""Somebody comes for the first time: no account, no questions; the list is on the phone when they leave."""

from functools import partial

from kiosk.demo.shop import KIOSK
from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World

SOFA, OTHER_SOFA = "LRC-MOSS-212", "FEN-OAT-228"
WIDE = "LRC-RUST-244"
"""What is chosen of the sofa, on its page."""

SLIPS = {"en": "armchiar", "it": "poltrnoa", "ja": "いす"}
"""What is typed on the screen: with two letters changed about, or in kana where the shop writes kanji."""

SPACE = ("250", "110")
"""Width and depth of the place at home, in cm."""

NAME = "Anna"
NOTES = {"en": "For the window side", "it": "Per il lato della finestra", "ja": "窓ぎわに置く"}
BY_KIOSK = f"document.querySelector('.line .by').innerText.includes('{KIOSK}')"
LINES = "document.querySelectorAll('.line').length"


def play(world: World) -> None:
    """Play the story on the first tablet."""
    with world.tablet() as tablet:
        languages(world, tablet)
        looking(world, tablet)
        choosing(world, tablet)
        taking_along(world, tablet)
        bad_codes(world, tablet)
        finishing(world, tablet)


def languages(world: World, tablet: Tablet) -> None:
    """The tablet speaks to whoever comes."""
    rows = tablet.kiosk.model.languages[:]
    with world.diary.step("The tablet waits for whoever comes", tablet.look):
        tablet.see("attract.begin")
    # The one that the visit goes on in comes last.
    for row in sorted(rows, key=lambda one: one.key == world.manner.language):
        with world.diary.step(f"A tap, and it speaks {row.name}", tablet.look):
            tablet.robot.tap(row.name)
            tablet.until(partial(_speaks, tablet, row.key), row.name)
            tablet.see("attract.begin")


def _speaks(tablet: Tablet, language: str) -> bool:
    return bool(tablet.kiosk.shop.words.language == language)


def looking(world: World, tablet: Tablet) -> None:
    """Touch to begin, type a word with a slip in it, scan a tag."""
    with world.diary.step("A touch, and everything can be found from here", tablet.look):
        tablet.tap("attract.begin")
        tablet.see("search.field")
    with world.diary.step("A word is typed with a slip in it, and found all the same", tablet.look):
        tablet.tap("search.field")
        for sign in SLIPS[world.manner.language]:
            tablet.robot.tap(sign)
        tablet.until(lambda: tablet.kiosk.searcher.idle and len(tablet.kiosk.search.hits), "what was found")
    with world.diary.step("The tag on the shelf is scanned: price, sizes, where it is", tablet.look):
        tablet.scan(SOFA)
        tablet.read(tablet.named(SOFA))
        tablet.see("product.add")
        tablet.until(tablet.robot.pictures_ready, "its pictures")


def choosing(world: World, tablet: Tablet) -> None:
    """Does it fit, in which colour, and what else is there?"""
    with world.diary.step("How large is the place at home? Said once", tablet.look):
        tablet.tap("fit.ask")
        tablet.see("space.title")
        for field, figure in zip(("space.width", "space.depth"), SPACE, strict=True):
            tablet.robot.tap_beginning(f"{tablet.say(field)}, {tablet.say('space.any')}")
            for digit in figure:
                tablet.robot.tap(digit)
    with world.diary.step("It fits, with so much to spare", tablet.look):
        tablet.tap("space.save")
        tablet.see("fit.yes")
    with world.diary.step("Another colour, and a wider one: price and photo follow", tablet.look):
        tablet.pick("colour", "rust")
        tablet.pick("width", "2440")
        _, chosen = tablet.product(WIDE)
        price = tablet.kiosk.shop.words.price(chosen.prices)
        assert price is not None, "it has a price here"
        tablet.read(tablet.kiosk.shop.words.money(price.amount))
    with world.diary.step("Two sofas side by side: what differs comes first", tablet.look):
        tablet.tap("compare.begin")
        tablet.see("compare.with")
        tablet.scan(OTHER_SOFA)
        tablet.see("compare.different")
    with world.diary.step("It goes on the list; nobody asked for an account", tablet.look):
        tablet.scan(WIDE)
        tablet.read(tablet.named(WIDE))
        tablet.tap("product.add")
        tablet.see("toast.added")
    with world.diary.step("The list: photo, price, who put it there", tablet.look):
        tablet.to_list()
        tablet.see("list.by_you")


def taking_along(world: World, tablet: Tablet) -> None:
    """The phone is pointed at the screen: the list is on it."""
    phone, note = world.phone, NOTES[world.manner.language]
    with world.diary.step("A code for the phone’s camera", tablet.look):
        tablet.tap("take.large")
        tablet.see("take.how")
        link = tablet.link()
    with world.diary.step("The phone is pointed at it, and the list is there", phone.look):
        tablet.waited(phone.open(link))
        tablet.waited(phone.shows(LINES, 1))
        tablet.waited(phone.shows(BY_KIOSK, wanted=True))
    with world.diary.step("The phone says whose it is", phone.look):
        tablet.waited(phone.give_name(NAME))
    with world.diary.step("A note written on the phone …", phone.look):
        tablet.waited(phone.write_note(note))
    with world.diary.step("… stands on the tablet at once, with who wrote it", tablet.look):
        tablet.tap("take.done")
        tablet.read(note)
        tablet.read(NAME)


def bad_codes(world: World, tablet: Tablet) -> None:
    """What is no product gets a plain answer and nothing breaks."""
    codes = {
        "An unknown code": ("NO-SUCH-1", "unknown.title"),
        "A code with a misread digit": ("9527310001012", "unknown.title_unread"),
        "A web address instead of a product": ("https://shop.example/x", "unknown.title_other"),
    }
    for what, (code, answer) in codes.items():
        with world.diary.step(f"{what} gets a plain answer", tablet.look):
            tablet.scan(code)
            tablet.see(answer)
        tablet.tap("unknown.again")


def finishing(world: World, tablet: Tablet) -> None:
    """The shopper goes: the list stays behind its link, the tablet forgets."""
    with world.diary.step("Goodbye: what is kept, and what was cleared here", tablet.look):
        tablet.tap("nav.finish")
        tablet.see("finish.wiped")
        tablet.see("finish.sent")
