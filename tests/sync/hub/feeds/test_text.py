import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.text import MAX_TEXT, Readable, mended, plain, plain_lines, readable


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Edge  space\n", "Edge space"),
        ("Cool&trade; &amp; dry", "Cool™ & dry"),
        ("Encoded &amp;trade; twice &amp;amp; thrice", "Encoded ™ twice & thrice"),
        ("<b>Bold</b> claim<br/>here", "Bold claim here"),
        ("&lt;p&gt;Tags &lt;i&gt;in&lt;/i&gt; entities&lt;/p&gt;", "Tags in entities"),
        ("Half &frac14; inch", "Half ¼ inch"),
        ("4 < 5 and 6 > 5", "4 < 5 and 6 > 5"),
        ("zero\u200bwidth and \u202eright-to-left", "zerowidth and right-to-left"),
        ("<script>alert(1)</script>Shirt", "Shirt"),
        ("", ""),
    ],
)
def test_names_become_one_clean_line(raw: str, clean: str) -> None:
    assert plain(raw) == clean


def test_paragraphs_stay_apart_and_line_ends_of_html_mean_nothing() -> None:
    assert readable("<p>One\ntwo.</p>\n<p>Three.</p>") == Readable("One two.\n\nThree.", ())


@pytest.mark.parametrize(
    "listing",
    [
        "<ul><li>Hood.</li><li>Zip.</li></ul>",
        "<ul>\n<li> Hood.\n<li> Zip.\n</ul>",
        "<p>&bull; Hood.<br />&bull; Zip.</p>",
        "<p>&bull; Hood.</br>&bull; Zip.</p>",
        "<p>Hood. <br />Zip.</p>",
        "<p>- Hood.<BR>- Zip.</p>",
        "\n\nHood.\nZip.",
    ],
)
def test_every_kind_of_list_becomes_detail_lines(listing: str) -> None:
    assert readable(f"<p>Warm.</p>{listing}" if "<" in listing else f"Warm.{listing}") == Readable(
        "Warm.", ("Hood.", "Zip.")
    )


def test_an_unclosed_paragraph_does_not_swallow_the_list() -> None:
    assert readable("<p>Warm.<p>\n<ul>\n<li>Hood.</li>\n</ul>") == Readable("Warm.", ("Hood.",))


def test_a_sentence_before_its_list_stays_a_sentence_and_stray_marks_go() -> None:
    sentence = " ".join(["Soft, light and warm, as it has always been in this town."] * 2)
    assert readable(f"<p>{sentence}<br />`<br />&bull; Hood.</p>") == Readable(sentence, ("Hood.",))


def test_a_hyphen_inside_a_line_is_no_bullet() -> None:
    assert readable("<p>-20 degrees and warm - still.</p>").text == "-20 degrees and warm - still."


def test_no_tag_and_no_attribute_survives() -> None:
    text = readable('<p onclick="x()">A <a href="javascript:x()">link</a> <img src=x onerror=y> end</p>').text
    assert text == "A link end"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("CafÃ© â€“ maÃ®tre", "Café – maître"),
        ("Itâ€™s 5Â°C", "It’s 5°C"),
        ("CittÃ\xa0", "Città"),
        ("d\x92or \x80 5", "d’or € 5"),
        ("ï»¿Name", "Name"),
        ("soft\u00adware", "software"),
        ("BrandÂ® Coolâ„¢", "Brand® Cool™"),
        ("MAÇÃ® NÃO Ãgua CAFÉ™", "MAÇÃ® NÃO Ãgua CAFÉ™"),
        ("Â la carte, Å, ÀÉ", "Â la carte, Å, ÀÉ"),
        ("日本語「椅子」", "日本語「椅子」"),
    ],
)
def test_letters_broken_on_their_way_are_mended_where_that_is_certain(raw: str, clean: str) -> None:
    assert plain(raw) == clean


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_was_never_broken_is_only_ever_mended_once(text: str) -> None:
    assert mended(text.encode("ascii", "ignore").decode()) == text.encode("ascii", "ignore").decode()
    plain(text)
    readable(text)


@given(st.text("éàèùçñüöäß’–…€®™°½ abc", max_size=20))
def test_utf8_read_as_windows_letters_comes_back_whole(text: str) -> None:
    broken = "".join(
        chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )
    assert mended(broken) == text


def test_comments_and_tables_leave_no_trace_in_words() -> None:
    assert plain("<!-- x > y -->Shirt") == "Shirt"
    assert plain("<table><tr><td>Width</td><td>20 cm</td></tr></table>") == "Width 20 cm"
    assert plain_lines("W 20 cm<br>H 30 cm<p>45 lbs</p>") == "W 20 cm\nH 30 cm\n45 lbs"


LONG = ("<a ", "<li ", "</ ", "<!--", "<div>", "<p>\n ", "&amp;", "&lt;p&gt;", "&nbsp", " ", "\u2022 ")


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("start", ["", "<b>x</b>", "<"])
def test_no_cell_takes_long(start: str, piece: str) -> None:
    text = start + piece * (MAX_TEXT // len(piece))
    started = time.process_time()
    plain(text)
    readable(text)
    assert time.process_time() - started < 5


def test_html_encoded_inside_html_is_read_too() -> None:
    cell = "<div>&lt;p&gt;Twice&lt;/p&gt;&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;&lt;/ul&gt;</div>"
    assert readable(cell) == Readable("Twice", ("a",))
