import QtQuick
import QtQuick.Shapes
import Vetrina

// Bars on white with their quiet zones, for scanners with a laser; whole pixels a module.
Rectangle {
    id: code

    required property string path
    // Modules across, without and within the quiet zones on both sides.
    required property int modules
    required property int quiet
    readonly property int module: modules > 0 ? Math.max(1, Math.floor(width / (modules + 2 * quiet))) : 1

    color: "#ffffff"
    radius: Theme.photoRadius
    border.width: 1
    border.color: Theme.line
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTrId("take.code")

    Shape {
        x: Math.round((code.width - width) / 2)
        y: 8
        width: code.modules * code.module
        height: code.height - 16
        visible: code.modules > 0
        antialiasing: false
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            strokeColor: "transparent"
            strokeWidth: 0
            fillColor: "#111111"
            scale: Qt.size(code.module, code.height - 16)
            PathSvg {
                path: code.path
            }
        }
    }
}
