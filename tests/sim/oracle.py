"""The judge: holds what the hub's store and the tablets' files say against what the world saw.

Each method returns what is wrong, in words; nothing when all is well.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from sync.client.store import documents, fold, outbox
from sync.protocol import scopes
from tests.sim.hub_log import SILENT, HubLog
from tests.sim.record import Tap, pieces

if TYPE_CHECKING:
    from tests.sim.tablets import Tablet
    from tests.sim.world import World


class Oracle:
    """Judges one world."""

    def __init__(self, world: "World") -> None:
        self._world = world

    def judge_running(self) -> list[str]:
        """Say what may not be at any moment, however much is broken."""
        log = HubLog(self._world.host.store)
        try:
            faults = [*log.broken_heads(), *log.false_checksums()]
            for tablet in self._world.tablets:
                if tablet.is_up:
                    faults += self._views(tablet)
                    faults += self._cursors(tablet, log)
            return faults + self._noise()
        finally:
            log.close()

    def judge_rested(self) -> list[str]:
        """Say what may not be once everything is whole again and has come to rest."""
        faults = self.judge_running()
        log = HubLog(self._world.host.store)
        try:
            faults += self._taps(log)
            faults += self._phones(log)
            faults += self._lists(log)
            faults += self._ended_visits(log)
            for tablet in self._world.tablets:
                faults += self._agreement(tablet, log)
                faults += [f"{tablet.name} was not told that {one} changed" for one in tablet.screen.stale()]
                faults += self.traces(tablet)
        finally:
            log.close()
        return faults

    def unrest(self) -> list[str]:
        """Say what is still under way."""
        world = self._world
        waiting = [
            f"{tablet.name} has {tablet.replica.pending_count()} operations to send"
            for tablet in world.tablets
            if tablet.replica.pending_count()
        ]
        waiting += [
            f"{phone.machine.name} waits for an answer" for phone in world.phones if not phone.is_done
        ]
        log = HubLog(world.host.store)
        try:
            heads, epoch = log.heads(), log.epoch()
        finally:
            log.close()
        waiting += [
            f"{tablet.name} does not know the hub's history"
            for tablet in world.tablets
            if tablet.replica.progress().epoch != epoch
        ]
        for tablet in world.tablets:
            waiting += [
                f"{tablet.name} has read {scope} up to {cursor} of {heads[scope]}"
                for scope, cursor in tablet.replica.progress().cursors.items()
                if cursor < heads.get(scope, 0)
            ]
        return waiting

    def traces(self, tablet: "Tablet") -> list[str]:
        """Say what can still be read of visits that are over."""
        record = self._world.record
        content = [path.read_bytes() for path in tablet.folder.iterdir() if path.is_file()]
        living = {visit.id for visit in tablet.replica.visits()}
        return [
            f"{tablet.name} still holds {words!r} of the finished visit {visit}"
            for visit, name in record.finished.items()
            if name == tablet.name and visit not in living
            for words in record.planted.get(visit, [])
            if any(words.encode() in one for one in content)
        ]

    def _views(self, tablet: "Tablet") -> list[str]:
        """Every view is the fold of its base and the operations that wait."""
        faults = []
        with tablet.replica._database.write() as connection:
            known = documents.watched(connection)
            for scope in known.values():
                by_place = fold.sort(outbox.plain(connection, scope.scope))
                for where in documents.viewed(connection, scope) | by_place.keys():
                    base = documents.base(connection, scope.table, where)
                    view = documents.body(connection, scope.table, where)
                    expected = fold.fold(base, by_place.get(where, []), tablet.replica._maker.eyes())
                    if _untimed(view) != _untimed(expected):
                        name = f"{scope.scope} {where.kind} {where.id}"
                        faults.append(f"{tablet.name} shows {name} as {view!r}, its fold is {expected!r}")
        return faults

    def _cursors(self, tablet: "Tablet", log: HubLog) -> list[str]:
        """Whatever the hub has up to a cursor, and did not change since, is on the tablet as it is there."""
        faults: list[str] = []
        progress = tablet.replica.progress()
        if progress.epoch != log.epoch():
            return faults  # it counts in a history that was replaced, and will hear of it
        for scope, cursor in progress.cursors.items():
            held = _held(tablet, scope)
            for (kind, identifier), (seq, body) in log.documents(scope).items():
                if seq <= cursor and held.get((kind, identifier)) != body:
                    faults.append(
                        f"{tablet.name} read {scope} up to {cursor} and lacks {kind} {identifier}@{seq}"
                    )
        return faults

    def _noise(self) -> list[str]:
        world = self._world
        faults = [*world.pace.faults, *world.network.faults, *world.loop.faults]
        for heard in (world.pace.faults, world.network.faults, world.loop.faults):
            heard.clear()
        return faults

    def _taps(self, log: HubLog) -> list[str]:
        """Each acknowledged tap took effect once, or was refused and the shopper could see it."""
        results, marks = log.results(), log.marks()
        faults: list[str] = []
        for tap in self._world.record.taps.values():
            decided = results.get(tap.op, [])
            # What is put aside stands on the list by its code, all else by its operation.
            times = marks.get(scopes.parse(tap.scope).id, Counter())[tap.args.get("claim", tap.op)]
            if len(decided) != 1:
                faults.append(f"{_name(tap)} was decided {len(decided)} times")
            elif decided[0].status == "applied" and tap.args["verb"] not in SILENT and times != 1:
                faults.append(f"{_name(tap)} was applied and stands {times} times in its list")
            elif decided[0].status != "applied":
                faults += self._refused(tap, times)
        return faults

    def _refused(self, tap: Tap, times: int) -> Iterator[str]:
        if times:
            yield f"{_name(tap)} was refused and took effect"
        tablet = next(one for one in self._world.tablets if one.name == tap.tablet)
        is_over = tap.visit not in {visit.id for visit in tablet.replica.visits()}
        is_kept = tap.op in {one.op for one in tablet.replica.rejections()}
        if not (is_over or is_kept or tap.op in self._world.record.refusals):
            yield f"{_name(tap)} was refused and nobody was told"

    def _phones(self, log: HubLog) -> list[str]:
        results = log.results()
        lists = log.lists().values()
        counts = Counter(entry.op for one in lists for entry in one.history)
        faults = []
        for phone in self._world.phones:
            for change in phone.changes:
                expected = (1,) if change.outcome == "applied" else (0,)
                if change.outcome in {"closed", "forgotten"}:
                    expected = (0, 1)  # what became of it, nobody was told in the end
                silent = change.args["verb"] == "CloseLink"
                if change.outcome.startswith("conflict") or (
                    not silent and counts[change.id] not in expected
                ):
                    faults.append(
                        f"{phone.machine.name}'s {change.args['verb']} {change.id} was told"
                        f" {change.outcome!r} and stands {counts[change.id]} times"
                    )
                if change.outcome == "applied" and len(results.get(change.id, [])) != 1:
                    faults.append(f"{phone.machine.name}'s {change.id} has no result")
        return faults

    def _lists(self, log: HubLog) -> list[str]:
        """What lies on a list is what its history adds up to, in the order that each tablet tapped."""
        faults = []
        for name, document in log.lists().items():
            told = pieces(document)
            faults += [
                f"list {name}: {line.quantity} of {line.variant}, its history says {told.get(line.id, 0)}"
                for line in document.lines
                if line.quantity != told.get(line.id, 0)
            ]
            tapped = [entry.op for entry in document.history if entry.op in self._world.record.taps]
            made = [op for op in self._world.record.taps if op in set(tapped)]
            if tapped != made:
                faults.append(f"list {name} took taps in another order than they were made")
        return faults

    def _ended_visits(self, log: HubLog) -> list[str]:
        """A visit that was wiped is over at the hub too, if the hub ever heard of it."""
        known = log.sessions()
        tapped = {tap.visit for tap in self._world.record.taps.values()}
        return [
            f"visit {visit} was wiped on {tablet}, the hub thinks it goes on"
            for visit, tablet in self._world.record.finished.items()
            if (visit in tapped or visit in known) and not (visit in known and known[visit].ended)
        ]

    def _agreement(self, tablet: "Tablet", log: HubLog) -> list[str]:
        """Tablet and hub hold the same, document by document; stock is what was counted last."""
        faults = []
        for scope in tablet.replica.progress().cursors:
            there = {key: body for key, (_, body) in log.documents(scope).items() if body is not None}
            here = _held(tablet, scope)
            if there != here:
                faults.append(f"{tablet.name} and the hub differ in {scope}: {here} and {there}")
        with tablet.replica._database.write() as connection:
            watched = documents.watched(connection)
        checksums = log.checksums()
        faults += [
            f"{tablet.name} and the hub have another checksum of {name}"
            for name, scope in watched.items()
            if scope.checksum != checksums.get(name, 0)
        ]
        record = self._world.record
        held = _held(tablet, next(s for s in tablet.replica.progress().cursors if s.startswith("stock:")))
        faults += [
            f"{tablet.name} has not the last count of {variant}"
            for variant, body in record.stock.items()
            if held.get(("stock", variant)) not in {body, *record.counting.get(variant, [])}
        ]
        return faults


def _held(tablet: "Tablet", scope: str) -> dict[tuple[str, str], bytes]:
    """Return a scope's documents as the hub sent them."""
    rows = [
        row
        for table in (documents.SHOP, documents.VISIT)
        for row in tablet.replica._database.read(
            f"SELECT kind, id, base FROM {table} WHERE scope = ? AND base IS NOT NULL", (scope,)
        )
    ]
    return {(kind, identifier): base for kind, identifier, base in rows}


def _name(tap: Tap) -> str:
    return f"{tap.tablet}'s {tap.args['verb']} {tap.op}"


def _untimed(body: bytes | None) -> object:
    """Return a document without the moments that its codes count from.

    Those are the hub's to say (`sync/protocol/parking.py`). Until it has heard of a code, a view has the
    moment at which it was folded, and folded anew it has another.
    """
    document = msgspec.json.decode(body) if body else None
    return {**document, "parked": [*document["parked"]]} if document and "parked" in document else document
