pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A line of an order: small while it waits or is settled, large while it is in work, and only then built so.
OrderLineRow {
    id: line

    implicitHeight: large ? 264 : 88
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, options, place, status].filter(part => part !== "").join(", ")

    Rectangle {
        anchors.fill: parent
        visible: line.large
        color: Theme.tint

        Rectangle {
            width: 4
            height: parent.height
            color: Theme.primary
        }
    }
    Pressable {
        anchors.fill: parent
        anchors.margins: 4
        visible: !line.large
        enabled: line.order.picks
        corner: Theme.photoRadius
        text: line.name
        Accessible.description: [line.place, line.status].filter(part => part !== "").join(", ")
        onClicked: line.order.choose(line.key)
    }
    Item {
        visible: !line.large
        anchors.fill: parent

        Photo {
            id: small
            x: 24
            y: 12
            width: 88
            height: 64
            ground: Theme.surface
            source: line.large ? "" : line.url
            Accessible.ignored: true
        }
        Column {
            anchors {
                left: small.right
                leftMargin: 20
                right: ending.visible ? ending.left : parent.right
                rightMargin: ending.visible ? 12 : 24
                verticalCenter: parent.verticalCenter
            }

            Label {
                width: parent.width
                text: Look.tied(line.options === "" ? line.name : line.name + qsTrId("list.and") + line.options)
                weight: Font.DemiBold
                wrapMode: Text.Wrap
                maximumLineCount: 2
                Accessible.ignored: true
            }
            Row {
                width: parent.width
                spacing: 8

                Icon {
                    id: trouble
                    anchors.verticalCenter: parent.verticalCenter
                    visible: line.troubled
                    name: line.troubled ? line.sign : ""
                    size: 20
                    color: line.sign === "stock-none" ? Theme.bad : Theme.warn
                }
                Label {
                    width: parent.width - (line.troubled ? 28 : 0)
                    text: [line.troubled ? line.status : "", line.instead !== "" ? line.instead : (line.troubled ? "" : line.place)].filter(part => part !== "").join(" · ")
                    size: Theme.note
                    weight: line.troubled ? Font.DemiBold : Font.Normal
                    color: line.troubled ? trouble.color : Theme.ink2
                    Accessible.ignored: true
                }
            }
        }
        Row {
            id: ending
            anchors {
                right: parent.right
                rightMargin: 24
                verticalCenter: parent.verticalCenter
            }
            visible: !line.troubled
            spacing: 8

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: line.sign !== ""
                name: line.troubled ? "" : line.sign
                size: 20
                color: Theme.ok
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, line.width * 0.36)
                text: line.status
                size: Theme.note
                weight: line.sign === "" ? Font.Normal : Font.DemiBold
                color: line.sign === "" ? Theme.ink2 : Theme.ok
                Accessible.ignored: true
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: line.large
        sourceComponent: OrderLineWork {
            row: line
        }
    }
    Hairline {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        visible: !line.large
    }
}
