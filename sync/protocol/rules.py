"""Every verb with the document it changes and the rule that does it: one table for hub and tablet.

The hub decides with these rules, a tablet looks ahead with the same ones, so that what it shows is what the
hub will say. A scope such as `staff:<store>` holds documents of several kinds: the verb says which.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

import msgspec

from sync.protocol import (
    call_rules,
    call_verbs,
    customers,
    interactions,
    list_rules,
    list_verbs,
    mailing,
    orders,
    parking,
    persons,
    receipts,
    sessions,
    staff_rules,
    stock,
    stock_reasons,
    stock_rules,
    verbs,
)
from sync.protocol.acts import Act
from sync.protocol.customers import Customer
from sync.protocol.errors import Rejected
from sync.protocol.interactions import Interaction, NoteInteraction
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.sessions import EndSession, Session
from sync.protocol.staff import Associate, HelpCall, Opening
from sync.protocol.stock import StockLevel


class Rule(NamedTuple):
    """How verbs of one kind of document are carried out.

    `verbs` is their union. `name` gives the document's id from the scope's id and the verb; `apply` gets the
    document (None where there is none), what is done, the document's id and the scope's, and returns the
    document after it, the same object when nothing changed, or raises `Rejected`.
    """

    scope: str
    kind: str
    document: type[msgspec.Struct]
    verbs: Any
    name: Callable[[str, Any], str]
    apply: Callable[[Any, Act, str, str], Any]


def _of_scope(scope_id: str, _verb: Any) -> str:
    return scope_id


def _list(document: ShoppingList | None, act: Act, name: str, _scope: str) -> ShoppingList:
    shown = list_rules.Act(act.op, act.actor, act.at, act.verb)
    return list_rules.apply(document, shown, list_id=name, owner=act.principal)


def _call(document: ShoppingList | None, act: Act, _name: str, _scope: str) -> ShoppingList:
    return call_rules.apply(document, act)


def _mail(document: ShoppingList | None, act: Act, _name: str, _scope: str) -> ShoppingList:
    return mailing.apply(document, act)


def _park(document: ShoppingList | None, act: Act, _name: str, _scope: str) -> ShoppingList:
    return parking.apply(document, act)


def _customer(document: Customer | None, act: Act, name: str, _scope: str) -> Customer:
    done = customers.Act(act.principal, act.at, act.verb)
    return customers.apply(document, done, customer_id=name)


def _person(document: Person | None, act: Act, name: str, _scope: str) -> Person:
    return persons.apply(document, act.verb, person_id=name)


def _interaction(document: Interaction | None, act: Act, name: str, _scope: str) -> Interaction:
    return interactions.apply(document, act, interaction_id=name)


def _order(document: Order | None, act: Act, name: str, scope: str) -> Order:
    return orders.apply(document, act, order_id=name, store=scope)


def _level(document: StockLevel | None, act: Act, name: str, _scope: str) -> StockLevel | None:
    return stock_rules.apply(document, act, variant=name)


def _receipt(document: Receipt | None, act: Act, name: str, _scope: str) -> Receipt:
    return receipts.apply(document, act, receipt_id=name)


def _session(document: Session | None, act: Act, _name: str, _scope: str) -> Session:
    if document is None:
        raise Rejected("no_session")
    return sessions.end(document, act.verb, act.now, sessions.Place(act.incarnation, act.order))


RULES = (
    Rule("session", "session", Session, EndSession, _of_scope, _session),
    Rule("list", "list", ShoppingList, list_verbs.Verb, _of_scope, _list),
    Rule("list", "list", ShoppingList, call_verbs.Verb, _of_scope, _call),
    Rule("list", "list", ShoppingList, mailing.Verb, _of_scope, _mail),
    Rule("list", "list", ShoppingList, parking.Verb, _of_scope, _park),
    Rule("customer", "customer", Customer, customers.Verb, _of_scope, _customer),
    Rule("person", "person", Person, persons.Verb, _of_scope, _person),
    Rule(
        "person", "interaction", Interaction, NoteInteraction, lambda _, verb: verb.interaction, _interaction
    ),
    Rule("orders", "order", Order, orders.Verb, lambda _, verb: verb.order, _order),
    Rule("stock", "stock", StockLevel, stock.StockVerb, lambda _, verb: verb.variant, _level),
    Rule("receipt", "receipt", Receipt, receipts.Verb, _of_scope, _receipt),
    Rule("staff", "help", HelpCall, staff_rules.HelpVerb, lambda _, verb: verb.help, staff_rules.apply_help),
    Rule(
        "staff",
        "opening",
        Opening,
        staff_rules.OpeningVerb,
        lambda _, verb: verb.customer,
        staff_rules.apply_opening,
    ),
    Rule(
        "staff",
        "associate",
        Associate,
        staff_rules.AssociateVerb,
        lambda _, verb: verb.associate.id,
        staff_rules.apply_associate,
    ),
)


def verbs_of(rule: Rule) -> tuple[type[msgspec.Struct], ...]:
    """Return the verbs of a rule, one by one."""
    return get_args(rule.verbs) or (rule.verbs,)


@cache
def _table() -> Mapping[tuple[str, str], Rule]:
    return {(rule.scope, verb.__name__): rule for rule in RULES for verb in verbs_of(rule)}


class Intent(NamedTuple):
    """An operation's arguments, read: the rule they fall under, the verb, and the id of its document."""

    rule: Rule
    verb: Any
    name: str


def document_of(scope_kind: str) -> type[msgspec.Struct]:
    """Return the kind of document that stands under a scope's own id: a list in `list:<id>`, and so on."""
    return next(rule.document for rule in RULES if rule.scope == rule.kind == scope_kind)


def told(document: Any) -> frozenset[str]:
    """Return the ids of the operations that a document tells of itself: those it holds already.

    A document may be quicker than the answer to an operation; what it tells of is not done to it twice.
    """
    kept = (getattr(document, name, ()) for name in ("history", "moves", "returns"))
    return frozenset(one.op for entries in kept for one in entries)


def read(scope_kind: str, scope_id: str, args: dict[str, Any]) -> Intent:
    """Return what an operation's arguments say.

    Raises:
        Rejected: `malformed`: no verb of this kind of scope, or out of bounds.
    """
    rule = _table().get((scope_kind, str(args.get("verb"))))
    if rule is None:
        raise Rejected("malformed", "no verb of this scope")
    try:
        verb = verbs.read(stock_reasons.in_codes(orders.in_codes(args)), rule.verbs)
    except msgspec.ValidationError as error:
        raise Rejected("malformed", str(error)) from error
    return Intent(rule, verb, rule.name(scope_id, verb))
