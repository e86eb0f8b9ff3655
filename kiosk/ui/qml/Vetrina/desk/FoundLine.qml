import QtQuick
import Vetrina

// Somebody, or something, to go to.
Pressable {
    id: line

    required property string symbol
    required property string title
    required property string detail

    text: [title, detail].filter(part => part !== "").join(", ")
    implicitHeight: 80
    corner: Theme.photoRadius
    background: Rectangle {
        radius: line.corner
        color: line.down ? Theme.tint : "transparent"
    }
    contentItem: Item {
        Rectangle {
            id: disc
            anchors {
                left: parent.left
                leftMargin: 16
                verticalCenter: parent.verticalCenter
            }
            width: 48
            height: 48
            radius: Theme.chipRadius > 0 ? 24 : 0
            color: Theme.page

            Icon {
                anchors.centerIn: parent
                name: line.symbol
                size: 24
                color: Theme.primary
            }
        }
        Column {
            anchors {
                left: disc.right
                leftMargin: 16
                right: sign.left
                rightMargin: 12
                verticalCenter: parent.verticalCenter
            }

            Label {
                width: parent.width
                text: line.title
                weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: line.detail
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
        Icon {
            id: sign
            anchors {
                right: parent.right
                rightMargin: 16
                verticalCenter: parent.verticalCenter
            }
            name: "chevron-right"
            size: 22
            color: Theme.ink2
        }
    }
}
