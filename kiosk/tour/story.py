"""The story of shoppers and associates, told on the real kiosk, desk and hub and a real browser."""

import tempfile
from functools import partial
from pathlib import Path

from kiosk.core.settings import Idle
from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import KIOSK, prepare
from kiosk.tour import desk_story, known_story
from kiosk.tour.cast import Cast, tablet_at
from kiosk.tour.diary import Diary
from kiosk.tour.lag import measure_lags
from kiosk.tour.letterbox import Letterbox
from kiosk.tour.link import read_link
from kiosk.tour.phone import NoBrowser, Phone
from kiosk.ui.robot import Robot, RobotError

SOFA = "LRC-MOSS-212"
"""Shelf SKU of the demo shop; the story's first scan."""

LARCH = "Larch sofa, Moss, 212 cm"
"""What it is called on a list."""

LANGUAGES = (
    ("Italiano", "Italian", "Inizia"),
    ("日本語", "Japanese", "はじめる"),
    ("English", "English", "Begin"),
)
"""Each with the name of its button, its English name, and a word of the page in it."""

BY_KIOSK = f"document.querySelector('.line .by').innerText.includes('{KIOSK}')"
NAME = "Anna"
NOTE = "For the window side"
SHORT_IDLE = Idle(after=2, warning=8)


def run_tour(out: Path, *, bounded: bool = True) -> int:
    """Play the story, write pictures and `tour.json` into `out`; return 1 when a step failed.

    `bounded` fails it also when a change takes too long from screen to screen; else that is a warning.
    """
    diary = Diary(out)
    print("Preparing the demo shop …", flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="vetrina-tour-") as name:
            play(Path(name), diary, bounded=bounded)
    except (RobotError, NoBrowser) as error:
        print(f"The tour stopped: {error}")
        return 1
    finally:
        print(f"Pictures and figures: {diary.write().parent}")
    return 0


def play(folder: Path, diary: Diary, *, bounded: bool = True) -> None:
    """Play all chapters in a folder of their own; `bounded` as in `run_tour`."""
    hub_folder = prepare(folder)
    with (
        Letterbox() as letters,
        HubProcess(hub_folder, *letters.arguments) as hub,
        Phone() as phone,
    ):
        with tablet_at(folder / "tablet", hub) as (tablet, robot):
            cast = Cast(hub, tablet, robot, phone, diary)
            languages(cast)
            scanning(cast)
            taking_along(cast)
            measure_lags(cast, bounded=bounded)
            bad_codes(cast)
            without_the_hub(cast)
            finishing(cast)
            robot.tap("Next shopper")
            known_story.play(cast, letters)
        with tablet_at(folder / "tablet", hub, SHORT_IDLE) as (tablet, robot):
            code = going_away(Cast(hub, tablet, robot, phone, diary))
            the_next_shopper(Cast(hub, tablet, robot, phone, diary))
        with tablet_at(folder / "another tablet", hub) as (tablet, robot):
            coming_back(Cast(hub, tablet, robot, phone, diary), code)
        desk_story.play(folder, hub, phone, diary)


def languages(cast: Cast) -> None:
    """The tablet speaks to whoever comes."""
    robot = cast.robot
    with cast.diary.step("attract", robot.look):
        robot.wait(lambda: "English" in robot.texts(), "the attract page")
    for language, name, begin in LANGUAGES:
        with cast.diary.step(f"attract in {name}", robot.look):
            robot.tap(language)
            robot.wait(partial(_shows, robot, begin), begin)


def scanning(cast: Cast) -> None:
    """Scan, see, choose, keep."""
    robot = cast.robot
    with cast.diary.step("scan the shelf tag", robot.look):
        robot.scan(SOFA)
        robot.wait(lambda: "Add to list" in robot.names(), "the product page")
        robot.wait(robot.pictures_ready, "its pictures")
    with cast.diary.step("choose a colour and a width", robot.look):
        robot.tap("Colour, Rust")
        robot.tap("Width, 244 cm")
        robot.wait(lambda: "€\N{NO-BREAK SPACE}1,480" in robot.texts(), "the price of the choice")
        robot.wait(robot.pictures_ready, "its pictures")
    with cast.diary.step("put it on the list", robot.look):
        robot.tap("Add to list")
        robot.wait(lambda: "On your list" in robot.texts(), "the answer to the tap")
    with cast.diary.step("see the list", robot.look):
        robot.tap("List, 1 piece")
        robot.wait(lambda: "You added it here" in robot.texts(), "the line")
        robot.wait(robot.pictures_ready, "its pictures")


def taking_along(cast: Cast) -> None:
    """The phone is pointed at the screen: the list is on it, without any account."""
    robot, phone = cast.robot, cast.phone
    with cast.diary.step("show the code for the phone", robot.look):
        robot.tap("Show it larger")
        robot.wait(lambda: "The list goes with you" in robot.texts(), "the take-along page")
        url = read_link(robot)
    with cast.diary.step("the phone opens the list", phone.look):
        cast.waited(phone.open(url))
        cast.waited(phone.shows("document.querySelectorAll('.line').length", 1))
        cast.waited(phone.shows(BY_KIOSK, wanted=True))
    with cast.diary.step("the phone says whose it is", phone.look):
        cast.waited(phone.give_name(NAME))
    with cast.diary.step("a note written on the phone", phone.look):
        cast.waited(phone.write_note(NOTE))
    with cast.diary.step("the note on the tablet", robot.look):
        robot.tap("I have it")
        robot.wait(lambda: any(NOTE in text for text in robot.texts()), "the note")
        robot.wait(lambda: any(NAME in text for text in robot.texts()), "who wrote it")


def bad_codes(cast: Cast) -> None:
    """What is no product gets a plain answer and nothing breaks."""
    robot = cast.robot
    codes = {
        "unknown": ("NO-SUCH-1", "We don’t know this code"),
        "misread": ("9527310001012", "We could not read this code"),
        "a web link": ("https://shop.example/x", "This is not a product"),
    }
    for what, (code, answer) in codes.items():
        with cast.diary.step(f"scan {what}", robot.look):
            robot.scan(code)
            robot.wait(partial(_reads, robot, answer), "the answer")
        robot.tap("Scan another")


def _reads(robot: Robot, text: str) -> bool:
    return text in robot.texts()


def without_the_hub(cast: Cast) -> None:
    """The hub dies in the middle: the tablet goes on, and all arrives once when it is back."""
    robot, phone, hub = cast.robot, cast.phone, cast.hub
    with cast.diary.step("the hub is gone", robot.look):
        hub.kill()
        robot.wait(lambda: any("Last news" in text for text in robot.texts()), "the quiet note")
    with cast.diary.step("add without the hub", robot.look):
        robot.scan("LRC-INK-212")
        robot.tap("Add to list")
        robot.wait(lambda: any("later" in text for text in robot.texts()), "the honest answer")
    with cast.diary.step("the hub is back", robot.look):
        hub.start()
        robot.wait(lambda: not any("Last news" in text for text in robot.texts()), "the note to go", 60)
    with cast.diary.step("it reached the phone once", phone.look):
        cast.waited(phone.shows("document.querySelectorAll('.line').length", 2))


def finishing(cast: Cast) -> None:
    """The shopper goes: the list stays behind its link, the tablet forgets."""
    robot = cast.robot
    with cast.diary.step("finish", robot.look):
        robot.tap("Finish")
        robot.wait(lambda: "What was cleared here" in robot.texts(), "the receipt")


def going_away(cast: Cast) -> str:
    """Nobody is there any more: the tablet asks, puts the list aside, and forgets; return the code."""
    robot = cast.robot
    with cast.diary.step("still here?", robot.look):
        robot.scan(SOFA)
        robot.tap("Add to list")
        robot.wait(lambda: bool(cast.tablet.code), "the question, and the code")
        code = cast.tablet.code
        robot.wait(lambda: code in robot.texts(), "the code on the screen")
    with cast.diary.step("yes, still here", robot.look):
        robot.tap("I’m still here")
        robot.wait(lambda: "Still here?" not in robot.texts(), "the question to go")
    with cast.diary.step("gone, and wiped", robot.look):
        robot.wait(lambda: "Begin" in robot.texts(), "the attract page", 30)
    return code


def the_next_shopper(cast: Cast) -> None:
    """Who comes next finds no trace of who was here."""
    robot = cast.robot
    with cast.diary.step("the next shopper finds an empty list", robot.look):
        robot.tap("Begin")
        robot.tap("List, 0 pieces")
        robot.wait(lambda: not cast.tablet.pieces, "an empty list")
        if LARCH in robot.texts():
            raise RobotError("the list of who was here before is on the screen")


def coming_back(cast: Cast, code: str) -> None:
    """At another tablet the list goes on, by its code."""
    robot = cast.robot
    with cast.diary.step("type the code at another tablet", robot.look):
        robot.tap("I have a list")
        for sign in code.replace(" ", "")[:-1]:
            robot.tap(sign)
    with cast.diary.step("the list is there", robot.look):
        robot.tap(code[-1])
        robot.wait(lambda: LARCH in robot.texts(), "the list", 30)
        robot.wait(robot.pictures_ready, "its pictures")


def _shows(robot: Robot, text: str) -> bool:
    return text in robot.texts()
