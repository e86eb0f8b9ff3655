"""A whole visit in access mode, with the keys of a keyboard alone: from the attract page to the farewell."""

from tests.flow.actors import KioskProcess

PRIMARY = "7"


def press(kiosk: KioskProcess, *keys: str) -> None:
    for key in keys:
        kiosk.press(key)


def spell(kiosk: KioskProcess, word: str) -> None:
    """Write a word with the seven keys."""
    groups = ("abcdef", "ghijkl", "mnopqr", "stuvwx")
    for at, letter in enumerate(word, 1):
        group = next(place for place, letters in enumerate(groups, 1) if letter in letters)
        kiosk.press(str(group))
        kiosk.see("Other letters")
        kiosk.press(str(groups[group - 1].index(letter) + 1))
        kiosk.see(word[:at])
        kiosk.see("Find")


def to_list(kiosk: KioskProcess) -> None:
    """Go from a product to the list: it is the first thing behind `More`."""
    press(kiosk, "6")
    kiosk.see("List, 1")
    press(kiosk, "1")
    kiosk.see("Line 1 of 1")


def test_a_visit_by_keys_alone(kiosk: KioskProcess) -> None:
    press(kiosk, "F2")
    kiosk.see("Welcome")
    press(kiosk, PRIMARY)
    kiosk.see("Your list is empty.")

    press(kiosk, PRIMARY)
    kiosk.see("abcdef")
    spell(kiosk, "larch")
    press(kiosk, PRIMARY)
    kiosk.see("1 of ")
    kiosk.see("Look at it")
    press(kiosk, PRIMARY)
    kiosk.see("Add to list")

    press(kiosk, "1")
    kiosk.see("Choose")
    press(kiosk, "Right", "Return")
    kiosk.see("2 of ")
    press(kiosk, PRIMARY)
    kiosk.see("Add to list")
    press(kiosk, PRIMARY)
    kiosk.see("More")
    to_list(kiosk)
    press(kiosk, "2")
    kiosk.see("2, for")
    press(kiosk, "1")
    kiosk.see("1, for")

    press(kiosk, "4")
    kiosk.see("Shall somebody come to you?")
    press(kiosk, "Escape")
    kiosk.see("Line 1 of 1")

    press(kiosk, PRIMARY)
    kiosk.see("Finish")
    press(kiosk, "2")
    kiosk.see("I have it")
    assert kiosk.link()
    press(kiosk, PRIMARY)
    kiosk.see("Line 1 of 1")
    press(kiosk, PRIMARY)
    kiosk.see("Take it")
    press(kiosk, PRIMARY)
    kiosk.see("Without it")
    press(kiosk, PRIMARY)
    kiosk.see("Next shopper")
    press(kiosk, PRIMARY)

    kiosk.see("Begin")
    kiosk.see("Large text and speech")
    kiosk.miss("Welcome")
