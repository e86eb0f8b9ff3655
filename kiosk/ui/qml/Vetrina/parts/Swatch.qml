import QtQuick
import Vetrina

// A colour to pick. Chosen: a ring. Not here: struck through. Its name stands above the row.
Pressable {
    id: swatch

    property color tone: "transparent"
    property bool here: true

    implicitWidth: Theme.control56
    corner: 28
    roving: true
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked

    background: Rectangle {
        radius: 28
        color: "transparent"
        border.width: swatch.checked ? 2 : 0
        border.color: Theme.primary
    }
    contentItem: Item {
        Rectangle {
            anchors.centerIn: parent
            width: swatch.checked ? 42 : 44
            height: width
            radius: width / 2
            color: swatch.tone
            border.width: 1
            border.color: Theme.control
        }
        Rectangle {
            anchors.centerIn: parent
            visible: !swatch.here
            width: 42
            height: 5
            rotation: -45
            antialiasing: true
            color: Theme.surface

            Rectangle {
                anchors.centerIn: parent
                width: parent.width
                height: 2
                antialiasing: true
                color: Theme.ink2
            }
        }
    }
}
