pragma Singleton
import QtQuick
import Vetrina.Models

// Everything a brand decides, and the measures all brands share (design units: pixels at 1280 across).
QtObject {
    readonly property color page: Look.colour("page")
    readonly property color surface: Look.colour("surface")
    readonly property color tile: Look.colour("tile")
    readonly property color ink: Look.colour("ink")
    readonly property color ink2: Look.colour("ink2")
    readonly property color line: Look.colour("line")
    readonly property color control: Look.colour("control")
    readonly property color primary: Look.colour("primary")
    readonly property color primaryInk: Look.colour("onprimary")
    readonly property color press: Look.colour("press")
    readonly property color tint: Look.colour("tint")
    readonly property color accent: Look.colour("accent")
    readonly property color ok: Look.colour("ok")
    readonly property color warn: Look.colour("warn")
    readonly property color warnGround: Look.colour("warnbg")
    readonly property color bad: Look.colour("bad")
    readonly property color scrim: Qt.alpha(Qt.darker(ink, 1.4), 0.66)
    readonly property color inkInk: surface

    readonly property int cardRadius: Look.radius("card")
    readonly property int photoRadius: Look.radius("photo")
    readonly property int buttonRadius: Look.radius("button")
    readonly property int chipRadius: Look.radius("chip")

    readonly property string textFamily: Look.textFamily
    readonly property string displayFamily: Look.displayFamily
    readonly property int displayWeight: Look.displayWeight
    readonly property real displayTracking: Look.displayTracking
    readonly property real displayLine: Look.displayLine
    readonly property real scale: Look.scale
    readonly property real croppedPart: Look.croppedPart

    // Type: six sizes.
    readonly property int note: 16
    readonly property int body: 20
    readonly property int lead: 24
    readonly property int title: 32
    readonly property int head: 44
    readonly property int hero: 72

    // Touch: smallest visible height, what a finger must meet (11.6 mm), and the one primary action's (15 mm).
    readonly property int control56: 56
    readonly property int target68: 68
    readonly property int primary88: 88

    // The mark beside what scrolls.
    readonly property int scrollWidth: 4
    readonly property int scrollShortest: 40
    readonly property int scrollLeast: 32

    readonly property int fast: Look.still ? 0 : 80
    readonly property int pageMove: Look.still ? 0 : 200
    readonly property int toastIn: Look.still ? 0 : 160
    readonly property int toastOut: Look.still ? 0 : 120
    readonly property int flight: Look.still ? 0 : 240
    readonly property int fade: Look.still ? 0 : 250
    // How long what has changed by itself stays tinted before it fades: no movement.
    readonly property int lingers: 1500

    // Column grid: the margin grows on a wide screen, components keep their size.
    function margin(width: real): int {
        return width >= 1600 ? 48 : 40;
    }

    function lineHeight(size: int): int {
        return size >= lead ? size + 8 : (size === body ? 28 : 24);
    }

    function hex(colour: color): string {
        return colour.toString().slice(-6);
    }
}
