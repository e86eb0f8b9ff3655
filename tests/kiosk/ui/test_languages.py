"""Three languages, switched live: the list stays and every word is said anew."""

import pytest

SOFA = "SOF-moss-2120"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", ("Divano Larice", "Aggiungi alla lista", "1 articolo")),
        ("ja", ("ソファ「ラーチ」", "リストに追加", "1点")),
        ("en", ("Larch sofa", "Add to list", "1 piece")),
    ],
)
def test_switching_keeps_list_and_page(kiosk, robot, language, words):
    name, add, piece = words
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.speak(language)
    assert kiosk.model.page == "product"
    assert {name, add} <= set(robot.texts())
    kiosk.model.toList()
    assert kiosk.pieces == 1
    assert {name, piece} <= set(robot.texts())


def test_the_language_is_chosen_in_the_top_bar(kiosk, robot):
    kiosk.scan(SOFA)
    robot.tap("English")
    robot.tap("日本語")
    assert kiosk.model.language == "ja"
    robot.wait(lambda: "リストに追加" in robot.texts(), "the page in Japanese")


def test_new_lists_carry_the_language(kiosk):
    kiosk.model.speak("it")
    kiosk.scan(SOFA)
    kiosk.product.add()
    assert kiosk.list.document.language == "it"


def test_product_texts_fall_back_visibly(kiosk):
    assert kiosk.shop.words.name({"it": "Solo"}) == "Solo"
    assert kiosk.shop.words.name({}) == ""


def test_a_language_chosen_by_somebody_who_went_on_is_not_left_to_the_next(kiosk, qtbot):
    kiosk.model._chosen_timer.setInterval(50)
    kiosk.model.speak("ja")
    assert kiosk.model.language == "ja"
    qtbot.waitUntil(lambda: kiosk.model.language == "en")


def test_who_begins_keeps_the_language_they_chose(kiosk):
    kiosk.model.speak("ja")
    kiosk.model.begin()
    assert not kiosk.model._chosen_timer.isActive()
    assert kiosk.model.language == "ja"
