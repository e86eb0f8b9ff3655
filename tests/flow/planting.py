"""A shopper whose name and words can be looked for afterwards, in files, memory and texts."""

from tests.flow.actors import KioskProcess, PlainPhone, eventually

SOFA = "LRC-MOSS-212"
NAME = "Ermenegilda Quaranta"
TITLE = "Casa nuova di via Zuccoli"
NOTE = "sotto la finestra di zia Ottavia"
EMAIL = "ermenegilda.quaranta@example.com"


def plant(kiosk: KioskProcess) -> list[str]:
    """Make a list with a person's name, a title, a note and an address; return them with the link's token."""
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    link = kiosk.link()
    phone = PlainPhone(link, NAME)
    eventually("the link to open", lambda: phone.shows(1))
    line = phone.list()["lines"][0]["id"]
    phone.change(verb="RenameList", title=TITLE, base="")
    phone.change(verb="SetNote", line=line, note=f"{NOTE} {EMAIL}", base="")
    for words in (TITLE, NOTE, NAME):
        kiosk.see(words)
    return [NAME, TITLE, NOTE, EMAIL, link.rpartition("/")[2]]
