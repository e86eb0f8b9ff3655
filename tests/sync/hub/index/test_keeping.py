"""What leads to whom, held against documents that change, come late, come again and are erased."""

import asyncio
import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.hub.__main__ import main
from sync.hub.context import Config, open_hub, open_storage
from sync.hub.index import keeping, words
from sync.hub.index.keeping import Ground
from sync.hub.index.words import Pointer, Word
from sync.hub.keys import keys
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Storage
from sync.protocol import scopes
from sync.protocol.customers import Customer
from sync.protocol.orders import Contact, Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt

SECRET = bytes(32)
EMAIL, PHONE = "Anna@Example.com", "+39 347 1234567"
AT = "2026-11-22T10:00:00Z"
folders = itertools.count()

ORDER = Order(
    "o", "10-42", "milano", "collect", "new", [], AT, customer="c", contact=Contact("Anna", EMAIL), claim="aa"
)
RECEIPT = Receipt("r", "T-7", "milano", "store", AT, "EUR", [], customer="c", order="o")


async def put(storage: Storage, scope: str, document: msgspec.Struct) -> None:
    key = Key(scopes.parse(scope).kind.removesuffix("s"), document.id)
    await storage.commit(scope, [], [], lambda _: Decision([documents.write(key, document)]))


PERSON = Person("c", {"given": "Anna"}, {"email": EMAIL, "mobile": PHONE, "street": "Via Roma 1"})
ALL = [
    (scopes.customer("c"), Customer("c", cards=["7K3M9Q"])),
    (scopes.person("c"), PERSON),
    (scopes.orders("milano"), ORDER),
    (scopes.receipt("r"), RECEIPT),
]
LEADS = {
    Word("card", "7K3M9Q"): [Pointer("customer", "c")],
    Word("email", "anna@example.com"): [Pointer("customer", "c"), Pointer("order", "o", "milano")],
    Word("phone", "71234567"): [Pointer("customer", "c")],
    Word("order", "1042"): [Pointer("order", "o", "milano")],
    Word("claim", "aa"): [Pointer("order", "o", "milano")],
    Word("receipt", "T7"): [Pointer("receipt", "r")],
    Word("of_customer", "c"): [Pointer("order", "o", "milano"), Pointer("receipt", "r")],
    Word("of_order", "o"): [Pointer("receipt", "r")],
}


async def leads(storage: Storage, secret: bytes = SECRET) -> dict[Word, list[Pointer]]:
    return {
        word: sorted(await words.follow_up(storage, secret, word), key=lambda to: to.kind) for word in LEADS
    }


def test_everything_is_found_by_what_stands_in_it(tmp_path: Path) -> None:
    async def story() -> None:
        storage = open_storage(tmp_path)
        for scope, document in ALL:
            await put(storage, scope, document)
            assert await keeping.keep(Ground(storage, SECRET), None, document)
        assert await leads(storage) == LEADS
        await storage.close()

    asyncio.run(story())
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    # The documents say the words; the index does not.
    assert EMAIL.encode() in content
    assert b"anna@example.com" not in content


def test_a_hub_from_before_learns_it_by_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def begin() -> None:
        hub = await open_hub(Config(tmp_path, ""))
        for scope, document in ALL:
            await put(hub.storage, scope, document)
        for number in range(keeping.PAGE):
            other = Person(f"p{number}", contacts={"email": f"{number}@example.com"})
            await put(hub.storage, scopes.person(other.id), other)
        await hub.close()

    async def look() -> None:
        storage = open_storage(tmp_path)
        secret = (await keys(storage)).token
        assert await leads(storage, secret) == LEADS
        last = Word("email", f"{keeping.PAGE - 1}@example.com")
        assert await words.follow_up(storage, secret, last)
        await storage.close()

    asyncio.run(begin())
    for _ in range(2):
        assert main(["index", "--data", str(tmp_path)]) == 0
        asyncio.run(look())
    assert capsys.readouterr().out.startswith(f"{keeping.PAGE + 10} contacts, cards and numbers")


emails = st.sampled_from(["", "a@example.com", "A@example.com", "b@example.com", "none"])
changes = st.lists(st.tuples(st.sampled_from(["work", "home"]), emails), max_size=6)


@settings(max_examples=40, deadline=None)
@given(changes, st.randoms())
def test_whatever_comes_late_or_again_the_index_says_what_stands_there_now(
    tmp_path_factory: pytest.TempPathFactory, history, chance
) -> None:
    async def story() -> None:
        storage = open_storage(tmp_path_factory.mktemp(f"index{next(folders)}"))
        states = [Person("c")]
        for field, text in history:
            states.append(Person("c", contacts={**states[-1].contacts, field: text}))
        steps = list(itertools.pairwise(states))
        await put(storage, scopes.person("c"), states[-1])
        late = [*steps, *steps]
        chance.shuffle(late)
        for before, after in late:
            await keeping.keep(Ground(storage, SECRET), before, after)
        for text in ("a@example.com", "b@example.com"):
            found = await words.follow_up(storage, SECRET, Word("email", text))
            assert bool(found) == (Word("email", text) in words.words_of(states[-1]))
        await storage.close()

    asyncio.run(story())


def test_who_was_erased_is_led_to_by_nothing_that_comes_late(tmp_path: Path) -> None:
    async def story() -> None:
        storage = open_storage(tmp_path)
        await put(storage, scopes.person("c"), PERSON)
        # Closed, and not yet blanked.
        await put(storage, scopes.customer("c"), Customer("c", erased=True))
        await keeping.keep(Ground(storage, SECRET), None, PERSON)
        assert not any((await leads(storage)).values())
        await storage.close()

    asyncio.run(story())


def test_what_a_word_leads_to_comes_newest_first_however_much_it_is(tmp_path: Path) -> None:
    async def story() -> None:
        storage = open_storage(tmp_path)
        word = Word("of_customer", "c")
        names = [f"{number:04}" for number in range(words.PAGE + 3)]
        for name in names:
            await words.point(storage, SECRET, word, Pointer("receipt", name))
        await words.forget(storage, SECRET, word, Pointer("receipt", names.pop(5)))
        assert [to.id for to in await words.follow_up(storage, SECRET, word)] == names[::-1]
        await storage.close()

    asyncio.run(story())
