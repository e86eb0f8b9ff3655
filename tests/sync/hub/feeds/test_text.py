import pytest

from sync.hub.feeds.text import Readable, plain, readable


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
    assert readable("<p>One\ntwo.</p>\n<p>Three.</p>") == Readable("One two.\n\nThree.", [])


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
        "Warm.", ["Hood.", "Zip."]
    )


def test_an_unclosed_paragraph_does_not_swallow_the_list() -> None:
    assert readable("<p>Warm.<p>\n<ul>\n<li>Hood.</li>\n</ul>") == Readable("Warm.", ["Hood."])


def test_a_sentence_before_its_list_stays_a_sentence_and_stray_marks_go() -> None:
    sentence = " ".join(["Soft, light and warm, as it has always been in this town."] * 2)
    assert readable(f"<p>{sentence}<br />`<br />&bull; Hood.</p>") == Readable(sentence, ["Hood."])


def test_a_hyphen_inside_a_line_is_no_bullet() -> None:
    assert readable("<p>-20 degrees and warm - still.</p>").text == "-20 degrees and warm - still."


def test_no_tag_and_no_attribute_survives() -> None:
    text = readable('<p onclick="x()">A <a href="javascript:x()">link</a> <img src=x onerror=y> end</p>').text
    assert text == "A link end"
