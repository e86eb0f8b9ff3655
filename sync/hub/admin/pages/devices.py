"""The tablets: how each stands, what staff say of it, and codes for new ones."""

from collections.abc import Iterable, Sequence
from typing import Literal

from sync.hub import devices
from sync.hub.admin import paging
from sync.hub.admin.markup import (
    NOTHING,
    Html,
    State,
    button,
    facts,
    field,
    folded,
    heading,
    hidden,
    join,
    link,
    paragraph,
    state,
    table,
    tag,
    text,
)
from sync.hub.admin.pages import asking, enrolling, health
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Lead, NoSuch, Page, Served, Turn
from sync.hub.devices import DeviceError
from sync.hub.fleet.condition import Condition
from sync.hub.fleet.health import Health, latest, read
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.devices import ACTIVE, LOST, RETIRED, Device, Status, fingerprint

PAGE = 100
SHORT = 8
"""Signs of an id that people compare; the tablet shows as many."""

HERE = "devices"

Standing = Literal["active", "waiting", "retired", "lost"]

SHAPES: dict[Standing, State] = {"active": "good", "waiting": "wait", "retired": "out", "lost": "bad"}
SAID: dict[str, Status] = {"retire": RETIRED, "lost": LOST, "reinstate": ACTIVE}


def stands(device: Device) -> Standing:
    """Return how a tablet stands, as people are told: a copy that waits for their word comes first."""
    if device.status == LOST:
        return "lost"
    if device.status == RETIRED:
        return "retired"
    return "waiting" if any(not life.confirmed for life in device.lives.values()) else "active"


async def show(turn: Turn) -> Answer:
    """`GET /admin/devices`."""
    store, words = turn.asked("store"), turn.asked("q").strip().casefold()
    seen = [one async for one in devices.every(turn.hub.storage) if turn.guest.sees(one.store)]
    found = [one for one in seen if store in {"", one.store} and _meets(turn, one, words)]
    found.sort(key=lambda one: (_first(one), one.store, one.name.casefold(), one.id))
    start = paging.number(turn, "from")
    shown = found[start : start + PAGE]
    parts = [_search(turn, (one.store for one in seen))]
    if shown:
        parts.append(await _table(turn, shown))
    else:
        parts.append(paragraph(turn.get("devices.none"), "none"))
    parts.append(paging.ways(turn, HERE, start, PAGE, len(found), "q", "store"))
    if turn.may(Right.CHANGE_DEVICES):
        parts.append(enrolling.form(turn))
    return Page(turn.get("nav.devices"), join(parts), HERE)


async def show_one(turn: Turn) -> Answer:
    """`GET /admin/devices/{id}`."""
    device = await _find(turn)
    return _page(turn, device, await read(turn.hub.storage, device.id, turn.hub.clock()))


async def change(turn: Turn) -> Answer:
    """`POST /admin/devices/{id}`: the word of staff."""
    device, word = await _find(turn), turn.given("do")
    try:
        if word == "confirm":
            await devices.confirm(turn.hub.storage, device, turn.given("incarnation"))
        elif word == "roll":
            await devices.ask_for_key(turn.hub.storage, device, turn.hub.clock())
        elif word in SAID:
            await devices.set_status(turn.hub.storage, device, SAID[word], turn.hub.clock())
        else:
            raise NoSuch
    except DeviceError:
        return Lead(f"devices/{device.id}?lack=device")
    await turn.note(f"device_{word}", device.id, store=device.store)
    return Lead(f"devices/{device.id}?done=device_{word}")


async def _find(turn: Turn) -> Device:
    identifier = turn.part("id")
    place = scopes.device(identifier), Key("device", identifier)
    device = await documents.load(turn.hub.storage, *place, Device)
    if device is None or not turn.guest.sees(device.store):
        raise NoSuch
    return device


def _meets(turn: Turn, device: Device, words: str) -> bool:
    said = (
        f"{device.id} {device.name} {device.store} {turn.hub.catalogue.store_name(device.store)}".casefold()
    )
    return all(word in said for word in words.split())


def _first(device: Device) -> int:
    """Return what puts those first that somebody has to look at."""
    return {"waiting": 0, "active": 1, "lost": 2, "retired": 3}[stands(device)]


def _search(turn: Turn, stores: Iterable[str]) -> Html:
    words = field(turn.get("devices.search"), "q", type="search", value=turn.asked("q"), maxlength="60")
    return asking.for_store(turn, HERE, stores, words)


async def _table(turn: Turn, shown: Sequence[Device]) -> Html:
    heads = [turn.get(f"devices.{one}") for one in ("name", "store", "id", "standing", "heard", "attention")]
    now = turn.hub.clock()
    told = [Condition(one, await latest(turn.hub.storage, one.id)) for one in shown]
    rows = [
        [
            link(turn.where(f"devices/{one.device.id}"), one.device.name),
            text(turn.hub.catalogue.store_name(one.device.store)),
            tag("code", text(one.device.id[:SHORT])),
            _standing(turn, one.device),
            health.heard(turn, one),
            health.troubles(turn, one, now) if one.in_service else NOTHING,
        ]
        for one in told
    ]
    return table(heads, rows)


def _standing(turn: Turn, device: Device) -> Html:
    standing = stands(device)
    return state(SHAPES[standing], turn.get(f"standing.{standing}"))


def _page(turn: Turn, device: Device, told: Health) -> Page:
    known = facts(
        [
            (turn.get("devices.standing"), _standing(turn, device)),
            (turn.get("devices.since"), turn.moment(device.status_since)),
            (turn.get("devices.store"), text(turn.hub.catalogue.store_name(device.store))),
            (turn.get("devices.id"), tag("code", text(device.id))),
            (turn.get("devices.key"), tag("code", text(fingerprint(device.public_key)))),
            (turn.get("devices.enrolled"), turn.moment(device.enrolled)),
            (turn.get("devices.to_erase"), text(len(device.erasures))),
        ]
    )
    mine = turn.may(Right.CHANGE_DEVICES)
    parts = [known, *([_copies(turn, device)] if mine else [])]
    parts.append(health.of_one(turn, device, told, turn.hub.clock()))
    parts += [_words(turn, device)] if mine else []
    parts.append(tag("p", link(turn.where(HERE), turn.get("back"))))
    return Page(device.name, join(parts), HERE)


def _copies(turn: Turn, device: Device) -> Html:
    waiting = {name: life for name, life in device.lives.items() if not life.confirmed}
    if not waiting:
        return NOTHING
    rows = [
        [
            tag("code", text(name[:SHORT])),
            turn.moment(life.since),
            turn.act(
                f"devices/{device.id}",
                hidden("incarnation", name),
                button(turn.get("device.confirm"), "confirm"),
                look="whole",
            ),
        ]
        for name, life in waiting.items()
    ]
    heads = [turn.get(f"device.{one}") for one in ("copy", "heard", "word")]
    return join(
        [heading(turn.get("device.copies")), paragraph(turn.get("device.copies_text")), table(heads, rows)]
    )


def _words(turn: Turn, device: Device) -> Html:
    where = f"devices/{device.id}"
    if device.status != ACTIVE:
        back = turn.act(where, button(turn.get("device.reinstate"), "reinstate", "filled"))
        told = paragraph(turn.get(f"device.{device.status}_text"))
        return join([heading(turn.get("device.out")), told, back, _anew(turn, device)])
    each = [
        folded(
            turn.get(f"device.{word}"),
            join(
                [
                    paragraph(turn.get(f"device.{word}_before")),
                    turn.act(where, button(turn.get(f"device.{word}_go"), word, "grave")),
                ]
            ),
        )
        for word in ("retire", "lost")
    ]
    return join([_key(turn, device), heading(turn.get("device.out")), *each])


def _anew(turn: Turn, device: Device) -> Html:
    """Return how to get a code for a tablet that is out of service, or for the one that takes its place."""
    if device.store not in enrolling.stores(turn):
        return NOTHING
    said = hidden("store", device.store), hidden("name", device.name)
    go = turn.act(HERE, *said, button(turn.get("enrol.go"), "enrol"))
    return join([heading(turn.get("device.anew")), paragraph(turn.get("device.anew_text")), go])


def _key(turn: Turn, device: Device) -> Html:
    """Return how to have a tablet make itself another key, or since when it is asked to."""
    title = heading(turn.get("device.roll"))
    if device.roll:
        asked = join([text(turn.get("device.rolling")), turn.moment(device.roll)], Html(" "))
        return join([title, tag("p", asked)])
    go = turn.act(f"devices/{device.id}", button(turn.get("device.roll_go"), "roll"))
    return join([title, paragraph(turn.get("device.roll_before")), go])


SERVED: tuple[Served, ...] = (
    (HERE, "GET", Right.SEE_DEVICES, show),
    (HERE, "POST", Right.CHANGE_DEVICES, enrolling.enrol),
    ("devices/{id}", "GET", Right.SEE_DEVICES, show_one),
    ("devices/{id}", "POST", Right.CHANGE_DEVICES, change),
)
