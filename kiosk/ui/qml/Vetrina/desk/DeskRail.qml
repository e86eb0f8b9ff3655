pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Where one can go, and who is signed in.
Rectangle {
    id: rail

    required property DeskModel desk

    implicitWidth: 112
    color: Theme.surface
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("desk.rail")

    component Place: RailItem {
        required property string name

        anchors.horizontalCenter: parent.horizontalCenter
        current: rail.desk.place === name
        onClicked: rail.desk.go(name)
    }

    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.line
    }
    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 20
        name: "logo"
        size: 36
        color: Theme.primary
    }
    Column {
        y: 84
        width: parent.width
        spacing: 8

        Place {
            name: "today"
            symbol: "today"
            text: qsTrId("desk.today")
        }
        Place {
            name: "orders"
            symbol: "box"
            text: qsTrId("desk.orders")
            badge: rail.desk.waiting
            spoken: qsTrId("desk.orders_waiting", badge)
        }
        Place {
            name: "customers"
            visible: rail.desk.serves
            symbol: "person"
            text: qsTrId("desk.customers")
        }
        Place {
            name: "stock"
            symbol: "store"
            text: qsTrId("desk.stock")
        }
        Place {
            name: "return"
            visible: rail.desk.serves
            symbol: "undo"
            text: qsTrId("desk.returns")
        }
        Place {
            name: "health"
            symbol: "health"
            text: qsTrId("desk.health")
        }
    }
    Pressable {
        id: person
        anchors {
            horizontalCenter: parent.horizontalCenter
            bottom: parent.bottom
            bottomMargin: 12
        }
        width: 96
        implicitHeight: 92
        corner: Theme.buttonRadius
        text: rail.desk.who
        Accessible.description: qsTrId("desk.lock")
        onClicked: rail.desk.lock()
        background: Rectangle {
            radius: person.corner
            color: person.down ? Theme.tint : "transparent"
        }
        contentItem: Item {
            Rectangle {
                id: disc
                anchors.horizontalCenter: parent.horizontalCenter
                y: 4
                width: 48
                height: 48
                radius: Theme.chipRadius > 0 ? 24 : 0
                color: Theme.primary

                Label {
                    anchors.centerIn: parent
                    text: rail.desk.mark
                    weight: Font.DemiBold
                    color: Theme.primaryInk
                    Accessible.ignored: true
                }
            }
            Label {
                anchors {
                    top: disc.bottom
                    topMargin: 8
                    left: parent.left
                    right: parent.right
                }
                horizontalAlignment: Text.AlignHCenter
                text: rail.desk.who
                size: Theme.note
                Accessible.ignored: true
            }
        }
    }
}
