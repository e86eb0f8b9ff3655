import pytest

from sync.protocol import persons
from sync.protocol.errors import Rejected
from sync.protocol.persons import MAX_FIELDS, Person, SetContact, SetName


def test_a_person_is_known_by_what_is_noted_and_forgotten_field_by_field() -> None:
    anna = persons.apply(None, SetName("given", "Anna"), person_id="p")
    anna = persons.apply(anna, SetContact("email", "anna@example.com"), person_id="p")
    assert anna == Person("p", {"given": "Anna"}, {"email": "anna@example.com"})
    assert persons.apply(anna, SetName("given", "Anna"), person_id="p") is anna
    assert persons.apply(anna, SetContact("email", ""), person_id="p").contacts == {}


def test_there_is_an_end_to_what_is_noted() -> None:
    person = None
    for number in range(MAX_FIELDS):
        person = persons.apply(person, SetContact(str(number), "x@example.com"), person_id="p")
    with pytest.raises(Rejected, match="too_many_fields"):
        persons.apply(person, SetContact("more", "x@example.com"), person_id="p")


@pytest.mark.parametrize("value", ["Via Roma 1", "a..b@example.com", "12 34"])
def test_what_reaches_nobody_is_no_contact(value: str) -> None:
    with pytest.raises(Rejected, match="no_contact"):
        persons.apply(None, SetContact("email", value), person_id="p")


def test_an_erased_person_takes_nothing() -> None:
    with pytest.raises(Rejected, match="erased"):
        persons.apply(Person("p", erased=True), SetName("given", "Anna"), person_id="p")
