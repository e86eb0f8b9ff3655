import QtQuick
import QtQuick.Shapes
import Vetrina

// A QR code on white with its quiet zone; whole pixels a module, so that its edges stay sharp.
Rectangle {
    id: code

    required property string path
    required property int side
    property int quiet: 20
    readonly property int module: side > 0 ? Math.max(1, Math.floor((width - 2 * quiet) / side)) : 1

    color: "#ffffff"
    radius: Theme.photoRadius
    border.width: 1
    border.color: Theme.line
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTrId("take.code")

    Shape {
        anchors.centerIn: parent
        width: code.side * code.module
        height: width
        visible: code.side > 0
        antialiasing: false
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            strokeColor: "transparent"
            strokeWidth: 0
            fillColor: "#111111"
            scale: Qt.size(code.module, code.module)
            PathSvg {
                path: code.path
            }
        }
    }
}
