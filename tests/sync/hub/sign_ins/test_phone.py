"""The phone's pages, as a browser without scripts would use them: the flow, and what thieves would try."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from sync.hub.page import guard
from sync.hub.sign_in_records import KIND, SignIn, change, load
from sync.hub.sign_ins.accounts import greet
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.hub.throttle import MAX_ADDRESS_FAILURES
from sync.protocol import scopes
from sync.protocol.sign_ins import BEGIN_SECONDS, MAX_TRIES
from tests.sync.hub.conftest import RunningHub
from tests.sync.hub.sign_ins.conftest import Post, Shopper, an_address, code_of

NUMBER = re.compile(r'name="number" value="([0-9]{2})"')
TITLE = re.compile(r"<h1>(.*?)</h1>")

OVER = "This code is used or over"


class Phone:
    """A browser that keeps cookies and knows plain forms; `address` is where it sends from."""

    def __init__(self, url: str, address: str = "127.0.0.1") -> None:
        self.http = httpx.Client(
            base_url=url,
            follow_redirects=True,
            headers={"Accept-Language": "en"},
            transport=httpx.HTTPTransport(local_address=address),
        )
        self.url = url
        self.page = httpx.Response(200, text="")

    def open(self, url: str) -> str:
        self.page = self.http.get(url)
        return self.title

    def send(self, **fields: str) -> str:
        self.page = self.http.post(str(self.page.url.copy_with(query=None)), data=fields, headers=self.own)
        return self.title

    @property
    def own(self) -> dict[str, str]:
        return {"Origin": self.url, "Sec-Fetch-Site": "same-origin"}

    @property
    def title(self) -> str:
        found = TITLE.search(self.page.text)
        return found[1] if found else self.page.text

    @property
    def numbers(self) -> list[str]:
        return NUMBER.findall(self.page.text)


@pytest.fixture
def new_phone(hub: RunningHub) -> Iterator[Callable[[], Phone]]:
    phones: list[Phone] = []

    def new() -> Phone:
        phones.append(Phone(hub.url))
        return phones[-1]

    yield new
    for phone in phones:
        phone.http.close()


@pytest.fixture
def phone(new_phone: Callable[[], Phone]) -> Phone:
    return new_phone()


def matched(shopper: Shopper, phone: Phone) -> Phone:
    """Open what the screen shows, and choose its number."""
    begun = shopper.begin()
    phone.open(begun["url"])
    phone.send(number=begun["number"])
    return phone


def test_a_phone_says_whose_the_visit_is(shopper: Shopper, phone: Phone, post: Post) -> None:
    begun, address = shopper.begin(), an_address()
    assert begun["expires_in"] == BEGIN_SECONDS
    assert begun["url"].endswith(f"/s/{begun['code'].replace('-', '')}")
    assert phone.open(begun["url"]) == "Which number does the screen show?"
    assert begun["number"] in phone.numbers
    assert len(set(phone.numbers)) == 3
    assert shopper.ask().json()["state"] == "seen"
    assert phone.send(number=begun["number"]) == "Who are you?"
    assert phone.send(do="mail", email=address) == "Type the code"
    assert phone.send(do="code", code=post.code(address), name="  Anna\u202e ") == "Nearly there"
    assert "A***" in phone.page.text
    signed_in = shopper.accept().json()
    assert (signed_in["hello"], signed_in["first_name"]) == ("A***", "Anna")
    assert phone.open(begun["url"]) == "You are signed in"
    assert shopper.reads(scopes.customer(signed_in["customer"]))


def test_the_code_can_be_typed(shopper: Shopper, phone: Phone) -> None:
    begun = shopper.begin()
    assert phone.open("/s") == "Which code does the screen show?"
    assert phone.send(code="7KQM-4XDP") == "Which code does the screen show?"
    assert "No screen shows this code" in phone.page.text
    assert phone.send(code=f" {begun['code'].lower()} ") == "Which number does the screen show?"


def test_a_stolen_code_is_good_for_nothing_once_a_phone_has_it(
    shopper: Shopper, new_phone: Callable[[], Phone]
) -> None:
    begun = shopper.begin()
    first, second = new_phone(), new_phone()
    first.open(begun["url"])
    assert second.open(begun["url"]) == OVER
    assert second.send(number=begun["number"]) == OVER
    unknown = second.http.get("/s/ZZZZZZZZ")
    taken = second.http.get(begun["url"])
    assert (unknown.status_code, unknown.content) == (taken.status_code, taken.content)
    assert first.send(number=begun["number"]) == "Who are you?"
    assert second.open(begun["url"]) == OVER


def test_who_tries_codes_waits_with_a_right_one_too_and_nobody_else_does(
    shopper: Shopper, phone: Phone, hub: RunningHub
) -> None:
    begun, thief = shopper.begin(), Phone(hub.url, "127.0.0.7")
    tried = [thief.http.get(f"/s/ZZZZ{at:04}").status_code for at in range(MAX_ADDRESS_FAILURES)]
    assert set(tried) == {404}
    right = thief.http.get(begun["url"])
    assert (right.status_code, right.json()["code"]) == (429, "too_many")
    assert shopper.ask().json()["state"] == "pending", "it was not looked up"
    assert phone.open(begun["url"]) == "Which number does the screen show?"
    thief.http.close()


def test_who_takes_the_first_phones_code_without_its_secret_gets_nowhere(
    shopper: Shopper, new_phone: Callable[[], Phone]
) -> None:
    first, thief = new_phone(), new_phone()
    matched(shopper, first)
    code = shopper.begun["url"].rpartition("/")[2]
    thief.http.cookies.set("vetrina-sign-in", f"{code}.", path="/s")
    assert thief.open(shopper.begun["url"]) == OVER
    thief.http.cookies.set("vetrina-sign-in", f"{code}.guessed", path="/s")
    assert thief.open(shopper.begun["url"]) == OVER


def test_a_wrong_number_ends_it(shopper: Shopper, phone: Phone) -> None:
    begun = shopper.begin()
    phone.open(begun["url"])
    wrong = next(one for one in phone.numbers if one != begun["number"])
    assert phone.send(number=wrong) == OVER
    assert shopper.ask().json() == {"state": "refused"}
    assert phone.open(begun["url"]) == OVER
    assert code_of(shopper.accept()) == "not_confirmed"


def test_nothing_goes_on_before_the_number_was_chosen(shopper: Shopper, phone: Phone, post: Post) -> None:
    phone.open(shopper.begin()["url"])
    for fields in ({"do": "mail", "email": an_address()}, {"do": "code", "code": "123456"}, {"do": "known"}):
        assert phone.send(**fields) == "Which number does the screen show?"
    assert shopper.ask().json()["state"] == "seen"


@pytest.mark.parametrize("step", ["opened", "chosen", "mailed", "confirmed"])
def test_the_phone_can_stop_it_at_any_time(shopper: Shopper, phone: Phone, post: Post, step: str) -> None:
    begun, address = shopper.begin(), an_address()
    phone.open(begun["url"])
    if step != "opened":
        phone.send(number=begun["number"])
    if step in {"mailed", "confirmed"}:
        phone.send(do="mail", email=address)
    if step == "confirmed":
        phone.send(do="code", code=post.code(address))
    assert phone.send(do="stop") == OVER
    assert shopper.ask().json() == {"state": "refused"}
    assert code_of(shopper.accept()) == "not_confirmed"


def test_the_tablet_can_stop_it_too(shopper: Shopper, phone: Phone) -> None:
    matched(shopper, phone)
    shopper.abort()
    assert phone.send(do="mail", email=an_address()) == OVER


def test_wrong_codes_on_the_phone_end_it(shopper: Shopper, phone: Phone, post: Post) -> None:
    address = an_address()
    matched(shopper, phone).send(do="mail", email=address)
    wrong = f"{(int(post.code(address)) + 1) % 10**6:06d}"
    said = [phone.send(do="code", code=wrong) for _ in range(MAX_TRIES)]
    assert said == ["Type the code"] * (MAX_TRIES - 1) + [OVER]
    assert shopper.ask().json() == {"state": "refused"}


def test_another_address_can_be_given_but_not_many(shopper: Shopper, phone: Phone, post: Post) -> None:
    first, second = an_address(), an_address()
    matched(shopper, phone)
    assert phone.send(do="mail", email="anna@") == "Who are you?"
    assert "doesn’t look complete" in phone.page.text
    phone.send(do="mail", email=first)
    stale = post.code(first)
    assert phone.send(do="other") == "Who are you?"
    phone.send(do="mail", email=second)
    assert phone.send(do="code", code=stale) == "Type the code", "that was for the other address"
    phone.send(do="other")
    phone.send(do="mail", email=second)
    phone.send(do="other")
    assert phone.send(do="mail", email=second) == "Who are you?"
    assert "can’t send more codes" in phone.page.text


def test_a_provider_that_is_away_is_said_and_another_way_goes_on(shopper: Shopper, phone: Phone) -> None:
    matched(shopper, phone)
    assert "Go on with My Shop" in phone.page.text
    code = shopper.begun["url"].rpartition("/")[2]
    assert phone.open(f"/s/{code}/provider") == "Who are you?"
    assert "That didn’t work" in phone.page.text
    assert phone.open("/s/-/back?state=x&code=y") == OVER
    assert phone.open(shopper.begun["url"]) == "Who are you?"
    assert phone.send(do="mail", email=an_address()) == "Type the code"


def test_nobody_goes_to_the_provider_before_the_number_was_chosen(
    shopper: Shopper, new_phone: Callable[[], Phone]
) -> None:
    first, second = new_phone(), new_phone()
    begun = shopper.begin()
    code = begun["url"].rpartition("/")[2]
    assert second.open(f"/s/{code}/provider") == OVER
    first.open(begun["url"])
    assert first.open(f"/s/{code}/provider") == "Which number does the screen show?"


def test_a_phone_can_be_known_and_forgotten(
    new_shopper: Callable[[], Shopper], phone: Phone, post: Post, new_customer: Callable[..., str]
) -> None:
    first, second, third = new_shopper(), new_shopper(), new_shopper()
    address = an_address()
    customer = new_customer(address, "Carla")
    matched(first, phone).send(do="mail", email=address)
    phone.send(do="code", code=post.code(address), remember="yes")
    first.accept().raise_for_status()
    matched(second, phone)
    assert "Go on as C***" in phone.page.text
    assert phone.send(do="known") == "Nearly there"
    assert second.accept().json()["customer"] == customer
    kept = phone.http.cookies["vetrina-known"]
    matched(third, phone)
    phone.send(do="unknown")
    assert "Your e-mail address" in phone.page.text
    phone.http.cookies.set("vetrina-known", kept, path="/s")
    assert phone.send(do="known") == "Who are you?", "the hub has forgotten the phone, too"


def test_who_was_greeted_at_the_screen_is_who_signs_in(
    shopper: Shopper, phone: Phone, post: Post, beside: Any, new_customer: Callable[..., str]
) -> None:
    address = an_address()
    greeted, other = new_customer(address, "Carla"), new_customer(an_address(), "Bruno")
    matched(shopper, phone).send(do="mail", email=address)
    phone.send(do="code", code=post.code(address))
    state = shopper.ask().json()
    assert (state["state"], state["hello"]) == ("confirmed", "C***")
    # What was sent at the same moment from the same phone comes a moment later.
    beside(lambda hub: greet(hub, shopper.path.rpartition("/")[2], other))
    assert shopper.accept().json()["customer"] == greeted


def test_who_is_not_remembered_leaves_no_cookie_that_knows_them(
    shopper: Shopper, phone: Phone, post: Post
) -> None:
    address = an_address()
    matched(shopper, phone).send(do="mail", email=address)
    phone.send(do="code", code=post.code(address))
    assert "vetrina-known" not in phone.http.cookies


def test_a_code_is_over_in_time(shopper: Shopper, phone: Phone, beside: Any) -> None:
    begun = shopper.begin()

    async def age(hub: Any) -> None:
        def step(known: SignIn | None) -> SignIn | None:
            return known and replace(known, expires="2026-01-01T00:00:00.000Z")

        place = scopes.sign_in(begun["id"]), Key(KIND, begun["id"])
        assert await load(hub, begun["id"])
        await documents.change(hub.storage, *place, SignIn, step)
        assert await change(hub, begun["id"], lambda known: known) is not None

    beside(age)
    assert phone.open(begun["url"]) == OVER
    assert shopper.ask().json() == {"state": "expired"}
    assert code_of(shopper.accept()) == "not_confirmed"


def test_a_look_ahead_opens_nothing(shopper: Shopper, new_phone: Callable[[], Phone]) -> None:
    begun, ahead = shopper.begin(), new_phone()
    ahead.http.head(begun["url"])
    ahead.http.get(begun["url"], headers={"Sec-Purpose": "prefetch"})
    assert shopper.ask().json()["state"] == "pending"
    assert new_phone().open(begun["url"]) == "Which number does the screen show?"


def test_what_comes_from_other_pages_is_not_taken(shopper: Shopper, phone: Phone) -> None:
    begun = shopper.begin()
    phone.open(begun["url"])
    fields = {"number": begun["number"]}
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
        {**phone.own, "Sec-Fetch-Site": "cross-site"},
    ):
        assert phone.http.post(begun["url"], data=fields, headers=headers).status_code == 403
    assert phone.http.post(begun["url"], json=fields, headers=phone.own).status_code == 403
    assert shopper.ask().json()["state"] == "seen"


def test_pages_are_protected_and_keep_nothing(shopper: Shopper, phone: Phone) -> None:
    phone.open(shopper.begin()["url"])
    headers = phone.page.headers
    assert headers["Content-Security-Policy"] == guard.FORM_POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    cookie = headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/s" in cookie
    assert "<script" not in phone.page.text


def test_an_e_mailed_sign_in_has_no_page(shopper: Shopper, phone: Phone) -> None:
    begun = shopper.begin(way="email", email=an_address())
    assert phone.open(f"/s/{begun['id']}") == OVER


def test_nobody_learns_on_the_phone_who_is_known(
    new_shopper: Callable[[], Shopper],
    new_phone: Callable[[], Phone],
    post: Post,
    new_customer: Callable[..., str],
) -> None:
    known, unknown = an_address(), an_address()
    new_customer(known, "Carla")
    pages = []
    for address in (known, unknown):
        phone = matched(new_shopper(), new_phone())
        phone.send(do="mail", email=address)
        code = phone.page.url.path.rpartition("/")[2]
        pages.append(phone.page.text.replace(code, "…"))
        phone.send(do="code", code="0")
        pages.append(phone.page.text.replace(code, "…"))
    assert pages[0] == pages[2]
    assert pages[1] == pages[3]


def test_nothing_of_it_is_in_the_log(shopper: Shopper, phone: Phone, post: Post, hub: RunningHub) -> None:
    address = an_address()
    matched(shopper, phone).send(do="mail", email=address)
    code = post.code(address)
    phone.send(do="code", code=code, name="Teodora")
    log = (hub.data.parent / f"{hub.data.name}.log").read_text()
    for text in (address, code, "Teodora", shopper.begun["url"].rpartition("/")[2]):
        assert text not in log
