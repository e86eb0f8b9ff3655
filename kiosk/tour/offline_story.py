"""The network is gone for a whole visit: what can be done is done, and arrives once."""

from kiosk.tour.guest_story import LINES
from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World

SOFA, LAMP = "LRC-INK-212", "MEL-RUST"
ADDRESS = "anna@example.com"
SOUGHT = {"en": "lamp", "it": "lampada", "ja": "らいと"}
BACK_SECONDS = 60.0
"""What a tablet that tries again less and less often may take to see that the hub is back."""


def play(world: World) -> None:
    """Play the story: the hub is killed before anybody comes, and starts when the shopper has gone."""
    with world.tablet() as tablet:
        address = world.hub.url
        with world.diary.step("The network is gone; the tablet waits as ever", tablet.look):
            world.hub.kill()
            tablet.until(lambda: tablet.kiosk.model.hub.offline, "the tablet to see it")
            tablet.see("attract.begin")
        finding(world, tablet)
        wishing(world, tablet)
        code = leaving(world, tablet)
        with world.diary.step(
            "The network is back: the list is on the phone, each thing once", world.phone.look
        ):
            world.hub.start()
            tablet.until(lambda: not tablet.kiosk.model.hub.offline, "the tablet to see it", BACK_SECONDS)
            tablet.until(lambda: not tablet.kiosk.unsent, "everything to arrive", BACK_SECONDS)
            phone = world.phone
            tablet.waited(phone.visit(f"{address.rstrip('/')}/c/{code}"))
            tablet.waited(phone.click("form button"))
            tablet.waited(phone.shows(LINES, 2))
        tablet.until(lambda: not world.letters.empty, "the letter", BACK_SECONDS)
        letter = world.letters.letter()
        assert ADDRESS in str(letter["To"]), "the letter goes to who asked for it"
        world.diary.note(f"The letter has come, too: “{letter['Subject']}”")


def finding(world: World, tablet: Tablet) -> None:
    """Search, look, and keep."""
    tablet.tap("attract.begin")
    with world.diary.step("Search works without it", tablet.look):
        tablet.tap("search.field")
        for sign in SOUGHT[world.manner.language]:
            tablet.robot.tap(sign)
        tablet.until(lambda: tablet.kiosk.searcher.idle and len(tablet.kiosk.search.hits), "what was found")
    with world.diary.step("So does a scan; stock says how old it is", tablet.look):
        tablet.scan(SOFA)
        tablet.read(tablet.named(SOFA))
        tablet.until(tablet.robot.pictures_ready, "its pictures")
    with world.diary.step("On the list, and honestly: the phone gets it later", tablet.look):
        tablet.tap("product.add")
        tablet.see("toast.added_offline")
    tablet.add(LAMP)


def wishing(world: World, tablet: Tablet) -> None:
    """What truly needs the shop says so, and is done later."""
    with world.diary.step("Signing in needs the shop, and says so", tablet.look):
        tablet.tap("hello.sign_in")
        tablet.see("hello.offline")
    tablet.tap("hello.guest")
    tablet.to_list()
    with world.diary.step("A letter with the list: sealed here, sent later", tablet.look):
        tablet.tap("take.email")
        tablet.see("mail.title")
        keypad = tablet.kiosk.model.mail.keypad
        for sign in ADDRESS:
            tablet.robot.tap(keypad.spoken(sign))
        tablet.tap("mail.send")
        tablet.see("mail.later")
    tablet.tap("nav.close")
    with world.diary.step("Somebody shall bring it: noted, passed on later", tablet.look):
        tablet.tap("service.bring")
        tablet.tap("service.name_go")
        tablet.see("service.asked_offline")


def leaving(world: World, tablet: Tablet) -> str:
    """Finish without the hub; return the code that the list waits under."""
    with world.diary.step("The code for the phone is there already", tablet.look):
        tablet.tap("nav.finish")
        tablet.see("take.later")
    with world.diary.step("Goodbye: sealed, and a code to find the list again", tablet.look):
        tablet.tap("take.done")
        # What was asked for is called off with the visit: that is said first.
        tablet.see("leaving.brought")
        tablet.tap("leaving.go")
        tablet.see("finish.wiped")
        tablet.until(lambda: tablet.kiosk.code, "the code")
        code = str(tablet.kiosk.code).replace(" ", "")
    tablet.tap("finish.next")
    return code
