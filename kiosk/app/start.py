"""Starting the app on a tablet: who it is, its settings, its window, and its end in good order."""

import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app.beats import Beats
from kiosk.app.clock import REAL_TIME, Clock
from kiosk.app.heir import Heir
from kiosk.app.hub_line import way_of
from kiosk.app.kiosk import Kiosk
from kiosk.app.outfit import Outfit
from kiosk.app.rehearsal import rehearse, renewed
from kiosk.app.succession import Succession
from kiosk.core import settings_order
from kiosk.core.settings import SettingsError, Told
from kiosk.keeper import Ties
from kiosk.ui.stage import StageError
from kiosk.update import health
from sync.brand import BrandError
from sync.client import identity as identities
from sync.client.errors import ClientError, HubError, IdentityDamaged
from sync.client.identity import Identity
from sync.client.way import Way
from sync.protocol.devices import ACTIVE
from sync.protocol.tablet_settings import Settings

if TYPE_CHECKING:
    from kiosk.app.pairing import PairingApp

INTERRUPT_CHECK_MS = 300
NOTHING_TOLD = Told()

log = logging.getLogger(__name__)


class Manner(NamedTuple):
    """How the app is opened.

    In a window, or on the full screen; as the associates' desk for good, or as the shoppers' kiosk; tied to a
    keeper, or on its own.
    """

    windowed: bool = False
    desk: bool = False
    ties: Ties | None = None

    @property
    def locked(self) -> bool:
        """Whether nobody at the screen can leave it: shoppers at a full screen, not who works at a desk."""
        return not (self.windowed or self.desk)


ON_A_TABLET = Manner()


def run_shopper(
    data: Path,
    *,
    hub: str = "",
    code: str = "",
    told: Told = NOTHING_TOLD,
    manner: Manner = ON_A_TABLET,
) -> int:
    """Open the app on a tablet's data folder until its window is closed; return the exit status.

    Args:
        data: The tablet's data folder.
        hub: Address of the hub: for the first start, and once more when it has moved.
        code: Single-use enrolment code, for the first start, or once more when the hub does not let it in.
        told: What counts instead of the settings.
        manner: How it is opened.
    """
    told = told._replace(hub=hub or told.hub)
    turn = _come_after(manner.ties, data, told) if manner.ties and manner.ties.before else None
    pairing, ended = None, 0
    try:
        outfit = renewed(turn.outfit, data, told) if turn else _outfit(data, told)
        identity = _identify(data, outfit.settings, code)
        app = turn.app if turn else _application()
        if identity is None:
            pairing = _open_pairing(data, outfit.settings, app, manner)
            ended, identity = _pair(pairing, app, code)
        if identity is None:
            return ended
        kiosk = Kiosk(data, identity, outfit, app)
        _show(kiosk, manner, turn.place if turn else None)
    except (ClientError, SettingsError, BrandError, StageError) as error:
        print(f"vetrina: {error}", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return 1
    finally:
        if pairing:
            # Not before the kiosk's window is there: the last one that closes ends the application.
            pairing.close()
    tie(kiosk, manner.ties, turn.heir if turn else None)
    show_life(kiosk)
    if not (turn or pairing):
        quit_on_signals(app)
    status = app.exec()
    kiosk.close()
    return status


class _Turn(NamedTuple):
    """What a kiosk that comes after another one has once it is let in; `place` is where its window stands."""

    app: QGuiApplication
    heir: Heir
    outfit: Outfit
    place: QRect


def _come_after(ties: Ties, data: Path, told: Told) -> _Turn:
    """Load everything beside the kiosk that is open, and wait until it lets this one in."""
    app, heir = QGuiApplication(sys.argv[:1]), Heir(ties)
    outfit = heir.prepare(lambda: rehearse(data, told))
    place = heir.wait()
    quit_on_signals(app)
    return _Turn(app, heir, outfit, place)


def _show(kiosk: Kiosk, manner: Manner, place: QRect | None) -> None:
    if manner.desk:
        kiosk.model.stay_desk()
    kiosk.start(full_screen=not manner.windowed, place=place)
    if manner.locked:
        kiosk.lock_down()


def open_offscreen(data: Path, settings: Settings, clock: Clock = REAL_TIME) -> Kiosk:
    """Open the kiosk of an enrolled tablet without a screen, painting into memory; for the tour.

    `clock` tells the time instead of the machine's own, where hours are to pass in minutes.

    Raises:
        ClientError: The tablet was never enrolled.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(app, QGuiApplication)
    kiosk = Kiosk(data, _enrolled(data), settings, app, clock=clock)
    kiosk.open(full_screen=False)
    kiosk.start_sync()
    return kiosk


def _enrolled(data: Path) -> Identity:
    identity = identities.load(data)
    if identity is None:
        raise ClientError("this tablet is not enrolled yet: give --hub URL and --enrol CODE")
    return identity


def _outfit(data: Path, told: Told) -> Outfit:
    """Return what a kiosk goes by that comes first; settings that cannot be used are said in the log."""
    decided = settings_order.read(data, told)
    for fault in decided.faults:
        log.warning("%s", fault.words)
    return Outfit(decided.settings, told=told)


def _application() -> QGuiApplication:
    """Return the process's application, made where there is none yet."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(app, QGuiApplication)
    return app


def _open_pairing(data: Path, settings: Settings, app: QGuiApplication, manner: Manner) -> "PairingApp":
    """Show the page of a fresh tablet."""
    from kiosk.app.pairing import PairingApp  # noqa: PLC0415 - loads the HTTP library, on the first start only

    pairing = PairingApp(data, settings, app)
    pairing.start(full_screen=not manner.windowed)
    if manner.locked:
        pairing.lock_down()
    show_life(pairing)
    return pairing


def _pair(pairing: "PairingApp", app: QGuiApplication, code: str) -> tuple[int, Identity | None]:
    """Wait until the hub has let the tablet in; return how it ended, and who the tablet is by then."""
    pairing.try_code(code)
    quit_on_signals(app)
    ended = app.exec()
    pairing.make_room()
    return ended, pairing.identity


def _identify(data: Path, settings: Settings, code: str) -> Identity | None:
    """Return who the tablet is, None for one to enrol: fresh, or it knows no more who it is.

    One that the hub does not let in is enrolled anew.

    Raises:
        ClientError: Who it is cannot be looked up.
    """
    try:
        identity, hub = identities.load(data), settings.hub
    except IdentityDamaged as error:
        # The page of a fresh tablet asks for a code, where a kiosk that ends would leave the screen black.
        print(f"vetrina: {error}; enrol it anew with a code", file=sys.stderr)  # noqa: T201 - for the log
        return None
    way = way_of(settings.network)
    if identity is None:
        return None
    if code and identity.standing != ACTIVE:
        try:
            return _enrol(data, hub or identity.hub, code, way)
        except HubError as error:
            # A shop that starts its kiosks with the code of the first day: it must come up all the same.
            print(f"vetrina: not enrolled anew: {error}", file=sys.stderr)  # noqa: T201 - for the person at the terminal
    return identities.move(data, identity, hub)


def _enrol(data: Path, hub: str, code: str, way: Way) -> Identity:
    from sync.client.enrolment import enrol  # noqa: PLC0415 - loads the HTTP library, and few starts need it

    return enrol(data, hub, code, way=way)


def tie(kiosk: Kiosk, ties: Ties | None, heir: Heir | None) -> None:
    """Have a kiosk whose window is open follow the one before it, if there was one, and be followed."""
    if heir:
        heir.take_over(kiosk)
    if ties:
        Succession(kiosk, ties.keeper)


def show_life(kiosk: "Kiosk | PairingApp") -> None:
    """Have a kiosk, or a fresh tablet's page, tell the launcher that runs it that it lives."""
    run = health.folder()
    if run:
        Beats(kiosk, run)


def quit_on_signals(app: QGuiApplication) -> None:
    """End in good order on Ctrl-C and on the system's request.

    Python looks at signals between two steps of its own, so also in the middle of a frame that Qt paints.
    Ending there, Qt would go on with a window that is gone (seen as a segmentation fault): so the wish is
    noted, and heeded between two events. It asks no window, since one that is locked down refuses to close.
    It is noted without a lock: launcher and system ask at once, and the second one would wait for the first.
    """
    asked: list[int] = []
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda number, _: asked.append(number))
    timer = QTimer(app, interval=INTERRUPT_CHECK_MS)
    timer.timeout.connect(lambda: app.exit() if asked else None)
    timer.start()
