from pathlib import Path

from kiosk.ui import answers
from sync.texts import Texts

TEXTS = Path(__file__).parents[3] / "resources" / "i18n" / "kiosk"


def test_a_coupon_is_not_called_an_unknown_code():
    assert answers.heading("coupon") == "unknown.title_other"
    assert answers.heading("check_digit") == "unknown.title_unread"
    assert answers.heading("not_found") == "unknown.title"


def test_the_brand_speaks_for_codes_that_nobody_knows():
    assert answers.sentence("not_found") == ""
    assert answers.sentence("link") == "unknown.link"


def test_every_answer_has_its_words_in_every_language():
    for language in ("en", "it", "ja"):
        texts = Texts.load(TEXTS, language)
        for reason in answers.OWN_WORDS:
            assert texts.get(answers.sentence(reason))
            assert texts.get(answers.heading(reason))


def test_who_is_told_to_ask_one_of_us_has_the_button_for_it(kiosk, robot):
    kiosk.scan("NO-SUCH-1")
    robot.wait(lambda: "Try the tag on the shelf, or ask one of us." in robot.texts(), "the answer")
    robot.tap("Help", -1)
    assert kiosk.model.answer.reason == ""
    robot.wait(lambda: robot.find("Call someone") is not None, "the question")
