pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// How many: minus turns into a cross at one, because one less takes the line off (and Undo brings it back).
Rectangle {
    id: stepper

    required property int quantity
    required property string of
    signal less
    signal more

    implicitWidth: 158
    implicitHeight: Theme.control56
    radius: Theme.chipRadius
    color: Theme.surface
    border.width: 1
    border.color: Theme.control
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("list.quantity")

    component Side: Pressable {
        id: side

        required property string symbol

        width: 62
        height: stepper.height
        roving: true
        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                name: side.symbol
                size: 22
            }
        }
        background: Rectangle {
            radius: stepper.radius
            color: side.down ? Theme.tint : "transparent"
            anchors.fill: parent
            anchors.margins: 2
        }
    }

    Side {
        symbol: stepper.quantity > 1 ? "minus" : "close"
        text: stepper.quantity > 1 ? qsTrId("list.one_less") : qsTrId("list.remove").arg(stepper.of)
        onClicked: stepper.less()
    }
    Label {
        anchors.centerIn: parent
        text: stepper.quantity
        weight: Font.DemiBold
        font.features: ({
                "tnum": 1
            })
    }
    Side {
        anchors.right: parent.right
        symbol: "plus"
        text: qsTrId("list.one_more")
        onClicked: stepper.more()
    }
}
