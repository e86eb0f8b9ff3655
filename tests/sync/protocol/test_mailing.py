"""A list that is mailed: what the list says of it, and that it never says to whom."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from sync.protocol import list_rules, list_verbs, mailing, moments, rules
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.lists import ShoppingList
from sync.protocol.mailing import MAX_MAILS, MailList, MirrorMail, mail_id

KIOSK = Actor("device:k", "kiosk", "Kiosk 1")
NOW = "2026-11-26T10:00:00Z"
ANNA = "anna@example.com"


def do(document: ShoppingList | None, verb: Any, op: str = "op", now: str = NOW) -> ShoppingList:
    return mailing.apply(document, Act(op, KIOSK, "guest:visit", now, now, verb, "tablet"))


@pytest.fixture
def document() -> ShoppingList:
    act = list_rules.Act("new", KIOSK, NOW, list_verbs.CreateList())
    return list_rules.apply(None, act, list_id="l", owner="guest:visit")


def test_the_list_says_that_a_letter_was_asked_for_and_not_to_whom(document):
    after = do(document, MailList(ANNA, "it"))
    assert [mark.state for mark in after.mails.values()] == ["asked"]
    assert b"anna" not in msgspec.json.encode(after)


def test_the_same_asked_twice_is_one_letter(document):
    once = do(document, MailList(ANNA))
    assert do(once, MailList(ANNA)) is once


def test_what_became_of_it_is_told_and_of_others_nothing(document):
    asked = do(document, MailList(ANNA))
    sent = do(asked, MirrorMail(mail_id("op"), "sent"))
    assert sent.mails[mail_id("op")].state == "sent"
    assert do(sent, MirrorMail(mail_id("op"), "sent")) is sent
    assert do(sent, MirrorMail("another", "failed")) is sent


@pytest.mark.parametrize("address", ["anna", "anna@", "anna@@example.com", "anna@example"])
def test_what_is_no_address_is_refused(document, address):
    with pytest.raises(Rejected, match=r"no_address"):
        do(document, MailList(address))


@pytest.mark.parametrize("address", ["", "a b@example.com", "anna@example.com\n", "a" * 250 + "@x.it"])
def test_what_can_be_no_address_is_no_operation(address):
    with pytest.raises(Rejected, match=r"malformed"):
        rules.read("list", "l", {"verb": "MailList", "email": address})


def test_so_many_letters_go_in_a_day_and_more_the_next(document):
    for number in range(MAX_MAILS):
        document = do(document, MailList(ANNA), op=f"op{number}")
    with pytest.raises(Rejected, match=r"too_many_mails"):
        do(document, MailList(ANNA), op="more")
    tomorrow = moments.write(moments.parse(NOW) + timedelta(days=1))
    assert len(do(document, MailList(ANNA), op="more", now=tomorrow).mails) == 1


def test_no_list_and_an_erased_one_are_mailed_to_nobody():
    with pytest.raises(Rejected, match=r"no_list"):
        do(None, MailList(ANNA))
    with pytest.raises(Rejected, match=r"erased"):
        do(ShoppingList("l", "", erased=True), MailList(ANNA))
