"""The phone brings the code: plain pages, one use, and a link of its own."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from sync.hub.page import guard
from sync.hub.throttle import MAX_ADDRESS_FAILURES
from sync.protocol import parking, scopes
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import CreateList
from sync.protocol.parking import ParkList
from sync.protocol.sessions import EndSession
from tests.sync.hub.conftest import RunningHub, Tablet
from tests.sync.hub.parking.conftest import Waiting, claim

PutAside = Callable[..., Waiting]
TITLE = re.compile(r"<h1>(.*?)</h1>")
OVER = "Nothing waits under this code"


class Phone:
    """A browser that keeps cookies and knows plain forms."""

    def __init__(self, url: str, address: str | None = None) -> None:
        self.http = httpx.Client(
            base_url=url,
            follow_redirects=True,
            headers={"Accept-Language": "en"},
            transport=httpx.HTTPTransport(local_address=address),
        )
        self.own = {"Origin": url, "Sec-Fetch-Site": "same-origin"}

    def open(self, path: str) -> str:
        return title(self.http.get(path))

    def take(self, code: str) -> httpx.Response:
        return self.http.post(f"/c/{code}", data={"do": "take"}, headers=self.own)


def title(page: httpx.Response) -> str:
    found = TITLE.search(page.text)
    return found[1] if found else page.text


@pytest.fixture
def new_phone(hub: RunningHub) -> Iterator[Callable[..., Phone]]:
    phones: list[Phone] = []

    def new(address: str | None = None) -> Phone:
        phones.append(Phone(hub.url, address))
        return phones[-1]

    yield new
    for phone in phones:
        phone.http.close()


def test_a_list_comes_to_the_phone_by_a_tap_and_not_by_a_look(
    put_aside: PutAside, new_phone: Callable[[], Phone]
) -> None:
    phone, waiting = new_phone(), put_aside("Living room")
    assert phone.open(f"/c/{waiting.code}") == "Your list is here"
    assert new_phone().open(f"/c/{waiting.code.lower()}") == "Your list is here"
    came = phone.take(waiting.code)
    assert came.status_code == 200
    assert came.url.path.startswith("/l/")
    told = phone.http.get(f"{came.url.path}/list").json()
    assert told["title"] == "Living room"


def test_the_phone_that_brought_it_comes_again_and_no_other_does(
    put_aside: PutAside, new_phone: Callable[[], Phone], tablet: Tablet
) -> None:
    phone, other, waiting = new_phone(), new_phone(), put_aside("Living room")
    phone.open(f"/c/{waiting.code}")
    came = phone.take(waiting.code)
    assert phone.take(waiting.code).url == came.url
    assert other.open(f"/c/{waiting.code}") == OVER
    assert other.take(waiting.code).status_code == 404
    assert claim(tablet, waiting.code).status_code == 404


def test_what_a_visit_gave_back_comes_to_a_phone(
    put_aside: PutAside, new_phone: Callable[[], Phone], tablet: Tablet
) -> None:
    phone, waiting = new_phone(), put_aside("Living room")
    claim(tablet, waiting.code).raise_for_status()
    assert phone.open(f"/c/{waiting.code}") == OVER
    tablet.results(tablet.op(scopes.session(tablet.visit.id), EndSession("finish")))
    assert phone.open(f"/c/{waiting.code}") == "Your list is here"
    came = phone.take(waiting.code)
    assert phone.http.get(f"{came.url.path}/list").json()["title"] == "Living room"
    assert phone.take(waiting.code).url == came.url
    assert new_phone().open(f"/c/{waiting.code}") == OVER


def test_several_lists_are_shown_by_their_titles(put_aside: PutAside, new_phone: Callable[[], Phone]) -> None:
    phone, waiting = new_phone(), put_aside("<b>Bath</b>", "")
    phone.open(f"/c/{waiting.code}")
    page = phone.take(waiting.code)
    assert title(page) == "Your lists"
    assert "&lt;b&gt;Bath&lt;/b&gt;" in page.text
    assert "List 2" in page.text
    links = re.findall(r'href="\.\./(l/[^"]+)"', page.text)
    assert [phone.http.get(f"/{link}/list").status_code for link in links] == [200, 200]


def test_the_code_can_be_typed(put_aside: PutAside, new_phone: Callable[[], Phone]) -> None:
    phone, waiting = new_phone(), put_aside("Living room")
    assert phone.open("/c") == "Which code did the screen show?"
    wrong = phone.http.post("/c", data={"code": parking.draw()}, headers=phone.own)
    assert "Nothing waits under this code. Please look once more" in wrong.text
    right = phone.http.post("/c", data={"code": parking.grouped(waiting.code).lower()}, headers=phone.own)
    assert title(right) == "Your list is here"


def test_what_is_no_good_looks_alike(
    put_aside: PutAside, new_phone: Callable[[], Phone], tablet: Tablet
) -> None:
    phone, used = new_phone(), put_aside("Mine").code
    claim(tablet, used).raise_for_status()
    pages = [phone.http.get(f"/c/{code}") for code in (used, parking.draw(), "nonsense")]
    assert {(page.status_code, page.text) for page in pages} == {(404, pages[0].text)}


def test_who_tries_codes_on_a_phone_waits_with_right_ones_too_and_stops_no_tablet(
    put_aside: PutAside, new_phone: Callable[..., Phone], tablet: Tablet
) -> None:
    thief, waiting = new_phone("127.0.0.9"), put_aside("Mine")
    tried = [thief.http.get(f"/c/{parking.draw()}").status_code for _ in range(MAX_ADDRESS_FAILURES)]
    assert set(tried) == {404}
    braked = (thief.http.get(f"/c/{waiting.code}"), thief.take(waiting.code))
    assert [(one.status_code, one.json()["code"]) for one in braked] == [(429, "too_many")] * 2
    assert claim(tablet, waiting.code).status_code == 200


def test_a_phone_is_led_to_no_list_that_was_not_put_aside(
    put_aside: PutAside, new_phone: Callable[[], Phone], tablet: Tablet
) -> None:
    theirs, code, bait = put_aside("Mine").lists[0], parking.draw(), new_id()
    claimed = parking.claim_hash(code)
    tablet.results(
        tablet.op(scopes.shopping_list(bait), CreateList("Bait", "en")),
        tablet.op(scopes.shopping_list(bait), ParkList(claimed)),
        tablet.op(scopes.shopping_list(theirs), ParkList(claimed)),
    )
    phone = new_phone()
    phone.open(f"/c/{code}")
    came = phone.take(code)
    assert came.url.path.startswith("/l/")
    assert phone.http.get(f"{came.url.path}/list").json()["title"] == "Bait"


def test_only_the_page_itself_uses_a_code(put_aside: PutAside, new_phone: Callable[[], Phone]) -> None:
    phone, waiting = new_phone(), put_aside("Mine")
    phone.open(f"/c/{waiting.code}")
    foreign = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    refused = phone.http.post(f"/c/{waiting.code}", data={"do": "take"}, headers=foreign)
    assert refused.json()["code"] == "not_from_the_page"
    assert phone.take(waiting.code).status_code == 200


def test_its_pages_are_guarded(put_aside: PutAside, new_phone: Callable[[], Phone]) -> None:
    phone, waiting = new_phone(), put_aside("Mine")
    for path in ("/c", f"/c/{waiting.code}", "/c/nonsense"):
        answer = phone.http.get(path)
        assert {name: answer.headers[name] for name in guard.FORM_HEADERS} == guard.FORM_HEADERS
        assert answer.headers["Cache-Control"] == "no-store"
    cookie = phone.http.cookies.jar
    assert [(one.name, one.path) for one in cookie] == [("vetrina-claim", "/c")]


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_axe_finds_nothing(hub: RunningHub, put_aside: PutAside, browser: Browser, language: str) -> None:
    waiting = put_aside("Living room", "Kitchen")
    with browser.new_context(locale=language, viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        for path in ("/c", "/c?lack=typed", "/c/nonsense", f"/c/{waiting.code}"):
            page.goto(f"{hub.url}{path}")
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
            page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
            assert page.evaluate("() => axe.run()")["violations"] == []
        page.locator("button").first.click()
        page.wait_for_load_state()
        page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
        assert page.evaluate("() => axe.run()")["violations"] == []
