"""Two shoppers, one after the other: the second finds no trace of the first, on screen and disk."""

from kiosk.tour.guest_story import LINES, NAME, NOTES
from kiosk.tour.tablet import Tablet
from kiosk.tour.traces import on_disk
from kiosk.tour.world import World
from kiosk.ui.robot import RobotError
from kiosk.ui.traces import everything

SOFA, LAMP = "LRC-MOSS-212", "MEL-RUST"


def play(world: World) -> None:
    """Play the story on one tablet."""
    with world.tablet() as tablet:
        secrets = the_first(world, tablet)
        the_second(world, tablet, secrets)


def the_first(world: World, tablet: Tablet) -> list[str]:
    """Choose, take along, write on the phone, finish; return what nobody else shall read."""
    phone, note = world.phone, NOTES[world.manner.language]
    tablet.tap("attract.begin")
    tablet.add(SOFA)
    tablet.to_list()
    link = tablet.link()
    tablet.waited(phone.open(link))
    tablet.waited(phone.shows(LINES, 1))
    tablet.waited(phone.give_name(NAME))
    tablet.waited(phone.write_note(note))
    with world.diary.step("The first shopper: a list, a name, a note", tablet.look):
        tablet.read(note)
        tablet.read(NAME)
    secrets = [NAME, note, link.rpartition("/")[2]]
    if missing := set(secrets) - on_disk([tablet.folder], secrets)[0]:
        raise RobotError(f"the search for traces is blind: it does not find {missing} while they are there")
    with world.diary.step("Done: what is kept, what is cleared", tablet.look):
        tablet.tap("nav.finish")
        tablet.see("finish.wiped")
    return secrets


def the_second(world: World, tablet: Tablet, secrets: list[str]) -> None:
    """Look everywhere."""
    with world.diary.step("The second shopper begins at the beginning", tablet.look):
        tablet.tap("finish.next")
        tablet.tap("attract.begin")
        tablet.see("search.field")
        if tablet.shows(tablet.say("home.continue")):
            raise RobotError("somebody else's list is offered to go on with")
    with world.diary.step("Nothing was typed into the search", tablet.look):
        tablet.tap("search.field")
        tablet.until(lambda: tablet.kiosk.search.text == "", "an empty field")
    tablet.tap("keys.hide")
    with world.diary.step("The list is empty", tablet.look):
        tablet.tap("nav.list_count", count=0)
        tablet.until(lambda: not tablet.kiosk.pieces, "an empty list")
    words = everything(tablet.robot, tablet.kiosk.model)
    found, files = on_disk([tablet.folder], secrets)
    found |= {secret for secret in secrets if any(secret in text for text in words)}
    if found:
        raise RobotError(f"of the first shopper there is left: {', '.join(sorted(found))}")
    world.diary.note(
        f"Name, note and link of the first were looked for in {len(words)} texts and {files} files."
    )
    with world.diary.step("A list of their own, with nobody else’s name on it", tablet.look):
        tablet.add(LAMP)
        tablet.to_list()
        tablet.see("list.by_you")
