import QtQuick
import Vetrina

// A round control that is known by its sign alone; `text` is its spoken name.
Pressable {
    id: button

    required property string symbol
    property bool bordered: true
    property real turned: 0

    implicitWidth: Theme.control56
    background: Rectangle {
        radius: button.corner
        color: button.down ? Theme.tint : (button.bordered ? Theme.surface : "transparent")
        border.width: button.bordered ? 1 : 0
        border.color: Theme.control
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.symbol
            rotation: button.turned
            size: 28
        }
    }
}
