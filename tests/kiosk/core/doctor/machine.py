"""A machine on which all is well, as folders in which it tells of itself."""

from kiosk.core.doctor.tablet import Places

KEYBOARD = """I: Bus=0003 Vendor=0c2e Product=0b61 Version=0110
N: Name="Honeywell Scanner"
H: Handlers=sysrq kbd event3 leds
B: EV=120013

I: Bus=0019 Vendor=0000 Product=0001 Version=0000
N: Name="Power Button"
H: Handlers=kbd event0
B: EV=3
"""


def healthy_machine(root):
    """A machine with an encrypted disk, a scanner that types, all voices, and a printer."""
    places = Places(*(root / name for name in ("proc", "sys", "dev", "etc")), str(root / "bin"))
    put(places.proc / "self/mountinfo", "25 1 253:0 / / rw,relatime - ext4 /dev/mapper/root rw\n")
    put(places.sys / "dev/block/253:0/dm/uuid", "CRYPT-LUKS2-0123-root\n")
    put(places.proc / "bus/input/devices", KEYBOARD)
    put(places.etc / "cups/cupsd.conf", "PreserveJobFiles No\nPreserveJobHistory No\n")
    program(places, "speech-dispatcher", "exit 0")
    program(places, "lp", "exit 0")
    printers(places, "is idle.  enabled since Mon 23 Nov 2026", "desk")
    return places


def printers(places, state, *names, choice=""):
    """Have CUPS list printers, each in this state."""
    listed = [*names, f"system default destination: {choice}" if choice else "no system default destination"]
    listing = "; ".join(f"echo '{line}'" for line in listed)
    program(places, "lpstat", f'if [ "$1" = -e ]; then {listing}; else echo "printer $2 {state}"; fi')


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def program(places, name, script):
    path = places.etc.parent / "bin" / name
    put(path, f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
