import QtQuick
import Vetrina

// One key of the keypad. A tap leaves the keyboard's focus where it is: in the field that is typed into.
Pressable {
    id: key

    property string symbol: ""
    property string spoken: text

    focusPolicy: Qt.TabFocus
    roving: true
    corner: Theme.photoRadius
    implicitWidth: 72
    implicitHeight: 72
    leftPadding: 8
    rightPadding: 8
    Accessible.name: spoken

    background: Rectangle {
        radius: key.corner
        color: key.down ? Theme.tint : Theme.surface
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            visible: key.symbol !== ""
            name: key.symbol
            size: 30
        }
        Label {
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            visible: key.symbol === ""
            text: key.text
            size: key.text.length > 1 ? Theme.body : Theme.lead
            weight: Font.Medium
            Accessible.ignored: true
        }
    }
}
