import hashlib
import time
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest

from sync.hub.news import PAGE
from sync.hub.storage.port import Write
from sync.protocol import ids, moments, scopes, sessions
from sync.protocol.checksums import digest, spell
from sync.protocol.envelope import MAX_OPS, SealedOp, SyncAnswer
from sync.protocol.list_verbs import AddLine, AdjustLine, CreateList, RenameList, RevokeShare, ShareList
from sync.protocol.lists import ShoppingList
from sync.protocol.sessions import EndSession
from tests import forks


@pytest.fixture
def scope() -> str:
    return scopes.shopping_list(ids.new_id())


def add(quantity: int = 1) -> AddLine:
    return AddLine(product="lamp", variant="lamp-red", options={"colour": "red"}, quantity=quantity)


def the_list(answer: SyncAnswer) -> ShoppingList:
    (change,) = answer.changes
    assert change.body is not None
    return msgspec.json.decode(change.body, type=ShoppingList)


def outcomes(results: list[Any]) -> list[tuple[str, str]]:
    return [(result.status, result.reason) for result in results]


@pytest.mark.parametrize("at", ["", "2026-99-99T10:00:00Z", "soon"])
def test_a_time_nobody_can_read_is_the_hubs(tablet: Any, scope: str, at: str) -> None:
    answer = tablet.sync(tablet.op(scope, CreateList()), tablet.op(scope, add(), at=at), cursors={scope: 0})
    assert outcomes(answer.results) == [("applied", "")] * 2
    document = the_list(answer)
    assert moments.is_real(document.lines[0].at)
    assert moments.is_real(document.history[-1].at)


def test_operations_make_a_list_that_comes_back(tablet: Any, scope: str) -> None:
    answer = tablet.sync(
        tablet.op(scope, CreateList(title="Sofa corner")), tablet.op(scope, add(2)), cursors={scope: 0}
    )
    assert outcomes(answer.results) == [("applied", ""), ("applied", "")]
    document = the_list(answer)
    assert (document.title, document.pieces) == ("Sofa corner", 2)
    assert document.owner == tablet.visit.principal
    (actor,) = document.actors.values()
    assert (actor.id, actor.kind, actor.name, actor.place) == (
        f"device:{tablet.device}",
        "kiosk",
        "Kiosk",
        "milano",
    )
    assert answer.heads == {scope: answer.changes[0].seq}
    assert tablet.sync(cursors=answer.heads).changes == []


def test_rule_02_the_same_operation_twice_has_one_result_and_one_effect(tablet: Any, scope: str) -> None:
    create, more = tablet.op(scope, CreateList()), tablet.op(scope, add())
    first = tablet.results(create, more)
    second = tablet.sync(more, create, more, cursors={scope: 0})
    assert second.results == [first[1], first[0], first[1]]
    assert the_list(second).pieces == 1


def test_rule_02_twice_in_one_request_counts_once(tablet: Any, scope: str) -> None:
    create, more = tablet.op(scope, CreateList()), tablet.op(scope, add())
    assert the_list(tablet.sync(create, more, more, cursors={scope: 0})).pieces == 1


def test_rule_02_a_rejection_is_kept_too(tablet: Any, scope: str) -> None:
    early = tablet.op(scope, add())
    assert outcomes(tablet.results(early)) == [("rejected", "no_list")]
    tablet.results(tablet.op(scope, CreateList()))
    assert outcomes(tablet.results(early)) == [("rejected", "no_list")]


def test_rule_02_an_id_with_other_content_is_a_conflict(tablet: Any, scope: str) -> None:
    create, more = tablet.op(scope, CreateList()), tablet.op(scope, add())
    tablet.results(create, more)
    other = msgspec.structs.replace(more, args=msgspec.to_builtins(add(5)))
    answer = tablet.sync(other, cursors={scope: 0})
    assert outcomes(answer.results) == [("conflict", "other_content")]
    assert the_list(answer).pieces == 1


def test_rule_05_a_name_that_no_database_can_hold_is_malformed(tablet: Any, scope: str) -> None:
    good = tablet.op(scope, CreateList())
    nameless = tablet.op(scope, add(), id="a\0")
    nowhere = tablet.op("list:\0", CreateList())
    unsaleable = tablet.op(scope, AddLine(product="lamp", variant="\0"))
    results = {
        one.id: (one.status, one.reason) for one in tablet.results(good, nameless, nowhere, unsaleable)
    }
    assert results.pop(good.id) == ("applied", "")
    assert set(results.values()) == {("rejected", "malformed")}
    asked = tablet.http.get("/v1/events", params={"scopes": "list:\0"})
    assert asked.status_code == 422


def test_rule_05_what_is_malformed_never_stops_the_others(tablet: Any, scope: str) -> None:
    good = [tablet.op(scope, CreateList()), tablet.op(scope, add())]
    strange = tablet.op(scope, {"verb": "Explode"})
    too_many = tablet.op(scope, {**msgspec.to_builtins(add()), "quantity": 10_000})
    body = msgspec.to_builtins(
        {
            "device": tablet.device,
            "incarnation": "one",
            "ops": [good[0], {"id": "bad-1", "order": "first"}, 7, strange, too_many, good[1]],
            "sealed": [{"id": "bad-2"}, SealedOp("bad-3", tablet.device, "AAAA")],
            "proofs": [tablet.visit.secret],
            "cursors": {scope: 0},
        }
    )
    response = tablet.http.post("/v1/sync", json=body)
    answer = msgspec.json.decode(response.raise_for_status().content, type=SyncAnswer)
    by_id = {result.id: (result.status, result.reason) for result in answer.results}
    malformed = ("rejected", "malformed")
    assert by_id == {
        good[0].id: ("applied", ""),
        good[1].id: ("applied", ""),
        strange.id: malformed,
        too_many.id: malformed,
        "bad-1": malformed,
        "bad-2": malformed,
        "bad-3": ("retry", "unreadable"),
        "": malformed,
    }
    assert the_list(answer).pieces == 1


def test_operations_leave_out_what_the_request_says(tablet: Any, scope: str) -> None:
    short = tablet.op(scope, CreateList(), device="", incarnation="")
    whole = msgspec.structs.replace(short, device=tablet.device, incarnation="one")
    assert tablet.results(short) == tablet.results(whole)


def test_a_sealed_operation_arrives_after_the_end_of_its_visit(tablet: Any, scope: str) -> None:
    visit = scopes.session(tablet.visit.id)
    tablet.results(tablet.op(scope, CreateList()), tablet.op(visit, EndSession("finish")))
    sealed = tablet.seal(tablet.op(scope, add(3)))
    assert outcomes(tablet.results(sealed=[sealed], proofs=[])) == [("applied", "")]
    # ... and once only, however it travels.
    assert outcomes(tablet.results(sealed=[sealed, sealed], proofs=[])) == [("applied", "")] * 2
    phone = tablet.sync(cursors={scope: 0})
    assert (phone.changes, phone.closed) == ([], [scope])


def test_sealed_and_plain_are_the_same_operation(tablet: Any, scope: str) -> None:
    create = tablet.op(scope, CreateList())
    assert tablet.results(create) == tablet.results(sealed=[tablet.seal(create)])


def test_the_end_of_a_visit_closes_its_list_on_the_tablet(tablet: Any, scope: str) -> None:
    tablet.results(tablet.op(scope, CreateList()))
    assert tablet.sync(cursors={scope: 0}).closed == []
    end = tablet.op(scopes.session(tablet.visit.id), EndSession("idle"))
    assert outcomes(tablet.results(end, end)) == [("applied", "")] * 2
    assert tablet.sync(cursors={scope: 0}).closed == [scope]


def test_without_the_secret_nothing_is_written_or_read(tablet: Any, scope: str) -> None:
    tablet.results(tablet.op(scope, CreateList()))
    answer = tablet.sync(tablet.op(scope, add()), cursors={scope: 0}, proofs=["guess"])
    assert outcomes(answer.results) == [("rejected", "no_proof")]
    assert answer.closed == [scope]
    assert tablet.sync(cursors={scope: 0}, proofs=[]).closed == [scope]


def test_a_seal_with_the_wrong_secret_proves_nothing(tablet: Any, scope: str) -> None:
    op = tablet.op(scope, CreateList(), principal=sessions.begin().principal)
    assert outcomes(tablet.results(sealed=[tablet.seal(op)])) == [("rejected", "no_proof")]


def test_another_visit_neither_reads_nor_writes(tablet: Any, scope: str) -> None:
    tablet.results(tablet.op(scope, CreateList()))
    tablet.visit = sessions.begin()
    answer = tablet.sync(tablet.op(scope, RenameList("Mine")), cursors={scope: 0})
    assert outcomes(answer.results) == [("rejected", "not_yours")]
    assert answer.closed == [scope]


def test_a_visit_belongs_to_the_tablet_where_it_began(new_tablet: Callable[[], Any], scope: str) -> None:
    first, second = new_tablet(), new_tablet()
    first.results(first.op(scope, CreateList()))
    second.visit = first.visit
    answer = second.sync(second.op(scope, add()), cursors={scope: 0})
    assert outcomes(answer.results) == [("rejected", "other_device")]
    assert answer.closed == [scope]
    posing = second.op(scope, add(), device=first.device)
    assert outcomes(second.results(posing)) == [("rejected", "other_device")]


def test_nobody_asks_in_the_name_of_another_device(new_tablet: Callable[[], Any]) -> None:
    first, second = new_tablet(), new_tablet()
    second.device = first.device
    with pytest.raises(httpx.HTTPStatusError, match="403"):
        second.sync()


def test_scopes_that_are_nobodys_business_stay_closed(tablet: Any, scope: str) -> None:
    wanted = ["hub", f"device:{tablet.device}", f"session:{tablet.visit.id}", "share:x", "nonsense"]
    answer = tablet.sync(cursors=dict.fromkeys([*wanted, "catalogue", "stock:milano", scope], 0))
    assert sorted(answer.closed) == sorted(wanted)
    assert answer.heads == {"catalogue": 0, "stock:milano": 0, scope: 0}
    writes = [tablet.op(one, CreateList()) for one in ("hub", "stock:milano", "catalogue", "device:x")]
    assert outcomes(tablet.results(*writes)) == [("rejected", "forbidden")] * 4
    assert outcomes(tablet.results(tablet.op("nonsense", CreateList()))) == [("rejected", "no_scope")]


def test_nobody_ends_the_visit_of_another(tablet: Any) -> None:
    other = tablet.op(scopes.session(sessions.begin().id), EndSession("finish"))
    assert outcomes(tablet.results(other)) == [("rejected", "forbidden")]


def test_versions_name_the_side_that_is_old(tablet: Any, scope: str) -> None:
    newer = tablet.op(scope, CreateList(), schema=99)
    ancient = tablet.op(scopes.shopping_list(ids.new_id()), CreateList(), schema=-1)
    later = tablet.op(scope, add())
    assert outcomes(tablet.results(newer, ancient, later)) == [
        ("retry", "hub_too_old"),
        ("retry", "device_too_old"),
        ("retry", "hub_too_old"),
    ]


def test_several_lists_come_in_one_answer(tablet: Any) -> None:
    wanted = [scopes.shopping_list(ids.new_id()) for _ in range(3)]
    tablet.results(*(tablet.op(scope, CreateList()) for scope in wanted))
    answer = tablet.sync(cursors=dict.fromkeys(wanted, 0))
    assert {change.scope for change in answer.changes} == set(wanted)
    assert not answer.more


def test_changes_come_in_pages_without_a_gap(tablet: Any, write_beside: Any) -> None:
    variants = [f"v{number}" for number in range(PAGE + 10)]

    for store in ("milano", "torino"):
        write_beside(scopes.stock(store), [Write("stock", variant, b"{}") for variant in variants])
    cursors, seen, more = {"stock:milano": 0, "stock:torino": 0}, [], True
    while more:
        answer = tablet.sync(cursors=cursors)
        assert len(answer.changes) <= PAGE
        for change in answer.changes:
            assert change.seq == cursors[change.scope] + 1
            cursors[change.scope] = change.seq
            seen.append((change.scope, change.id))
        assert answer.heads == cursors
        more = answer.more
    assert sorted(seen) == sorted((scope, variant) for scope in cursors for variant in variants)


def test_another_history_starts_from_nothing(tablet: Any, scope: str) -> None:
    answer = tablet.sync(tablet.op(scope, CreateList()), cursors={scope: 0})
    again = tablet.sync(cursors=answer.heads, epoch=answer.epoch)
    assert again.changes == []
    other = tablet.sync(cursors=answer.heads, epoch="before the restore")
    assert other.epoch == answer.epoch
    assert the_list(other).owner == tablet.visit.principal


def test_share_links_open_and_close(tablet: Any, scope: str) -> None:
    share = hashlib.sha256(b"token").hexdigest()
    answer = tablet.sync(
        tablet.op(scope, CreateList()), tablet.op(scope, ShareList(share)), cursors={scope: 0}
    )
    assert the_list(answer).shares == {share: True}
    answer = tablet.sync(tablet.op(scope, RevokeShare(share)), cursors={scope: 0})
    assert the_list(answer).shares == {share: False}
    late = tablet.sync(tablet.op(scope, ShareList(share)), cursors={scope: 0})
    assert the_list(late).shares == {share: False}


def test_removing_more_than_there_is_stops_at_nothing(tablet: Any, scope: str) -> None:
    tablet.results(tablet.op(scope, CreateList()), tablet.op(scope, add(2)))
    line = ids.line_id(scope.removeprefix("list:"), "lamp-red", {"colour": "red"})
    answer = tablet.sync(tablet.op(scope, AdjustLine(line, -9)), cursors={scope: 0})
    assert the_list(answer).present == []


def test_too_many_operations_are_refused_as_a_whole(tablet: Any, scope: str) -> None:
    ops = [tablet.op(scope, add())] * (MAX_OPS + 1)
    with pytest.raises(httpx.HTTPStatusError, match="422"):
        tablet.sync(*ops)


def test_rule_10_who_knows_another_history_offers_everything_again_first(tablet: Any, scope: str) -> None:
    create = tablet.op(scope, CreateList())
    sealed = tablet.seal(tablet.op(scope, add()))
    answer = tablet.sync(create, sealed=[sealed], cursors={scope: 0}, epoch="before the restore")
    assert outcomes(answer.results) == [("retry", "other_epoch")] * 2
    assert answer.changes == []
    assert outcomes(tablet.results(create, epoch=answer.epoch)) == [("applied", "")]


def test_rule_11_a_checksum_comes_with_every_scope_that_is_complete(tablet: Any, scope: str) -> None:
    first = tablet.sync(tablet.op(scope, CreateList()), cursors={scope: 0})
    (change,) = first.changes
    assert isinstance(change.body, msgspec.Raw)
    counted = spell(digest(change.kind, change.id, change.seq, bytes(change.body)))
    assert first.checksums == {scope: counted}
    again = tablet.sync(cursors=first.heads)
    assert (again.changes, again.checksums) == ([], {scope: counted})


def test_rule_11_a_page_that_is_cut_has_no_checksum(tablet: Any, write_beside: Any) -> None:
    where = scopes.stock("pages")
    write_beside(where, [Write("stock", f"v{number}", b"{}") for number in range(PAGE + 1)])
    cut = tablet.sync(cursors={where: 0})
    assert (cut.checksums, cut.more) == ({}, True)
    assert cut.reading == {where: PAGE + 1}
    whole = tablet.sync(cursors=cut.heads, reading=cut.reading)
    assert (set(whole.checksums), whole.more, whole.reading) == ({where}, False, {})


def test_rule_09_the_hub_says_when_to_read_anew(tablet: Any, write_beside: Any, prune: Any) -> None:
    where = scopes.stock("old")
    write_beside(where, [Write("stock", f"v{number}", b"{}") for number in range(5)])
    write_beside(where, [Write("stock", "v0", None)])
    assert tablet.sync(cursors={where: 3}).rebase == []
    prune(where, 7)
    late = tablet.sync(cursors={where: 3})
    assert late.rebase == [where]
    assert [change.id for change in late.changes] == ["v1", "v2", "v3", "v4"]
    assert late.heads == {where: 6}, "the next cursor is above the floor"
    assert tablet.sync(cursors=late.heads).rebase == []
    assert tablet.sync(cursors={where: 99}).rebase == [where], "ahead of the head"


def test_rule_09_reading_from_nothing_goes_on_below_the_floor(
    tablet: Any, write_beside: Any, prune: Any
) -> None:
    where = scopes.stock("deep")
    write_beside(where, [Write("stock", f"v{number}", b"{}") for number in range(PAGE + 10)])
    write_beside(where, [Write("stock", "v0", None)])
    prune(where, PAGE + 12)
    first = tablet.sync(cursors={where: 0})
    assert first.heads[where] < PAGE + 11, "the floor"
    second = tablet.sync(cursors=first.heads, reading=first.reading)
    assert (second.rebase, len(second.changes), second.more) == ([], 9, False)
    # Without the word that it is reading from nothing, it would have missed removals.
    assert tablet.sync(cursors=first.heads).rebase == [where]


def test_rule_08_the_hub_tells_which_removals_were_meant(tablet: Any, hub: Any, write_beside: Any) -> None:
    where = scopes.stock("clearance")
    write_beside(where, [Write("stock", "v", b"{}"), Write("stock", "v", None)])
    assert tablet.sync(cursors={where: 0}).removals == {}
    done = forks.run(forks.HUB, "sync.hub", "allow-removal", where, "--data", str(hub.data))
    assert done.returncode == 0, done.stderr
    assert where in done.stdout
    deadline = time.monotonic() + 20
    while not (told := tablet.sync(cursors={where: 0}).removals) and time.monotonic() < deadline:
        pass
    assert told == {where: 2}


def test_allowing_a_removal_needs_a_scope(hub: Any) -> None:
    done = forks.run(forks.HUB, "sync.hub", "allow-removal", "everything", "--data", str(hub.data))
    assert done.returncode == 1
    assert "'everything' is not a scope" in done.stderr


def test_around_the_operations_two_point_zero_is_two_as_everywhere(tablet: Any) -> None:
    wiped = {"visit": "v", "why": "finish", "at": "2026-05-04T12:00:00Z", "documents": 2.0}
    body = {"device": tablet.device, "incarnation": "one", "wiped": [wiped]}
    assert tablet.http.post("/v1/sync", json=body).status_code == 200
    body["wiped"] = [{**wiped, "documents": 2.5}]
    assert tablet.http.post("/v1/sync", json=body).status_code == 422
