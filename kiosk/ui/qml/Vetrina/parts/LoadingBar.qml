import QtQuick
import Vetrina

// How far something has come, and underneath how long it still takes.
Item {
    id: bar

    required property real share
    required property string figures
    property color ink: Theme.ink

    implicitHeight: 52
    Accessible.role: Accessible.ProgressBar
    Accessible.name: figures

    Rectangle {
        id: groove
        width: bar.width
        height: 8
        radius: Theme.chipRadius > 0 ? 4 : 0
        color: Qt.alpha(bar.ink, 0.35)

        Rectangle {
            width: Math.max(parent.height, parent.width * bar.share)
            height: parent.height
            radius: parent.radius
            color: bar.ink

            Behavior on width {
                NumberAnimation {
                    duration: Theme.pageMove
                }
            }
        }
    }
    Label {
        anchors {
            top: groove.bottom
            topMargin: 12
        }
        width: bar.width
        text: bar.figures
        size: Theme.body
        color: bar.ink
        Accessible.ignored: true
    }
}
