"""Calls for help: from a list to the board of its store, and back to the list who comes."""

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.operations import Happened
from sync.hub.orders import places
from sync.protocol import scopes
from sync.protocol.call_verbs import CallHelp, MirrorHelp
from sync.protocol.calls import HELP_VERSIONS
from sync.protocol.lists import HelpMark, ShoppingList
from sync.protocol.staff import HelpCall, RaiseHelp, WithdrawHelp


async def raise_call(hub: Hub, happened: Happened) -> None:
    """Put a call on the board of the store."""
    verb, document = happened.verb, happened.after
    assert isinstance(verb, CallHelp)
    call = document.help
    if call is None or call.state != "asked":
        return
    store = await places.store_of(hub, happened.op.device, document)
    if not store:
        return
    place = verb.place or await places.place_name(hub, happened.op.device)
    name = verb.name or places.first_name(happened.actor)
    raised = RaiseHelp(call.id, document.id, place, verb.topic, document.language, name)
    await settling.act(hub, happened, scopes.staff(store), "help", raised)


async def withdraw_call(hub: Hub, happened: Happened) -> None:
    """Take a call off the board again."""
    document: ShoppingList = happened.after
    call = document.help
    if call is None or call.state != "withdrawn":
        return
    store = call.store or await places.store_of(hub, happened.op.device, document)
    if store:
        await settling.act(hub, happened, scopes.staff(store), "withdraw", WithdrawHelp(call.id))


async def mirror(hub: Hub, happened: Happened) -> None:
    """Show on the list who comes."""
    call: HelpCall = happened.after
    mark = HelpMark(
        id=call.id,
        state=call.state,
        at=call.at,
        topic=call.topic,
        by=call.by.name if call.by else "",
        version=HELP_VERSIONS[call.state],
        store=scopes.parse(happened.scope).id,
        place=call.place,
    )
    await settling.act(hub, happened, scopes.shopping_list(call.list_id), "mirror", MirrorHelp(mark))
