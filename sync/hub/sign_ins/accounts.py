"""Whose account was proven: somebody who is known by it, or somebody new.

An address is found by the index of contacts. Who is new is kept by a hash of what proved them, so that two
who come at once with one account become one customer. The person comes before the customer: cut off in
between, the next time goes on there.
"""

from typing import NamedTuple

from msgspec.structs import replace

from sync.hub import settling, traces
from sync.hub.context import Hub
from sync.hub.index import words
from sync.hub.index.keeping import Ground, is_erased, is_there
from sync.hub.profile import causes
from sync.hub.profile.customers import Reference
from sync.hub.settling import ITSELF
from sync.hub.sign_in_records import SignIn, change, later
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import contacts, customers, persons, scopes
from sync.protocol.actors import Actor
from sync.protocol.ids import derived_id, new_id
from sync.protocol.persons import Person
from sync.protocol.sign_ins import BEGIN_SECONDS

HUB = Actor(ITSELF, "shop")
PROVABLE = frozenset({"chosen", "proven"})
"""Steps at which it is still open whose account it is."""


class Proven(NamedTuple):
    """What was proven: an address ('' for none), and an account elsewhere by its hash ('' for none).

    `name` is a first name that somebody new gave; `language` what they read.
    """

    email: str
    account: str = ""
    name: str = ""
    language: str = ""
    store: str = ""


def account_hash(hub: Hub, issuer: str, subject: str) -> str:
    """Return what the hub keeps of an account at a provider."""
    return causes.derive(hub.keys.token, "account", issuer, subject)


async def confirm(hub: Hub, record: SignIn) -> SignIn | None:
    """Look up whose account was proven, and note it; return how the sign-in stands then.

    Done again after a cut it leads to the same customer.

    Raises:
        StorageError: The store is out of reach.
    """
    if record.step != "proven":
        return record
    proven = Proven(record.email, record.account, record.name, record.language, record.store)
    customer = await _who(hub, proven)
    return await greet(hub, record.id, customer)


async def greet(hub: Hub, identifier: str, customer: str) -> SignIn | None:
    """Note whose account a sign-in is of; what proved it is let go of."""
    person = await _person(hub, customer)

    def step(known: SignIn) -> SignIn:
        # Whom the screen has greeted already is who signs in there, and their time is not begun anew.
        if known.step not in PROVABLE:
            return known
        return replace(
            known,
            step="confirmed",
            expires=later(hub, BEGIN_SECONDS),
            customer=customer,
            first_name=_first_name(person),
            hello=mask(person),
            email="",
            shown="",
            name="",
            account="",
        )

    return await change(hub, identifier, step)


async def known_as(hub: Hub, customer: str) -> str:
    """Return a customer's mask, '' for who is not there."""
    if not await is_there(hub.storage, customer):
        return ""
    return mask(await _person(hub, customer))


def mask(person: Person) -> str:
    """Return somebody so that they know themselves again, and nobody else does.

    >>> mask(Person("1", {"given": "Anna Maria"}))
    'A***'
    """
    address = next(iter(_addresses(person)), "")
    return contacts.mask_name(_first_name(person)) or contacts.mask(address) or contacts.HIDDEN


def _first_name(person: Person) -> str:
    """Return what somebody is called, '' when nobody said so."""
    given = next((person.names[name] for name in contacts.FIRST[:2] if person.names.get(name)), "")
    return next(iter(given.split()), "")


async def _who(hub: Hub, proven: Proven) -> str:
    """Return the customer whom an account belongs to; somebody new where it is nobody's."""
    ground = Ground(hub.storage, hub.keys.token)
    if proven.account:
        known = await _of_reference(hub, proven.account)
        if known and await is_there(hub.storage, known):
            return known
    customer = await _by_address(hub, proven.email) if proven.email else ""
    customer = customer or await _make(hub, proven)
    if proven.account:
        await traces.note(ground, customer, "account", proven.account)
        await _keep_reference(hub, proven.account, customer)
    return customer


async def _by_address(hub: Hub, address: str) -> str:
    """Return who has an address; of several the one who had it first."""
    found = await words.follow_up(hub.storage, hub.keys.token, words.Word("email", address))
    for to in reversed(found):
        if to.kind != "customer" or not await is_there(hub.storage, to.id):
            continue
        if address in _addresses(await _person(hub, to.id)):
            return to.id
    return ""


async def _make(hub: Hub, proven: Proven) -> str:
    """Make the customer that a new account is."""
    reference = proven.account or causes.derive(hub.keys.token, "address", proven.email)
    customer = await _of_reference(hub, reference)
    if not customer or await _moved(hub, customer, proven):
        customer = await _keep_reference(hub, reference, new_id(), over=customer)
    scope = scopes.person(customer)
    if proven.email:
        verb = persons.SetContact("email", proven.email)
        await settling.do(hub, scope, derived_id(customer, "email"), verb, HUB)
    if proven.name:
        await settling.do(
            hub, scope, derived_id(customer, "name"), persons.SetName("given", proven.name), HUB
        )
    made = customers.CreateCustomer(proven.language, proven.store, reference)
    await settling.do(hub, scopes.customer(customer), derived_id(customer, "made"), made, HUB)
    return customer


async def _moved(hub: Hub, customer: str, proven: Proven) -> bool:
    """Say whether what once led to a customer does no longer: they are gone, or have another address.

    Who is not there yet was cut off while they were made.
    """
    if await is_erased(hub.storage, customer):
        return True
    if proven.account:
        return False
    addresses = _addresses(await _person(hub, customer))
    return bool(addresses) and proven.email not in addresses


async def _of_reference(hub: Hub, reference: str) -> str:
    place = scopes.reference(reference), Key("reference", reference)
    known = await documents.load(hub.storage, *place, Reference)
    return known.customer if known else ""


async def _keep_reference(hub: Hub, reference: str, customer: str, *, over: str = "") -> str:
    """Let a reference lead to a customer unless it leads to somebody (other than `over`); return to whom."""

    def step(known: Reference | None) -> Reference:
        return known if known and known.customer != over else Reference(customer)

    place = scopes.reference(reference), Key("reference", reference)
    kept = await documents.change(hub.storage, *place, Reference, step)
    return kept.customer if kept else customer


async def _person(hub: Hub, customer: str) -> Person:
    place = scopes.person(customer), Key("person", customer)
    return await documents.load(hub.storage, *place, Person) or Person(customer)


def _addresses(person: Person) -> list[str]:
    """Return the addresses of somebody, as they are compared."""
    return [address for text in person.contacts.values() if "@" in text and (address := contacts.email(text))]
