"""What is no product gets an answer in the shopper's words; nothing breaks and nothing is written down."""

from pathlib import Path

from kiosk.demo.hub import LOG, HubProcess
from sync import brand
from sync.texts import Texts
from tests.flow.actors import KioskProcess

RESOURCES = Path(__file__).parents[2] / "resources"
SOFA, LAMP = "LRC-MOSS-212", "STE-BRASS"
MARK = "7741"
"""Stands in every code below, so that a log with one of them in it is found out."""

CODES = {
    "check_digit": "9527310774119",
    "link": f"https://elsewhere.example/{MARK}",
    "empty": "      ",
    "too_long": f"{MARK}X" * 1000,
    "control_characters": f"AB\x01{MARK}\x07CD",
    "not_a_code": f"what is {MARK}?",
    "not_found": f"NO-SUCH-{MARK}",
}
TITLES = {"not_found": "title", "not_a_code": "title", "link": "title_other"}
"""What stands above the answer; the others could not be read."""
LANGUAGES = {"en": "English", "it": "Italiano", "ja": "日本語"}


def test_every_kind_of_bad_code_is_answered_in_every_language(kiosk: KioskProcess, hub: HubProcess) -> None:
    brands_words = brand.load(RESOURCES / "brand" / "olmaia.toml")
    for language, native_name in LANGUAGES.items():
        kiosk.tap(native_name)
        texts = Texts.load(RESOURCES / "i18n" / "kiosk", language)
        answers = {reason: texts.raw(f"unknown.{reason}") for reason in CODES}
        answers["not_found"] = brands_words.tone[language].unknown_code
        for reason, code in CODES.items():
            kiosk.scan(code)
            title = texts.get(f"unknown.{TITLES.get(reason, 'title_unread')}")
            kiosk.see(title)
            kiosk.see(answers[reason])
            kiosk.tap(texts.get("unknown.again"))
            kiosk.miss(title)
        kiosk.press("Escape")
    for log in (kiosk.said, (hub.data / LOG).read_text()):
        assert MARK not in log


def test_a_burst_goes_to_the_scanner_whatever_has_the_keyboard(kiosk: KioskProcess) -> None:
    kiosk.scan(CODES["link"])
    kiosk.see("This is a web address")
    # The button of the answer has the keyboard: Enter at the end of a scan must not press it.
    assert kiosk.focused() == "Scan another"
    kiosk.scan(CODES["check_digit"])
    kiosk.see("A digit was misread")
    kiosk.scan(SOFA)
    kiosk.see("Add to list")
    assert "We could not read this code" not in kiosk.reads()
    for _ in range(100):
        if kiosk.focused() == "Add to list":
            break
        kiosk.press("Tab")
    assert kiosk.focused() == "Add to list"
    kiosk.scan(LAMP)
    kiosk.see("Stelo floor lamp")
    assert "List, 1 piece" not in kiosk.reads()
