"""Signing in at a tablet with a code that is mailed: over HTTP, through a real mail server."""

from collections.abc import Callable
from typing import Any

from sync.hub.storage.port import Write
from sync.protocol import scopes
from sync.protocol.customers import SetSize
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import AddLine, AttachList, CreateList
from sync.protocol.sessions import EndSession
from sync.protocol.sign_ins import MAX_TRIES, SIGNED_IN_SECONDS, TYPE_SECONDS
from tests.sync.hub.conftest import RunningHub
from tests.sync.hub.sign_ins.conftest import Post, Shopper, an_address, code_of


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_somebody_known_signs_in_and_reads_what_is_theirs(
    shopper: Shopper, post: Post, new_customer: Callable[..., str]
) -> None:
    address = an_address()
    customer = new_customer(address, "Anna Maria")
    scope = scopes.customer(customer)
    assert shopper.reads(scope) == set()
    begun = shopper.begin(way="email", email=f" {address.upper()} ")
    assert begun["expires_in"] == TYPE_SECONDS
    assert "code" not in begun
    assert shopper.ask().json()["state"] == "pending"
    state = shopper.ask(code=post.code(address)).json()
    assert (state["state"], state["hello"]) == ("confirmed", "A***")
    assert shopper.reads(scope) == set(), "nothing is open before the shopper said yes"
    signed_in = shopper.accept().json()
    assert signed_in["customer"] == customer
    assert signed_in["first_name"] == "Anna"
    assert SIGNED_IN_SECONDS - 60 < signed_in["seconds"] <= SIGNED_IN_SECONDS
    assert shopper.reads(scope, scopes.person(customer)) == {scope}
    assert shopper.does(scope, SetSize("shoe", "38")) == ("applied", "")


def test_somebody_new_becomes_a_customer_once_the_code_is_proven(
    new_shopper: Callable[[], Shopper], post: Post
) -> None:
    address = an_address()
    first, again = new_shopper(), new_shopper()
    signed_in = first.sign_in(post, address)
    assert signed_in["hello"] == "a***@e***.com"
    assert again.sign_in(post, address)["customer"] == signed_in["customer"]
    assert first.reads(scopes.customer(signed_in["customer"]))


def test_the_guests_list_becomes_theirs_and_their_own_lists_open(
    new_shopper: Callable[[], Shopper], post: Post
) -> None:
    first, elsewhere = new_shopper(), new_shopper()
    address, name = an_address(), new_id()
    scope = scopes.shopping_list(name)
    assert first.does(scope, CreateList("Sofas")) == ("applied", "")
    assert first.sign_in(post, address).get("lists", []) == []
    customer = first.accept().json()["customer"]
    assert first.does(scopes.customer(customer), {"verb": "LinkList", "list": name}) == ("applied", "")
    assert first.does(scope, AttachList(customer)) == ("applied", "")
    assert elsewhere.reads(scope) == set()
    assert elsewhere.sign_in(post, address)["lists"] == [name]
    assert elsewhere.reads(scope) == {scope}
    assert elsewhere.does(scope, AddLine("lamp", "lamp-1")) == ("applied", "")
    assert first.does(scope, AttachList(new_id())) == ("rejected", "forbidden")


def test_nobody_keeps_a_strangers_list(new_shopper: Callable[[], Shopper], post: Post) -> None:
    stranger, somebody = new_shopper(), new_shopper()
    name = new_id()
    stranger.does(scopes.shopping_list(name), CreateList("Not yours"))
    customer = somebody.sign_in(post, an_address())["customer"]
    link = {"verb": "LinkList", "list": name}
    assert somebody.does(scopes.customer(customer), link) == ("rejected", "forbidden")
    assert somebody.does(scopes.shopping_list(name), AttachList(customer)) == ("rejected", "not_yours")


def test_it_ends_with_the_visit(shopper: Shopper, post: Post, hub: RunningHub) -> None:
    customer = shopper.sign_in(post, an_address())["customer"]
    scope = scopes.customer(customer)
    late = shopper.tablet.op(scope, SetSize("shoe", "39"), principal=shopper.principal)
    lease = shopper.tablet.sync(proofs=[shopper.visit.secret], leases=[shopper.visit.id]).leases
    assert 0 < lease[shopper.visit.id] <= SIGNED_IN_SECONDS
    assert shopper.does(scopes.session(shopper.visit.id), EndSession("sign_out")) == ("applied", "")
    assert shopper.reads(scope) == set()
    assert code_of(shopper.accept()) == "not_confirmed"
    lease = shopper.tablet.sync(proofs=[shopper.visit.secret], leases=[shopper.visit.id]).leases
    assert lease == {shopper.visit.id: 0}
    (result,) = shopper.tablet.results(late, proofs=[shopper.visit.secret])
    assert result.status == "applied", "what was done before counts however late it comes"


def test_a_lost_answer_is_asked_for_again(shopper: Shopper, post: Post) -> None:
    address = an_address()
    shopper.begin(way="email", email=address)
    code = post.code(address)
    states = [shopper.ask(code=code).json() for _ in range(2)]
    assert [one["state"] for one in states] == ["confirmed", "confirmed"]
    assert states[0]["hello"] == states[1]["hello"]
    first, again = shopper.accept().json(), shopper.accept().json()
    assert first["customer"] == again["customer"]


def test_wrong_codes_end_it(shopper: Shopper, post: Post) -> None:
    address = an_address()
    shopper.begin(way="email", email=address)
    code = post.code(address)
    said = [shopper.ask(code=wrong(code)) for _ in range(200)]
    assert [code_of(one) for one in said[: MAX_TRIES - 1]] == ["wrong_code"] * (MAX_TRIES - 1)
    assert {one.json()["state"] for one in said[MAX_TRIES - 1 :]} == {"refused"}
    assert shopper.ask(code=code).json()["state"] == "refused"
    assert code_of(shopper.accept()) == "not_confirmed"


def test_a_code_is_good_for_its_own_sign_in_alone(new_shopper: Callable[[], Shopper], post: Post) -> None:
    address = an_address()
    first, second = new_shopper(), new_shopper()
    first.begin(way="email", email=address)
    replayed = post.code(address)
    first.ask(code=replayed).raise_for_status()
    first.accept().raise_for_status()
    second.begin(way="email", email=address)
    own = post.code(address)
    assert own != replayed
    assert code_of(second.ask(code=replayed)) == "wrong_code"
    assert second.ask(code=f"{own[:3]} {own[3:]}").json()["state"] == "confirmed"


def test_a_sign_in_is_its_visits_alone(new_shopper: Callable[[], Shopper], post: Post) -> None:
    owner, other = new_shopper(), new_shopper()
    address = an_address()
    owner.begin(way="email", email=address)
    code = post.code(address)
    beside = Shopper(owner.tablet, begun=owner.begun)
    stolen = Shopper(other.tablet, owner.visit, owner.begun)
    for thief in (beside, stolen):
        for attempt in (thief.ask(code=code), thief.ask(), thief.accept(), thief.abort()):
            assert code_of(attempt) == "not_found"
    unknown = Shopper(owner.tablet, owner.visit, {"id": "0" * 32})
    assert unknown.ask().content == beside.ask().content, "somebody else's looks like none"
    assert owner.ask(code=code).json()["state"] == "confirmed"


def test_it_can_be_ended_until_it_was_accepted(new_shopper: Callable[[], Shopper], post: Post) -> None:
    address = an_address()
    shopper = new_shopper()
    shopper.begin(way="email", email=address)
    shopper.ask(code=post.code(address)).raise_for_status()
    assert shopper.abort().json() == {"state": "refused"}
    assert code_of(shopper.accept()) == "not_confirmed"
    shopper.sign_in(post, address)
    assert shopper.abort().json()["state"] == "confirmed"
    assert shopper.accept().status_code == 200


def test_who_asks_too_often_is_told_to_slow_down(shopper: Shopper) -> None:
    shopper.begin()
    assert shopper.ask().json()["state"] == "pending"
    hasty = shopper.ask()
    assert (hasty.status_code, code_of(hasty), hasty.headers["Retry-After"]) == (429, "slow_down", "2")


def test_nobody_learns_who_is_known(
    new_shopper: Callable[[], Shopper], post: Post, new_customer: Callable[..., str]
) -> None:
    known, unknown = an_address(), an_address()
    new_customer(known, "Carla")
    answers = []
    for address in (known, unknown):
        one = new_shopper()
        begun = one.begin(way="email", email=address)
        code = post.code(address)
        refused = one.ask(code=wrong(code))
        answers.append((sorted(begun), begun["expires_in"], refused.status_code, refused.content))
    assert answers[0] == answers[1]


def test_an_address_is_not_pestered_and_no_answer_says_so(
    new_shopper: Callable[[], Shopper], post: Post
) -> None:
    address = an_address()
    shoppers = [new_shopper() for _ in range(4)]
    begun = [one.begin(way="email", email=address) for one in shoppers]
    assert len({(*one, one["expires_in"]) for one in begun}) == 1
    codes = [post.code(address) for _ in range(3)]
    assert [code_of(shoppers[3].ask(code=code)) for code in codes] == ["wrong_code"] * 3
    marker = an_address()
    new_shopper().begin(way="email", email=marker)
    post.code(marker)  # letters go in their order: there is no fourth one
    assert post.of(address).empty()


def test_a_tablet_begins_so_many_a_minute(shopper: Shopper) -> None:
    said = [shopper.post("") for _ in range(11)]
    assert [one.status_code for one in said] == [200] * 10 + [429]


def test_what_is_no_address_is_refused(shopper: Shopper) -> None:
    for text in ("", "anna", "anna@", "a@b\x01.com"):
        assert code_of(shopper.post("", way="email", email=text)) == "no_address", text


def test_a_visit_that_is_over_or_signed_in_begins_nothing(shopper: Shopper, post: Post) -> None:
    shopper.sign_in(post, an_address())
    assert code_of(shopper.post("")) == "no_visit"
    shopper.does(scopes.session(shopper.visit.id), EndSession("finish"))
    assert code_of(shopper.post("")) == "no_visit"


def test_a_customer_who_is_gone_is_not_entered(
    shopper: Shopper, post: Post, new_customer: Callable[..., str], write_beside: Any
) -> None:
    address = an_address()
    customer = new_customer(address, "Dora")
    shopper.begin(way="email", email=address)
    shopper.ask(code=post.code(address)).raise_for_status()
    gone = b'{"id":"%b","erased":true}' % customer.encode()
    write_beside(scopes.customer(customer), [Write("customer", customer, gone)])
    assert code_of(shopper.accept()) == "not_confirmed"
    assert shopper.reads(scopes.customer(customer)) == set()


def test_nothing_of_anybody_is_in_the_log_or_left_in_the_store(
    shopper: Shopper, post: Post, hub: RunningHub
) -> None:
    address = an_address()
    begun = shopper.begin(way="email", email=address)
    code = post.code(address)
    shopper.abort()
    log = (hub.data.parent / f"{hub.data.name}.log").read_text()
    for text in (address, code, begun["id"], shopper.visit.secret):
        assert text not in log
