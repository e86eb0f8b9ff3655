import QtQuick
import Vetrina

// A line that was put on a list before signing in: it joins, or stays apart.
Pressable {
    id: line

    required property string key
    required property string url
    required property string name
    required property string options
    required property string there
    required property bool chosen

    implicitHeight: 96
    corner: Theme.photoRadius
    text: [name, options, there].filter(part => part !== "").join(", ")
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: chosen

    background: Rectangle {
        radius: line.corner
        color: line.down ? Theme.tint : "transparent"
    }
    contentItem: Item {
        Rectangle {
            id: box
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            width: 32
            height: 32
            radius: Theme.chipRadius > 0 ? 8 : 0
            color: line.chosen ? Theme.primary : Theme.surface
            border.width: line.chosen ? 0 : 2
            border.color: Theme.control

            Icon {
                anchors.centerIn: parent
                visible: line.chosen
                name: "check"
                size: 24
                color: Theme.primaryInk
            }
        }
        Photo {
            id: photo
            anchors {
                left: box.right
                leftMargin: 20
                verticalCenter: parent.verticalCenter
            }
            width: 92
            height: 76
            source: line.url
            Accessible.ignored: true
        }
        Column {
            anchors {
                left: photo.right
                leftMargin: 20
                right: parent.right
                rightMargin: 16
                verticalCenter: parent.verticalCenter
            }

            Label {
                width: parent.width
                text: line.name
                weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: line.options
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: line.there
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
    }
}
