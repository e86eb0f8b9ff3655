"""Where short texts break."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from kiosk.ui.lines import JOINER, spare, tied

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def font():
    font = QFont("Inter")
    font.setPixelSize(20)
    return font


def lines(text, font, width):
    """The lines that Qt makes of a text in a width."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return found


def width_of(text, font):
    return QFontMetricsF(font).horizontalAdvance(text)


def test_no_word_is_left_alone_on_the_last_line(font):
    text = "One of us comes to this screen, and you look around until they are here"
    width = width_of(text, font) - 5
    assert lines(text, font, width)[-1] == "here"
    first, second = lines(text, font, width - spare(text, font, width))
    assert abs(len(first) - len(second)) < 12


def test_a_line_ends_with_a_sentence_where_it_can(font):
    text = "If not, we put your list aside and clear. Nothing gets lost here."
    width = width_of("If not, we put your list aside and clear. Nothing", font) + 2
    assert lines(text, font, width - spare(text, font, width)) == [
        "If not, we put your list aside and clear.",
        "Nothing gets lost here.",
    ]


def test_japanese_breaks_at_a_pause(font):
    text = "違う番号が選ばれたか、取り消されました。この画面では何も変わっていません。"
    width = width_of(text, font) * 0.9
    assert lines(text, font, width - spare(text, font, width))[0].endswith("。")


def test_there_is_never_a_line_more(font):
    text = "It opens in the browser. No app is needed, and no account; whoever has the link sees the list."
    for part in (0.2, 0.35, 0.5, 0.8, 0.97, 1.2):
        width = width_of(text, font) * part
        assert len(lines(text, font, width - spare(text, font, width))) == len(lines(text, font, width))


@pytest.mark.parametrize("text", ["", "Short", "A line\nand another", "word " * 80])
def test_what_needs_no_care_keeps_its_width(text, font):
    assert spare(text, font, 400) == 0


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("値札をスキャンすると、ここに並びます。", ["値札を", "スキャンすると、", "ここに", "並びます。"]),
        ("画面の番号はどれですか", ["画面の", "番号はどれですか"]),
        ("「はい」のあとで、あと1分です", ["「はい」のあとで、", "あと", "1分です"]),
        ("見本を、ご覧ください", ["見本を、", "ご覧ください"]),
        ("質問の取り消しはこちら", ["質問の", "取り消しはこちら"]),
        ("座り心地と高さ調節", ["座り心地と", "高さ調節"]),
        ("リスト内の品物", ["リスト内の", "品物"]),
        ("スキャン結果一覧", ["スキャン", "結果一覧"]),
        ("Nothing here yet", ["Nothing here yet"]),
        ("", [""]),
    ],
)
def test_japanese_breaks_between_phrases_only(text, phrases):
    joined = [JOINER.join(phrase) if text != phrase else phrase for phrase in phrases]
    assert tied(text) == "".join(joined)


def test_words_of_katakana_stay_whole(font):
    text = "まだ何もありません。値札をスキャンすると、ここに並びます。"
    width = width_of("まだ何もありません。値札をスキャ", font) + 2
    assert lines(text, font, width)[0].endswith("スキャ")
    whole = [line.replace(JOINER, "") for line in lines(tied(text), font, width)]
    assert whole == ["まだ何もありません。値札を", "スキャンすると、ここに並びます。"]


def test_a_phrase_that_is_too_long_breaks_where_its_writing_changes():
    whole = ("天然木突板", "ダイニングテーブル", "用天板")
    assert tied("".join(whole), 9) == "".join(JOINER.join(part) for part in whole)
    assert (
        tied("そのままご覧になってください", 12)
        == f"{JOINER.join('そのまま')}{JOINER.join('ご覧になってください')}"
    )
    assert tied("".join(whole), 8) == f"{JOINER.join(whole[0])}{whole[1]}{JOINER.join(whole[2])}"


def test_no_word_breaks_for_lines_alike_in_length(font):
    text = tied("テーブルランプ「メーロ」")
    width = width_of("テーブルランプ", font) + 8
    assert lines(text, font, width - spare(text, font, width)) == [tied("テーブルランプ"), tied("「メーロ」")]


def test_what_does_not_fit_fills_the_lines_there_are(font):
    text = "Everything for the flat by the harbour, and for the guests in May"
    width = width_of(text, font) / 3
    assert spare(text, font, width, 2) == 0
    assert spare(text, font, width, 4) > 0


def test_a_pause_is_not_worth_a_word_that_stands_alone(font):
    text = "The till or the online shop pays it back, and it is told as soon as the hub answers."
    width = width_of("The till or the online shop pays it back,", font) + 2
    assert len(lines(text, font, width - spare(text, font, width))[-1].split()) > 1


def test_no_paragraph_ends_with_a_word_that_stands_alone(font):
    text = "on every screen or on the telephone\nuntil 23 November at half past nine"
    width = width_of("on every screen or on the telepho", font)
    set_ = lines(text.replace("\n", "\u2028"), font, width - spare(text, font, width))
    assert len(set_[1].split()) > 1


def test_the_particle_of_the_object_ends_a_phrase():
    assert [part.replace(JOINER, "") for part in parts_of(tied("何をお試しになりますか"))] == [
        "何を",
        "お試しになりますか",
    ]


def parts_of(text):
    """Where a text may break between its signs."""
    found = [text[0]]
    for before, sign in pairwise(text):
        if JOINER in {before, sign}:
            found[-1] += sign
        else:
            found.append(sign)
    return found
