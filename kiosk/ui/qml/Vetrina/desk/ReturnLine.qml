pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A line of a receipt: how many come back; for those, why, in which condition, back on the shelf or not.
Item {
    id: line

    required property ReturnsModel returns
    required property string key
    required property string url
    required property string name
    required property string detail
    required property string price
    required property int open_
    required property int quantity
    required property string reason
    required property string condition
    required property bool restock
    required property string note
    required property string problem
    property bool current: false
    readonly property bool chosen: quantity > 0

    implicitHeight: 104 + (chosen ? said.height + 20 : 0)
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, detail, price, problem].filter(part => part !== "").join(", ")

    Rectangle {
        anchors {
            fill: parent
            topMargin: 2
            bottomMargin: 6
        }
        visible: line.chosen
        radius: Theme.photoRadius
        color: Theme.tint
    }
    Photo {
        id: photo
        x: 12
        y: 12
        width: 104
        height: 80
        opacity: line.open_ > 0 ? 1 : 0.5
        ground: line.chosen ? Theme.tint : Theme.surface
        source: line.url
        Accessible.ignored: true
    }
    Column {
        anchors {
            left: photo.right
            leftMargin: 16
            right: stepper.left
            rightMargin: 12
            verticalCenter: photo.verticalCenter
        }

        Label {
            width: parent.width
            text: line.name
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
        Label {
            text: line.price
            size: Theme.note
            weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
    Rectangle {
        id: stepper
        anchors {
            right: parent.right
            rightMargin: 12
            verticalCenter: photo.verticalCenter
        }
        width: 168
        height: Theme.control56
        visible: line.open_ > 0
        radius: Theme.chipRadius
        color: Theme.surface
        border.width: 1
        border.color: Theme.control

        IconButton {
            id: less
            bordered: false
            enabled: line.quantity > 0
            opacity: enabled ? 1 : 0.4
            symbol: "minus"
            text: `${qsTrId("list.one_less")}: ${line.name}`
            onClicked: line.returns.less(line.key)
        }
        Label {
            anchors.centerIn: parent
            text: `${line.quantity} / ${line.open_}`
            weight: Font.DemiBold
            Accessible.name: qsTrId("returns.of").arg(line.quantity).arg(line.open_)
        }
        IconButton {
            anchors.right: parent.right
            bordered: false
            enabled: line.quantity < line.open_
            opacity: enabled ? 1 : 0.4
            symbol: "plus"
            text: `${qsTrId("list.one_more")}: ${line.name}`
            onClicked: line.returns.more(line.key)
        }
    }
    Loader {
        id: said
        anchors {
            left: parent.left
            leftMargin: 16
            right: parent.right
            rightMargin: 16
            top: photo.bottom
            topMargin: 12
        }
        // What is asked of a line that comes back is built when it does.
        active: line.chosen
        sourceComponent: ReturnAnswers {
            returns: line.returns
            key: line.key
            reason: line.reason
            condition: line.condition
            restock: line.restock
            note: line.note
            problem: line.problem
        }
    }
    Hairline {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        visible: !line.chosen
    }
    FocusRing {
        shown: line.current
        anchors.margins: 2
        around: Math.max(0, Theme.photoRadius - 6)
    }
}
