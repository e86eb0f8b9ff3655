import QtQuick
import Vetrina

// A store: how many, where, until when it is open, how old the figure is, and what can be asked of it.
Item {
    id: line

    required property string key
    required property string level
    required property string figure
    required property string detail
    required property string way
    required property string hours
    required property string age
    required property bool keeps
    required property bool takes
    required property string asked
    property bool last: false
    signal keepWanted
    signal sendWanted
    signal takeWanted

    implicitHeight: 88

    StockMark {
        id: mark
        y: 20
        level: line.level
    }
    Column {
        anchors {
            left: mark.right
            leftMargin: 16
            right: acts.left
            rightMargin: 16
            verticalCenter: parent.verticalCenter
        }
        Accessible.role: Accessible.StaticText
        Accessible.name: [line.figure, line.detail, line.way, line.hours, line.age, line.asked].filter(part => part !== "").join(", ")

        Row {
            width: parent.width

            Label {
                id: number
                text: line.figure
                weight: Font.DemiBold
                elide: Text.ElideNone
                Accessible.ignored: true
            }
            Label {
                width: parent.width - number.width
                text: line.detail === "" ? "" : ` · ${line.detail}`
                Accessible.ignored: true
            }
        }
        Label {
            width: parent.width
            text: [line.way, line.hours, line.age].filter(part => part !== "").join(" · ")
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    Row {
        id: acts
        anchors {
            right: parent.right
            rightMargin: 2
            verticalCenter: parent.verticalCenter
        }
        spacing: 12

        Button {
            visible: line.keeps
            kind: "small"
            text: qsTrId("stores.keep")
            Accessible.name: qsTrId("stores.keep_in").arg(line.figure)
            onClicked: line.keepWanted()
        }
        Button {
            visible: line.keeps
            kind: "small"
            text: qsTrId("stores.send")
            Accessible.name: qsTrId("stores.send_from").arg(line.figure)
            onClicked: line.sendWanted()
        }
        Button {
            visible: line.takes
            kind: "small"
            symbol: "phone"
            text: qsTrId("stores.take")
            onClicked: line.takeWanted()
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: line.asked !== ""
            name: "check"
            size: 20
            color: Theme.ok
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: line.asked !== ""
            text: line.asked
            weight: Font.DemiBold
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
    Hairline {
        visible: !line.last
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
    }
}
