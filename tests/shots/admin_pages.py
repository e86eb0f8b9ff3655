"""What is photographed of the page of those who run the tablets: every place, with some days behind it."""

import datetime as dt
import random

import httpx
from phone_pages import SETTLE_MS, browser, run
from playwright.sync_api import Browser, Page
from studio import Studio

from sync.hub.admin import people, seats
from sync.hub.admin.people import Made
from sync.hub.admin.rights import Role
from sync.hub.context import open_storage
from sync.hub.fleet import health
from sync.hub.staff.roster import stamp
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.devices import Device
from sync.protocol.heartbeat import Heartbeat
from sync.protocol.ids import new_id

SIZES = ((1280, 800), (1920, 1080), (390, 844))
PLACES = ("stores", "devices", "health", "releases", "wipes", "staff", "persons", "people", "log", "me")
UNFOLD = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
TABLETS = (("Kiosk 3", "milano", {}), ("By the very long wall of lamps", "roma", {"quarantine": 1}))
OPENS, CLOSES = 7, 20


class AdminPages:
    """Takes the pictures of one language."""

    def __init__(self, studio: Studio, language: str) -> None:
        self._studio = studio
        self._language = language

    def play(self) -> None:
        """Take them all."""
        made, tablet = run(self._fill())
        hub = self._studio.hub
        proofs = {"name": made.admin.name, "password": made.proofs.password, "code": made.proofs.codes[0]}
        with httpx.Client(base_url=hub.url) as http:
            http.post("/admin", data=proofs, headers={"Origin": hub.url})
            cookie = http.cookies[seats.COOKIE]
        with browser() as chromium:
            for size in SIZES:
                self._shoot(chromium, size, cookie, tablet)

    async def _fill(self) -> tuple[Made, str]:
        """Let somebody in, and give two tablets some days behind them."""
        storage, now = open_storage(self._studio.hub.data), dt.datetime.now(dt.UTC)
        drawn = random.Random(7)
        try:
            for name, store, said in TABLETS:
                tablet = Device(new_id(), store, name, "", stamp(now))
                place = scopes.device(tablet.id), Key("device", tablet.id)
                await documents.keep_first(storage, *place, tablet)
                for ago in range(13 * 24, -1, -1):
                    at = now - dt.timedelta(hours=ago)
                    if OPENS <= at.hour < CLOSES:
                        beat = Heartbeat(
                            0, "0.1.0", outbox=drawn.choice((0, 0, 0, 2, 9)), catalogue_age=60, **said
                        )
                        await health.note(storage, tablet.id, beat, 400, at)
            return await people.add(storage, f"Ada {new_id()[:4]}", Role.OWNER, stamp(now)), tablet.id
        finally:
            await storage.close()

    def _shoot(self, chromium: Browser, size: tuple[int, int], cookie: str, tablet: str) -> None:
        url = self._studio.hub.url
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale={"en": "en-GB", "it": "it-IT", "ja": "ja-JP"}[self._language],
        )
        page = context.new_page()
        page.goto(f"{url}/admin")
        self._take(page, "door", size)
        context.add_cookies([{"name": seats.COOKIE, "value": cookie, "url": url}])
        for place in PLACES:
            page.goto(f"{url}/admin/{place}")
            self._take(page, place, size)
        page.goto(f"{url}/admin/devices/{tablet}")
        page.evaluate(UNFOLD)
        self._take(page, "device", size)
        context.close()

    def _take(self, page: Page, name: str, size: tuple[int, int]) -> None:
        page.wait_for_timeout(SETTLE_MS)
        file = f"admin-{name}-{self._language}-{self._studio.brand}-{size[0]}x{size[1]}.png"
        page.screenshot(path=self._studio.out / file, full_page=True)
