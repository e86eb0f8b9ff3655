pragma Singleton
import QtQuick

// The one look of access mode, whatever the brand. Measures are units of a stage that is 1280 x 800 at least.
QtObject {
    readonly property color ground: "#000000"
    readonly property color surface: "#161616"
    readonly property color ink: "#ffffff"
    readonly property color lit: "#ffd84d"
    readonly property color litInk: "#000000"
    readonly property color ok: "#7ee2a8"

    readonly property int line: 52
    readonly property int button: 50
    readonly property int primary: 60

    readonly property int margin: 32
    readonly property int gap: 24
    readonly property int half: 400
    readonly property int cellHeight: 164
    readonly property int border: 4
    readonly property int corner: 20
}
