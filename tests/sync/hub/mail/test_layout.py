"""What a letter looks like: whatever somebody wrote stays text, and nothing is loaded from elsewhere."""

import re
from email.headerregistry import Address
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sync import brand
from sync.hub.mail.content import Code, Content, Group, Item
from sync.hub.mail.layout import MOST_ITEMS, Envelope, Look, message
from sync.hub.page.routes import BRANDS, RESOURCES
from sync.texts import Texts

LOOK = Look(
    brand.load(brand.choose(BRANDS)),
    Template((RESOURCES / "mail" / "frame.html").read_text(encoding="utf-8")),
)
WORDS = Texts.load(RESOURCES / "i18n" / "mail", "en")
SENDER, TO = Address("Olmaia", addr_spec="no-reply@olmaia.example"), Address("Anna", addr_spec="a@b.example")
BAD = '<script>alert("1")</script>\r\nBcc: all@example.com'


def content(text: str, **more) -> Content:
    item = Item(text, text, "1 ×", text, remark=text)
    whole = {
        "groups": [Group(text, [item])],
        "facts": [(text, text)],
        "code": Code(text, "VTP123456", text),
        "button": (text, "https://lists.example/l/x?a=1&b=2"),
        **more,
    }
    return Content("en", text, text, text, [text], why=text, **whole)


def written(said: Content):
    return message(said, Envelope(SENDER, TO, "key"), LOOK, WORDS)


def parts(made) -> tuple[str, str]:
    return (made.get_body(("plain",)).get_content(), made.get_body(("html",)).get_content())


def test_what_somebody_wrote_is_never_markup_and_never_another_header():
    made = written(content(BAD))
    _, html = parts(made)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert made["Bcc"] is None
    assert made["To"].addresses == (TO,)
    assert "\n" not in str(made["Subject"])


@given(st.text(max_size=200))
def test_any_text_can_be_written(text):
    made = written(content(text))
    assert bytes(made)
    plain, html = parts(made)
    assert "VTP123456" in plain
    assert "VTP123456" in html


def test_nothing_is_loaded_from_elsewhere():
    _, html = parts(written(content("Hello")))
    assert set(re.findall(r'src="([^":]*):', html)) == {"cid"}
    assert re.findall(r'href="([^"]*)"', html) == ["https://lists.example/l/x?a=1&amp;b=2"]
    assert "url(" not in html


def test_pictures_travel_along_once_however_often_they_are_shown(tmp_path):
    picture = tmp_path / "lamp-240.jpg"
    Image.new("RGB", (240, 240), "red").save(picture)
    item = Item("Lamp", "Red", "1 ×", picture=picture)
    made = written(content("Hello", groups=[Group("Here", [item, item])]))
    names = [part["Content-ID"] for part in made.walk() if part["Content-ID"]]
    assert sorted(names) == ["<code>", "<lamp-240>", "<logo>"]
    _, html = parts(made)
    assert {f"<{name}>" for name in re.findall('src="cid:([^"]*)"', html)} == set(names)


@pytest.mark.parametrize(("things", "shown"), [(MOST_ITEMS, MOST_ITEMS), (200, MOST_ITEMS - 1)])
def test_of_very_many_things_the_letter_says_how_many_more_there_are(things, shown):
    items = [Item(f"Thing {number}.", "", "1 ×") for number in range(things)]
    for body in parts(written(content("Hello", groups=[Group("Here", items)]))):
        assert len(re.findall(r"Thing \d+\.", body)) == shown
        assert (f"and {things - shown} more" in body) == (shown < things)


def test_the_same_letter_says_that_it_is_the_same():
    assert (
        written(content("a"))["Message-ID"] == written(content("b"))["Message-ID"] == "<key@olmaia.example>"
    )
    assert written(content("a"))["Auto-Submitted"] == "auto-generated"
