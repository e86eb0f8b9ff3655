"""A shopper who is known: they sign in with their phone, leave off there, and go on where they left off."""

from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World

SOFA = "LRC-MOSS-212"
NAME = "Anna"
ADDRESS = "anna@example.com"
MASKED = "A***"
STEPPER = "document.querySelector('.line .stepper').innerText.includes('2')"


def play(world: World) -> None:
    """Play the story on a tablet that nobody stands at."""
    with world.tablet() as tablet:
        first_time(world, tablet)
        on_the_phone(world, tablet)
        going_on(world, tablet)


def first_time(world: World, tablet: Tablet) -> None:
    """A guest signs in, and what they chose becomes a list of theirs."""
    phone, letters = world.phone, world.letters
    tablet.tap("attract.begin")
    tablet.add(SOFA)
    with world.diary.step("A guest signs in with the phone: nothing is typed here", tablet.look):
        tablet.tap("hello.sign_in")
        tablet.until(lambda: _number(tablet), "the number")
        link, number = tablet.link(), _number(tablet)
    with world.diary.step("The phone asks which number the screen shows", phone.look):
        tablet.waited(phone.visit(link))
        tablet.waited(phone.sees(f'button[value="{number}"]'))
    with world.diary.step("A mailed code proves whose account it is", phone.look):
        tablet.waited(phone.click(f'button[value="{number}"]'))
        tablet.waited(phone.fill("input[name=email]", ADDRESS))
        tablet.waited(phone.click("button[value=mail]"))
        tablet.waited(phone.fill("input[name=code]", letters.code()))
        tablet.waited(phone.fill("input[name=name]", NAME))
        tablet.waited(phone.click("input[name=remember]"))
        tablet.waited(phone.click("button[value=code]"))
    with world.diary.step("Is this you? Nothing is merged before the yes", tablet.look):
        tablet.see("hello.question", MASKED)
    with world.diary.step("What was chosen here can join, line by line", tablet.look):
        tablet.tap("hello.yes")
        tablet.see("known.welcome", NAME)
        tablet.see("known.join_title")
    with world.diary.step("It has joined, and can be parted again", tablet.look):
        tablet.tap("known.join", count=1)
        tablet.see("known.joined", count=1)


def on_the_phone(world: World, tablet: Tablet) -> None:
    """The list goes along; on the way home something is changed."""
    phone = world.phone
    tablet.tap("take.large")
    tablet.see("take.how")
    link = tablet.link()
    tablet.waited(phone.open(link))
    with world.diary.step("Goodbye: the list waits under the name, the tablet forgets", tablet.look):
        tablet.tap("nav.finish")
        tablet.see("finish.list_own")
    tablet.tap("finish.next")
    with world.diary.step("On the way home: one more, on the phone", phone.look):
        tablet.waited(phone.click(".line .stepper .add"))
        tablet.waited(phone.shows(STEPPER, wanted=True))


def going_on(world: World, tablet: Tablet) -> None:
    """Back in the store: the phone knows them, and the list is as they left it."""
    phone = world.phone
    tablet.tap("attract.begin")
    tablet.tap("hello.sign_in")
    tablet.until(lambda: _number(tablet), "the number")
    link, number = tablet.link(), _number(tablet)
    with world.diary.step("Another day: the phone knows who it is", phone.look):
        tablet.waited(phone.visit(link))
        tablet.waited(phone.click(f'button[value="{number}"]'))
        tablet.waited(phone.sees("button[value=known]"))
    tablet.waited(phone.click("button[value=known]"))
    tablet.see("hello.question", MASKED)
    own = f"{tablet.say('known.unnamed')}, {tablet.say('known.pieces', count=2)}"
    with world.diary.step("The lists are there, from wherever they were left", tablet.look):
        tablet.tap("hello.yes")
        tablet.read(own)
    with world.diary.step("The list is as the phone left it: two of them", tablet.look):
        tablet.robot.tap(own)
        tablet.see("nav.list_count", count=2)
        tablet.see("list.total")
    with world.diary.step("What the shop remembers, to change or to forget", tablet.look):
        tablet.robot.tap(NAME)
        tablet.see("mine.sizes")
    with world.diary.step("Signed out", tablet.look):
        tablet.tap("mine.sign_out")
        tablet.see("finish.list_own")


def _number(tablet: Tablet) -> str:
    """Return the number on the screen, '' while there is none."""
    begin = f"{tablet.say('hello.number')}: "
    said = (name for name in tablet.robot.names() if name.startswith(begin))
    number = next(said, "").removeprefix(begin)
    return number if number.isdecimal() else ""
