pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What was found for the words in the search field: arrows choose, Enter goes there.
Card {
    id: hits

    required property FindModel find
    required property real room

    width: 480
    height: Math.min(list.contentHeight + 16, room)

    DeskRows {
        id: list
        anchors.fill: parent
        anchors.margins: 8
        clip: interactive
        interactive: contentHeight > height
        model: hits.find.rows
        currentIndex: hits.find.chosen
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: qsTrId("find.title")
        delegate: Item {
            id: line

            required property int index
            required property string symbol
            required property string url
            required property string title
            required property string detail

            width: list.width
            height: 64
            Accessible.role: Accessible.ListItem
            Accessible.name: [title, detail].filter(part => part !== "").join(", ")
            Accessible.selectable: true
            Accessible.selected: hits.find.chosen === index
            Accessible.onPressAction: hits.find.pick(index)

            Rectangle {
                anchors.fill: parent
                radius: Theme.photoRadius
                color: hits.find.chosen === line.index || touch.pressed ? Theme.tint : "transparent"
            }
            MouseArea {
                id: touch
                anchors.fill: parent
                onClicked: hits.find.pick(line.index)
            }
            Photo {
                id: photo
                x: 8
                anchors.verticalCenter: parent.verticalCenter
                width: 64
                height: 48
                visible: line.url !== ""
                crops: true
                source: line.url
                ground: Theme.surface
                Accessible.ignored: true
            }
            Icon {
                anchors.centerIn: photo
                visible: line.url === ""
                name: line.symbol
                size: 26
                color: Theme.primary
            }
            Column {
                anchors {
                    left: photo.right
                    leftMargin: 16
                    right: parent.right
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
                    visible: text !== ""
                    text: line.detail
                    size: Theme.note
                    color: Theme.ink2
                    Accessible.ignored: true
                }
            }
        }
    }
}
