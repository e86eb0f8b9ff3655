"""The rules of what a store's people share: help calls, customers that are open, colleagues."""

from msgspec.structs import replace

from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.staff import (
    Associate,
    FinishHelp,
    HelpCall,
    Look,
    OpenCustomer,
    Opening,
    PutAssociate,
    RaiseHelp,
    TakeHelp,
    WithdrawHelp,
)

HelpVerb = RaiseHelp | TakeHelp | FinishHelp | WithdrawHelp
OpeningVerb = OpenCustomer
AssociateVerb = PutAssociate

MAX_LOOKS = 200
"""Looks kept with an opening; the oldest are let go."""


def apply_help(document: HelpCall | None, act: Act, name: str, _scope: str) -> HelpCall:
    """Return a call for help after a verb.

    Raises:
        Rejected: `no_help`; `taken` when a colleague is on the way already.
    """
    verb = act.verb
    if isinstance(verb, RaiseHelp):
        call = HelpCall(
            name,
            verb.list_id,
            verb.place,
            act.at,
            verb.topic,
            verb.language,
            since=act.now,
            name=verb.name,
        )
        return document or call
    if document is None:
        raise Rejected("no_help")
    return _go_on(document, act)


def _go_on(call: HelpCall, act: Act) -> HelpCall:
    over = call.state in {"done", "withdrawn"}
    match act.verb:
        case TakeHelp():
            if call.state == "coming" and call.by and call.by.id != act.actor.id:
                raise Rejected("taken")
            if over:
                raise Rejected("no_help")
            return (
                call if call.state == "coming" else replace(call, state="coming", by=act.actor, since=act.now)
            )
        case FinishHelp():
            return call if over else replace(call, state="done", by=call.by or act.actor, since=act.now)
        case _:
            return call if over else replace(call, state="withdrawn", since=act.now)


def apply_opening(document: Opening | None, act: Act, name: str, _scope: str) -> Opening:
    """Return the opening of a customer, longer by a look."""
    verb: OpenCustomer = act.verb
    known = document or Opening(name, verb.until)
    return Opening(
        name,
        max(known.until, verb.until),
        [*known.looks, Look(act.actor.id, act.now, verb.how)][-MAX_LOOKS:],
        sorted({*known.lists, *verb.lists}),
        sorted({*known.receipts, *verb.receipts}),
    )


def apply_associate(document: Associate | None, act: Act, _name: str, _scope: str) -> Associate:
    """Return a colleague as the hub's commands say they are."""
    verb: PutAssociate = act.verb
    return document if document == verb.associate and document is not None else verb.associate
