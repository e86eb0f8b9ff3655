"""A shopper who is known: they sign in with their phone, leave off there, and go on where they left off."""

from kiosk.tour.cast import Cast
from kiosk.tour.letterbox import Letterbox
from kiosk.tour.link import read_link

SOFA = "LRC-MOSS-212"
NAME = "Anna"
ADDRESS = "anna@example.com"
QUESTION = "Hello A***, is this you?"
NUMBER = "Your number: "


def play(cast: Cast, letters: Letterbox) -> None:
    """Play the story on a tablet that nobody stands at."""
    first_time(cast, letters)
    on_the_phone(cast)
    going_on(cast)


def first_time(cast: Cast, letters: Letterbox) -> None:
    """A guest signs in, and what they chose becomes a list of theirs."""
    robot, phone = cast.robot, cast.phone
    robot.tap("Begin")
    robot.scan(SOFA)
    robot.tap("Add to list")
    with cast.diary.step("sign in with the phone", robot.look):
        robot.tap("Sign in")
        robot.wait(lambda: bool(_number(cast)), "the number")
        link, number = read_link(robot), _number(cast)
    with cast.diary.step("the phone asks which number", phone.look):
        cast.waited(phone.visit(link))
        cast.waited(phone.sees(f'button[value="{number}"]'))
    with cast.diary.step("whose account it is", phone.look):
        cast.waited(phone.click(f'button[value="{number}"]'))
        cast.waited(phone.fill("input[name=email]", ADDRESS))
        cast.waited(phone.click("button[value=mail]"))
        cast.waited(phone.fill("input[name=code]", letters.code()))
        cast.waited(phone.fill("input[name=name]", NAME))
        cast.waited(phone.click("input[name=remember]"))
        cast.waited(phone.click("button[value=code]"))
    with cast.diary.step("is this you", robot.look):
        robot.wait(lambda: QUESTION in robot.texts(), "the question")
    with cast.diary.step("the list joins", robot.look):
        robot.tap("Yes, that’s me")
        robot.wait(lambda: f"Good to see you, {NAME}" in robot.texts(), "the welcome")
        robot.tap("Join 1 line")
        robot.wait(lambda: "1 line has joined your list" in robot.texts(), "the list")


def on_the_phone(cast: Cast) -> None:
    """The list goes along; on the way home something is changed."""
    robot, phone = cast.robot, cast.phone
    robot.tap("Show it larger")
    robot.wait(lambda: "The list goes with you" in robot.texts(), "the large code")
    link = read_link(robot)
    cast.waited(phone.open(link))
    with cast.diary.step("signed out", robot.look):
        robot.tap("Finish")
        robot.wait(lambda: "Your lists, under your name" in robot.texts(), "the receipt")
        robot.tap("Next shopper")
    with cast.diary.step("one more, on the phone", phone.look):
        cast.waited(phone.click(".line .stepper .add"))
        cast.waited(
            phone.shows("document.querySelector('.line .stepper').innerText.includes('2')", wanted=True)
        )


def going_on(cast: Cast) -> None:
    """Back in the store: the phone knows them, and the list is as they left it."""
    robot, phone = cast.robot, cast.phone
    robot.tap("Begin")
    robot.tap("Sign in")
    robot.wait(lambda: bool(_number(cast)), "the number")
    link, number = read_link(robot), _number(cast)
    with cast.diary.step("the phone knows who it is", phone.look):
        cast.waited(phone.visit(link))
        cast.waited(phone.click(f'button[value="{number}"]'))
        cast.waited(phone.sees("button[value=known]"))
    cast.waited(phone.click("button[value=known]"))
    robot.wait(lambda: QUESTION in robot.texts(), "the question")
    robot.tap("Yes, that’s me")
    with cast.diary.step("where they left off", robot.look):
        robot.wait(lambda: "List without a name, 2 pieces" in robot.names(), "the list")
        robot.tap("List without a name, 2 pieces")
        robot.wait(lambda: "List, 2 pieces" in robot.names(), "what the phone changed")
    with cast.diary.step("what the shop remembers", robot.look):
        robot.tap(NAME)
        robot.wait(lambda: "What fits" in robot.texts(), "sizes and choices")
    with cast.diary.step("signed out again", robot.look):
        robot.tap("Sign out")
        robot.wait(lambda: "Your lists, under your name" in robot.texts(), "the receipt")


def _number(cast: Cast) -> str:
    """Return the number on the screen, '' while there is none."""
    said = (name for name in cast.robot.names() if name.startswith(NUMBER))
    number = next(said, "").removeprefix(NUMBER)
    return number if number.isdecimal() else ""
