"""How it feels: each scan has an answer for eye and ear, what is added is seen going, nothing takes long."""

import re
from pathlib import Path

import pytest

from kiosk.app.kiosk import RESOURCES

QML = Path(__file__).parents[3] / "kiosk" / "ui" / "qml" / "Vetrina"
SOFA = "SOF-moss-2120"
LONGEST_MS = 250
SET = re.compile(r"readonly property int (\w+): Look\.still \? 0 : (\d+)")
USED = re.compile(r"\bduration: (.+)")
A_NAME = re.compile(r"Theme\.(\w+)")


def items(root, kind):
    """Return all items of a QML file, seen or not."""
    found = [root] if root.metaObject().className().startswith(f"{kind}_QML") else []
    return found + [each for child in root.childItems() for each in items(child, kind)]


def seen(item):
    """Return a list that grows each time an item shows, or hides."""
    shown = []
    item.visibleChanged.connect(lambda: shown.append(item.isVisible()))
    return shown


@pytest.mark.parametrize(
    ("code", "sound", "tone"),
    [
        pytest.param(SOFA, "known", "primary", id="hit"),
        pytest.param("NOTHING-LIKE-IT", "unknown", "warn", id="unknown"),
        pytest.param("4006381333932", "unknown", "warn", id="bad"),
    ],
)
def test_each_scan_is_answered_by_a_sound_and_by_the_edge_of_the_screen(kiosk, robot, *, code, sound, tone):
    robot.painted()
    [flash] = items(kiosk.window.contentItem(), "ScanFlash")
    shown, heard = seen(flash), []
    kiosk._flow.happened.connect(heard.append)
    kiosk.scan(code)
    assert heard == [sound]
    assert list((RESOURCES / "sounds").glob(f"{getattr(kiosk._brand.sounds, sound)}.*"))
    assert shown == [True], "in the same turn as the page"
    assert flash.property("known") == (tone == "primary")
    robot.wait(lambda: shown == [True, False], "the edge to fade")


def test_what_is_added_is_seen_going_to_the_list(kiosk, robot):
    kiosk.scan(SOFA)
    robot.wait(robot.pictures_ready, "the photo")
    robot.painted()
    [photo] = items(kiosk.window.contentItem(), "FlyingPhoto")
    shown, heard = seen(photo), []
    kiosk._flow.happened.connect(heard.append)
    kiosk.product.add()
    robot.wait(lambda: shown == [True, False], "the photo to be there")
    assert heard == ["added"]


def test_where_nothing_moves_neither_flashes_nor_flies_but_the_sound_stays(kiosk, robot):
    kiosk._stage.look.set_access(on=True)
    robot.painted()
    [flash] = items(kiosk.window.contentItem(), "ScanFlash")
    shown, heard = seen(flash), []
    kiosk._flow.happened.connect(heard.append)
    kiosk.scan(SOFA)
    assert (shown, heard) == ([], ["known"])


def lengths():
    theme = (QML / "Theme.qml").read_text()
    return {name: int(ms) for name, ms in SET.findall(theme)}


def test_no_transition_takes_longer_than_a_quarter_of_a_second():
    known = lengths()
    assert {"fast", "pageMove", "toastIn", "toastOut", "flight", "fade"} <= known.keys()
    assert max(known.values()) <= LONGEST_MS


def test_how_long_something_moves_is_said_in_one_place():
    known = lengths()
    used = [
        (path.name, match)
        for path in sorted(QML.rglob("*.qml"))
        for match in USED.findall(path.read_text())
        # How long a tint stays is no movement.
        if match != "Theme.lingers"
    ]
    assert len(used) > 8
    assert [
        each for each in used if not set(A_NAME.findall(each[1])) or re.search(r"(?<!/ )\b\d", each[1])
    ] == []
    assert {name for _, value in used for name in A_NAME.findall(value)} <= known.keys()
