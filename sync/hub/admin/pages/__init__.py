"""All pages behind the sign-in."""

from sync.hub.admin.pages import devices, health, log, me, people, persons, releases, staff, stores, wipes
from sync.hub.admin.turn import Served

PAGES: tuple[Served, ...] = (
    *stores.SERVED,
    *devices.SERVED,
    *health.SERVED,
    *releases.SERVED,
    *wipes.SERVED,
    *staff.SERVED,
    *persons.SERVED,
    *people.SERVED,
    *log.SERVED,
    *me.SERVED,
)
