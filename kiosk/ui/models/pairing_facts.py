"""What store IT wants to see of a fresh tablet: which one it is, its key, its hub, its network, its clock."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.machine import Machine
from kiosk.core.pairing import Pairing, host
from kiosk.ui.pairing.line import HubLook
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.devices import fingerprint

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class PairingFactsModel(QObject):
    """Told anew every few seconds, while the tablet is nobody's yet."""

    changed = Signal()

    def __init__(self, shop: Shop, pairing: Pairing, machine: Machine, looking: Tasks) -> None:
        """`looking` asks whether the hub answers: nothing that is typed waits behind it."""
        super().__init__()
        self._shop = shop
        self._pairing = pairing
        self._machine = machine
        self._key = ""
        self._line = HubLook(looking, pairing.way, self)
        self._line.changed.connect(self.changed)
        shop.spoken.connect(self.changed)

    def take_key(self, public_key: str) -> None:
        """The tablet has a key."""
        self._key = fingerprint(public_key)
        self.changed.emit()

    def look(self) -> None:
        """See how things are."""
        self._line.look(self._pairing.hub)
        self.changed.emit()

    def look_anew(self) -> None:
        """See how things are with another hub."""
        self._line.forget()
        self.look()

    @Property(str, notify=changed)
    def tablet(self) -> str:
        """This machine: name, model and serial number, as far as it tells."""
        return " · ".join(part for part in self._machine if part) or self._say("nameless")

    @Property(str, notify=changed)
    def key(self) -> str:
        """The signs of this tablet's key that the hub shows, too; '' until there is one."""
        return self._key

    @Property(str, notify=changed)
    def hub(self) -> str:
        """The hub's address, as people know it; '' while there is none."""
        return host(self._pairing.hub) if self._pairing.hub else ""

    @Property(bool, notify=changed)
    def fixed(self) -> bool:
        """Whether nobody here may say another address."""
        return self._pairing.fixed

    @Property(str, notify=changed)
    def network(self) -> str:
        """Whether the hub is reached, or this machine has a network, in words."""
        return self._say(f"network_{self._line.state}")

    @Property(str, notify=changed)
    def level(self) -> str:
        """The same as `ok`, `bad`, or `unknown`."""
        return self._line.level

    @Property(str, notify=changed)
    def clock(self) -> str:
        """The tablet's time and day, and by how much it differs from the hub's where that matters."""
        now = self._shop.now().astimezone()
        shown = f"{self._shop.words.display.day(now.date())} {now:%H:%M}"
        minutes = self._line.minutes_off
        return self._say("clock_off", shown, abs(minutes)) if minutes else shown

    @Property(bool, notify=changed)
    def clockWrong(self) -> bool:
        """Whether it differs from the hub's so much that it matters."""
        return bool(self._line.minutes_off)

    def _say(self, key: str, *values: object) -> str:
        return self._shop.words.texts.get(f"pairing.{key}", *values)
