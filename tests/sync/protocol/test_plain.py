"""What people write comes in as plain text, and what is older than that rule goes on cleaned."""

import re
import unicodedata
from typing import Annotated, Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import contacts, customers, interactions, orders, persons, plain, receipts, staff, verbs
from sync.protocol.customers import Customer, SetPreference, SetSize
from sync.protocol.errors import Rejected
from sync.protocol.interactions import Interaction
from sync.protocol.orders import Contact, Order
from sync.protocol.persons import Person, SetContact, SetName
from sync.protocol.plain import CONTACT, EMAIL, PHONE, PLAIN, PLAIN_LINE, cleaned, in_words
from sync.protocol.receipts import Receipt
from sync.protocol.staff import Associate

STEERS = [chr(code) for code in (0, 7, 0x1B, 0x1D, 0x7F, 0x85, 0x9B)] + [
    "\u061c",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u2028",
    "\ufeff",
]
"""Controls of both sets, marks and overrides of direction, other line breaks."""

steering = st.sampled_from(STEERS)
hostile = st.builds(lambda one, sign, other: one + sign + other, st.text(), steering, st.text())


@pytest.mark.parametrize(
    "text",
    ["", "Anna", "さくら 🌸", "👩\u200d👧", "שרה כהן", "سارة", "می\u200cخواهم", "two\nlines\tand\r\nmore"],
)
def test_what_people_write_is_plain(text: str) -> None:
    assert re.search(PLAIN, text)
    assert cleaned(text) == text


@given(hostile)
def test_nothing_that_steers_is_plain_wherever_it_stands(text: str) -> None:
    for pattern in (PLAIN, PLAIN_LINE, EMAIL, PHONE, CONTACT):
        assert not re.search(pattern, text)


@given(st.text() | hostile)
def test_whatever_was_stored_is_plain_once_it_is_cleaned(text: str) -> None:
    seen = cleaned(text)
    assert re.search(PLAIN, seen)
    assert not {each for each in seen if unicodedata.category(each) == "Cc"} - set("\t\n\r")
    if re.search(PLAIN, text):
        assert seen == text
    # What something is found by stays what it is.
    assert cleaned({"note": [text, 1, None], "variant": text}) == {"note": [seen, 1, None], "variant": text}


@pytest.mark.parametrize("text", ["a\nb", "a\n", "\n", "a\tb"])
def test_a_plain_line_is_one(text: str) -> None:
    assert not re.search(PLAIN_LINE, text)
    assert re.search(PLAIN, text)


def texts_of(verb: type[msgspec.Struct]) -> list[str]:
    """The fields of a verb that hold any text at all, by name."""
    fields = msgspec.json.schema(verb)["$defs"][verb.__name__]["properties"]
    return [name for name, kind in fields.items() if kind.get("type") == "string" and "enum" not in kind]


SAID = [
    (customers.Verb, ("SetSize", "SetPreference", "SetLanguage", "SetStore", "GiveConsent", "SayFit")),
    (persons.Verb, ("SetName", "SetContact")),
    (receipts.Verb, ("BeginReturn", "TakeBack")),
]
"""The verbs that people's texts come in with."""


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (verb, field)
        for union, names in SAID
        for verb in get_args(union)
        if verb.__name__ in names
        for field in texts_of(verb)
    ],
)
@given(sign=steering)
def test_no_verb_takes_a_sign_that_steers(verb: type[msgspec.Struct], field: str, sign: str) -> None:
    said: dict[str, Any] = {
        "name": "x",
        "value": "",
        "purpose": "x",
        "channel": "x",
        "wording": "x",
        "axis": "x",
    }
    whole = {name: said.get(name, "") for name in texts_of(verb)} | {"verb": verb.__name__, "lines": []}
    if verb is receipts.TakeBack:
        whole["lines"] = [{"line": "a", "quantity": 1, "reason": "other"}]
    verbs.read(whole, verb)
    with pytest.raises(msgspec.ValidationError):
        verbs.read({**whole, field: f"x{sign}"}, verb)


@given(sign=steering)
def test_nor_does_a_note_on_a_timeline_a_name_of_staff_or_whom_an_order_is_for(sign: str) -> None:
    noted = {"verb": "NoteInteraction", "interaction": "i", "channel": "note", "topic": "note", "title": "x"}
    verbs.read(noted, interactions.NoteInteraction)
    for field in ("title", "text", "place"):
        with pytest.raises(msgspec.ValidationError):
            verbs.read({**noted, field: f"x{sign}"}, interactions.NoteInteraction)
    for kind in (staff.Name, customers.Value, customers.Name, persons.Text):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(f"x{sign}", kind)
    for field in ("name", "email", "phone", "language"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({field: f"x{sign}"}, orders.NewContact)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"line": "a", "quantity": 1, "reason": "other", "note": sign}, receipts.Back)


@given(hostile)
def test_what_was_stored_before_is_read_as_it_is(text: str) -> None:
    documents: list[msgspec.Struct] = [
        Customer("c", language=text, sizes={text: text}, preferences={"style": text}),
        Person("p", {"given": text}, {text: text}),
        Associate("a", text, staff.Role.STOCK),
        Interaction("i", "", "note", "note", text, text),
        Order("o", "1", "milano", "collect", "new", [], "", contact=Contact(text[:80])),
        Receipt("r", "1", "milano", "store", "", "EUR", [], contact=Contact(text[:80])),
    ]
    for document in documents:
        assert msgspec.json.decode(msgspec.json.encode(document), type=type(document)) == document


@given(hostile)
def test_what_was_stored_before_can_be_mended(text: str) -> None:
    person = Person("p", {"given": text}, {"email": text})
    mended = persons.apply(person, SetName("given", "Anna"), person_id="p")
    mended = persons.apply(mended, SetContact("email", "anna@example.com"), person_id="p")
    assert mended == Person("p", {"given": "Anna"}, {"email": "anna@example.com"})
    act = customers.Act("", "", SetSize("shoe", ""))
    shod = customers.apply(Customer("c", sizes={"shoe": text}), act, customer_id="c")
    liked = customers.apply(shod, customers.Act("", "", SetPreference("style", "plain")), customer_id="c")
    assert (shod.sizes, liked.preferences) == ({}, {"style": "plain"})


@given(st.emails() | st.from_regex(r"\+?[0-9]{6,15}", fullmatch=True) | st.text(max_size=200))
def test_a_contact_is_an_address_or_a_number_and_nothing_else(text: str) -> None:
    said = {"verb": "SetContact", "name": "any", "value": text}
    is_one = not text or contacts.kind_of(text) is not None
    try:
        verb = verbs.read(said, persons.Verb)
        persons.apply(None, verb, person_id="p")
    except (msgspec.ValidationError, Rejected):
        taken = False
    else:
        taken = True
    assert not taken or is_one


@pytest.mark.parametrize(
    "text",
    ["anna@example.com", "太郎@例え.jp", "+39 (347) 123-4567", "０９０１２３４５６７８", "0039 347/123.4567"],
)
def test_contacts_of_every_country_come_in(text: str) -> None:
    verb = verbs.read({"verb": "SetContact", "name": "any", "value": text}, persons.Verb)
    assert persons.apply(None, verb, person_id="p").contacts == {"any": text}


@pytest.mark.parametrize("text", ["Via Roma 1", "12", "anna@", "@anna", "anna@example com"])
def test_anything_else_does_not(text: str) -> None:
    with pytest.raises((msgspec.ValidationError, Rejected)):
        persons.apply(
            None,
            verbs.read({"verb": "SetContact", "name": "any", "value": text}, persons.Verb),
            person_id="p",
        )


@pytest.mark.parametrize("pattern", [PLAIN, PLAIN_LINE, EMAIL, PHONE, CONTACT])
def test_what_is_asked_for_is_told_in_words(pattern: str) -> None:
    kind = msgspec.defstruct("Asked", [("text", Annotated[str, msgspec.Meta(pattern=pattern)])])
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.json.decode(b'{"text": "a\\u202eb"}', type=kind)
    assert in_words(str(error.value)) == f"Expected {plain.MEANT[pattern]} - at `$.text`"
