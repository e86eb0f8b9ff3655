"""From what happens to an order to what its shopper reads: real rules, a real store, a real mail server."""

import asyncio
import datetime as dt

import pytest

from sync.hub.mail import service
from sync.hub.mail.postman import GIVEN_UP_AFTER
from sync.hub.mail.relay import Relay
from sync.hub.mail.service import Mail
from sync.hub.mail.speech import texts
from sync.hub.page.routes import RESOURCES
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes
from sync.protocol.actors import Actor
from sync.protocol.hashes import digest
from sync.protocol.list_verbs import AddLine, CreateList, RevokeShare
from sync.protocol.notices import read
from sync.protocol.orders import (
    AgreeSubstitute,
    CancelOrder,
    ClaimOrder,
    Contact,
    ExpireOrder,
    MakeReady,
    PackOrder,
    PickLine,
    ProposeSubstitute,
    RejectOrder,
    ReleaseOrder,
    ResendNotice,
    ShortLine,
    claim_code,
)
from sync.protocol.receipts import UNDO_WINDOW, Back, IssueReceipt, Receipt, Sold, TakeBack, UndoReturn
from tests.sync.hub.mail.office import ANNA, STORE

ORDERS = scopes.orders(STORE)
ONE = "0198f3c2-one"


def text(message) -> str:
    return message.get_body(("plain",)).get_content()


def html(message) -> str:
    return message.get_body(("html",)).get_content()


async def line_ids(office) -> list[str]:
    return [line.id for line in (await office.order(ONE)).lines]


async def pack(office, *, short: bool = False) -> None:
    lamp, cup = await line_ids(office)
    await office.do(ORDERS, ClaimOrder(ONE))
    await office.do(ORDERS, PickLine(ONE, lamp, 1))
    await office.do(ORDERS, ShortLine(ONE, cup, "not_found") if short else PickLine(ONE, cup, 2))
    await office.do(ORDERS, PackOrder(ONE))


def test_an_order_is_told_of_when_somebody_has_it_and_when_it_waits(office):
    async def story(office):
        await office.place(ONE)
        assert await office.postman.round() == 0
        await office.do(ORDERS, ClaimOrder(ONE))
        assert await office.postman.round() == 1
        await office.do(ORDERS, ReleaseOrder(ONE))
        await pack(office)
        await office.do(ORDERS, MakeReady(ONE, "Desk 2"))
        assert await office.postman.round() == 1
        assert office.box.subjects == ["Il tuo ordine A-1007: ci siamo", "Il tuo ordine A-1007 è pronto"]
        ready = office.box.arrived[1]
        assert ready["To"] == "Anna Rossi <anna@example.com>"
        assert ready["From"] == "Olmaia <no-reply@olmaia.example>"
        code = claim_code(office.hub.keys.token, ONE)
        for body in (text(ready), html(ready)):
            assert code in body
            for said in ("Lampada", "Rosso", "49", "74", "Milano Brera", "Via Solferino 1", "Desk 2"):
                assert said in body, said
        assert [one.template for one in read((await office.order(ONE)).notices)] == ["accepted", "ready"]
        assert await office.waiting() == 0

    office(story)


@pytest.mark.parametrize(
    ("language", "subject", "lamp"),
    [
        ("en-GB", "Your order A-1007 is ready", "Lamp"),
        ("it", "Il tuo ordine A-1007 è pronto", "Lampada"),
        ("ja", "ご注文 A-1007 の用意ができました", "ランプ"),
        ("xx", "Il tuo ordine A-1007 è pronto", "Lampada"),  # the store's own
    ],
)
def test_the_letter_speaks_the_shoppers_language(office, language, subject, lamp):
    async def story(office):
        await office.place(ONE, Contact("Anna", "anna@example.com", language=language))
        await pack(office)
        await office.do(ORDERS, MakeReady(ONE))
        await office.postman.round()
        assert office.box.subjects == [subject]
        assert lamp in text(office.box.arrived[0])
        assert "%" not in text(office.box.arrived[0])

    office(story)


def test_a_name_from_right_to_left_turns_nothing_but_itself(office):
    async def story(office):
        await office.place(ONE, Contact("שרה כהן", "sara@example.com", language="en"))
        await pack(office)
        await office.do(ORDERS, MakeReady(ONE))
        await office.postman.round()
        for kind in ("plain", "html"):
            told = office.box.arrived[0].get_body((kind,)).get_content()
            assert "שרה" in told
            assert told.count("שרה") == told.count("\u2068שרה")

    office(story)


def test_several_things_missing_are_one_letter_and_none_once_all_else_is_ready(office):
    async def story(office):
        await office.place(ONE)
        lamp, cup = await line_ids(office)
        await office.do(ORDERS, ClaimOrder(ONE))
        await office.postman.round()
        await office.do(ORDERS, ShortLine(ONE, lamp, "not_found"))
        office.clock.pass_by(60)
        await office.do(ORDERS, ShortLine(ONE, cup, "damaged"))
        office.clock.pass_by(4 * 60)
        assert await office.postman.round() == 0
        office.clock.pass_by(61)
        assert await office.postman.round() == 1
        assert "Lampada" in text(office.box.arrived[-1])
        assert "Cup" in text(office.box.arrived[-1])

    office(story)


def test_what_is_missing_stands_in_the_letter_that_says_ready(office):
    async def story(office):
        await office.place(ONE)
        await pack(office, short=True)
        await office.do(ORDERS, MakeReady(ONE))
        office.clock.pass_by(600)
        await office.postman.round()
        assert office.box.subjects == ["Il tuo ordine A-1007 è pronto"]
        told = text(office.box.arrived[0])
        assert (
            told.index("Ti aspetta") < told.index("Lampada") < told.index("Non trovato") < told.index("Cup")
        )
        assert await office.waiting() == 0

    office(story)


def test_a_substitute_is_asked_about_with_the_way_to_answer(office):
    async def story(office):
        guest = Actor("device:kiosk", "kiosk")
        await office.do(scopes.shopping_list("mine"), CreateList("Mine"), guest)
        await office.do(scopes.shopping_list("mine"), AddLine("lamp", "lamp-red"), guest)
        await office.place(ONE, list_id="mine")
        lamp, _ = await line_ids(office)
        await office.do(ORDERS, ClaimOrder(ONE))
        await office.do(ORDERS, ProposeSubstitute(ONE, lamp, "cup", "cup-1", 1))
        await office.postman.round()
        [asked] = [one for one in office.box.arrived if "al suo posto" in one["Subject"]]
        token = office.hub.keys.link_token("mine")
        assert f"https://lists.example/l/{token}" in text(asked)
        assert f'href="https://lists.example/l/{token}"' in html(asked)
        assert "al posto di Lampada" in text(asked)
        # Answered before the letter goes: nobody is asked what they have said.
        await office.do(ORDERS, ResendNotice(ONE))
        await office.do(ORDERS, AgreeSubstitute(ONE, lamp, agreed=True))
        before = len(office.box.arrived)
        await office.postman.round()
        assert len(office.box.arrived) == before
        # A link that the shopper has closed stays closed.
        await office.do(scopes.shopping_list("mine"), RevokeShare(digest(token)), guest)
        await office.do(ORDERS, ResendNotice(ONE))
        await office.postman.round()
        assert token not in text(office.box.arrived[-1])

    office(story)


@pytest.mark.parametrize(
    ("verb", "subject", "why"),
    [
        (CancelOrder(ONE, "shopper_no"), "Il tuo ordine A-1007 è annullato", ""),
        (RejectOrder(ONE, "sold_out"), "Il tuo ordine A-1007: questa volta non riusciamo", "È esaurito"),
        (
            RejectOrder(ONE, "damaged_all", "The lamp broke"),
            "Il tuo ordine A-1007: questa volta non riusciamo",
            "Quello che abbiamo è danneggiato: The lamp broke",
        ),
        (
            RejectOrder(ONE, "The lamp broke"),  # as it was said before there were codes
            "Il tuo ordine A-1007: questa volta non riusciamo",
            "The lamp broke",
        ),
    ],
)
def test_an_order_that_ends_is_told_of(office, verb, subject, why):
    async def story(office):
        await office.place(ONE)
        await office.do(ORDERS, verb)
        await office.postman.round()
        assert office.box.subjects == [subject]
        written = text(office.box.arrived[0])
        assert why in written
        assert ("Motivo" in written) == bool(why)

    office(story)


def test_nobody_came(office):
    async def story(office):
        await office.place(ONE)
        await pack(office)
        await office.do(
            ORDERS, MakeReady(ONE, expires=moments.write(office.clock.now() + dt.timedelta(days=1)))
        )
        await office.postman.round()
        office.clock.pass_by(25 * 3600)
        await office.do(ORDERS, ExpireOrder(ONE))
        await office.postman.round()
        assert office.box.subjects[-1] == "Il tuo ordine A-1007 è tornato sullo scaffale"

    office(story)


def test_a_purchase_and_a_return_are_told_of(office):
    async def story(office):
        code = office.hub.keys.receipt_code(STORE, "0017")
        scope = scopes.receipt(digest(code))
        sold = [
            Sold("1", "lamp", "lamp-red", 2, 4_900),
            Sold("2", "gone", "gone-1", 1, 990, name="Old thing"),
        ]
        issue = IssueReceipt(
            "0017", STORE, "store", office.hub.now(), "EUR", sold, "2026-06-03", contact=ANNA
        )
        await office.do(scope, issue)
        office.clock.pass_by(1)
        await office.do(scope, TakeBack([Back("1", 1, "too_large")], STORE))
        await office.postman.round()
        assert len(office.box.arrived) == 1  # it could still be undone
        office.clock.pass_by(UNDO_WINDOW.total_seconds())
        await office.postman.round()
        bought, back = office.box.arrived
        assert (bought["Subject"], back["Subject"]) == (
            "Il tuo scontrino 0017",
            "Il tuo reso per lo scontrino 0017",
        )
        for said in (code, "Lampada", "Old thing", "98", "107,90", "3 giugno 2026"):
            assert said in text(bought), said
        assert "Ti restituiamo: 49\xa0€" in text(back)
        assert "Old thing" not in text(back)

    office(story)


def test_of_a_return_that_was_a_mistake_nobody_is_written_to(office):
    async def story(office):
        scope = scopes.receipt(digest("VTR0018"))
        sold = [Sold("1", "lamp", "lamp-red", 2, 4_900)]
        await office.do(
            scope, IssueReceipt("0018", STORE, "store", office.hub.now(), "EUR", sold, contact=ANNA)
        )
        await office.do(scope, TakeBack([Back("1", 1, "too_large")], STORE))
        key = Key("receipt", scopes.parse(scope).id)
        receipt = await documents.load(office.hub.storage, scope, key, Receipt)
        await office.do(scope, UndoReturn(receipt.returns[0].op))
        office.clock.pass_by(UNDO_WINDOW.total_seconds())
        await office.postman.round()
        assert [one["Subject"] for one in office.box.arrived] == ["Il tuo scontrino 0018"]

    office(story)


def test_an_address_that_is_none_is_given_up_in_words_that_the_desk_reads(office):
    async def story(office):
        office.box.refuse["anna@example.com"] = "550 no such user"
        await office.place(ONE)
        await office.do(ORDERS, ClaimOrder(ONE))
        assert await office.postman.round() == 0
        [notice] = read((await office.order(ONE)).notices)
        assert (notice.template, notice.failure) == ("accepted", "address")
        assert await office.waiting() == 0
        await office.place("two", Contact("Bo", "bo..@example.com"))
        await office.do(ORDERS, ClaimOrder("two"))
        await office.postman.round()
        assert read((await office.order("two")).notices)[0].failure == "address"

    office(story)


def test_a_server_that_says_later_is_asked_later_and_not_for_ever(office):
    async def story(office):
        office.box.reply = "451 come back"
        await office.place(ONE)
        await office.do(ORDERS, ClaimOrder(ONE))
        began, asked = office.clock.now(), 0
        while await office.waiting():
            await office.postman.round()
            office.clock.pass_by(30 * 60)
            asked += 1
            assert asked < 300
        assert office.clock.now() - began > GIVEN_UP_AFTER
        assert read((await office.order(ONE)).notices)[0].failure == "late"

    office(story)


def test_a_mail_server_that_is_away_loses_nothing_and_is_not_asked_all_the_time(office, server, monkeypatch):
    async def story(office):
        await office.place(ONE)
        await office.do(ORDERS, ClaimOrder(ONE))
        tries = []
        away = type(office.postman._relay)("localhost", 1, "starttls")
        monkeypatch.setattr(
            type(away),
            "_connect",
            lambda relay: tries.append(1) or _refuse() if relay.port == 1 else _real(relay),
        )
        office.postman._relay = away
        for _ in range(100):
            await office.postman.round()
            office.clock.pass_by(1)
        assert 3 < len(tries) < 12
        assert await office.waiting() == 1

    _real = Relay._connect

    def _refuse():
        raise ConnectionRefusedError(111, "refused")

    office(story)

    async def later(office):
        assert await office.postman.round() == 1  # the hub was restarted, the server is there

    office(later)


def test_nothing_is_written_of_a_person_who_was_erased_and_no_box_names_anybody(office, tmp_path):
    async def story(office):
        await office.place(ONE)
        await office.do(ORDERS, ClaimOrder(ONE))
        box = await office.hub.storage.changes(scopes.mail(STORE), 0, 100)
        assert box
        assert not any(b"anna" in one.body.lower() for one in box)

    office(story)


def test_many_letters_go_a_few_at_a_time_and_all_of_them(office, monkeypatch):
    monkeypatch.setattr("sync.hub.mail.postman.AT_ONCE", 3)

    async def story(office):
        for number in range(8):
            await office.place(f"order-{number}", number=str(number))
            await office.do(ORDERS, ClaimOrder(f"order-{number}"))
        assert await office.postman.round() == 8
        assert sorted(office.box.subjects) == [f"Il tuo ordine {number}: ci siamo" for number in range(8)]
        assert await office.waiting() == 0

    office(story)


def test_two_hubs_on_one_store_send_one_letter(office, tmp_path, server):
    async def story(office):
        other = service.postman(office.hub, Mail(office.postman._relay))
        await office.place(ONE)
        await office.do(ORDERS, ClaimOrder(ONE))
        await office.postman._boxes.look()
        await other._boxes.look()
        sent = await asyncio.gather(office.postman.round(), other.round())
        assert sum(sent) == len(office.box.arrived) == 1

    office(story)


def test_every_letter_can_be_written_in_every_language():
    assert set(texts(RESOURCES / "i18n" / "mail")) == {"en", "it", "ja"}
