import QtQuick
import Vetrina
import Vetrina.Models

// The list's code on a card, small words, and the way to close the link.
Card {
    id: card

    required property TakeAlongModel take
    required property bool arrived
    required property bool offline
    property int codeSize: 274
    property bool titled: true
    // Whether there is anything here to print with.
    required property bool printable
    signal enlarged
    signal mailed
    signal printed

    Column {
        anchors {
            left: parent.left
            right: parent.right
            leftMargin: 24
            rightMargin: 24
            verticalCenter: parent.verticalCenter
        }
        spacing: 8

        Heading {
            width: parent.width
            visible: card.titled
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("take.title")
            size: Theme.lead
        }
        Prose {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            says: card.take.closed ? qsTrId("take.closed") : (card.take.ready ? qsTrId("take.point") : qsTrId("take.wait"))
            size: Theme.note
            color: Theme.ink2
        }
        Item {
            width: 1
            height: 8
        }
        QrCode {
            anchors.horizontalCenter: parent.horizontalCenter
            width: card.codeSize
            height: card.codeSize
            visible: card.take.ready
            path: card.take.path
            side: card.take.side
        }
        Item {
            width: 1
            height: 8
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: card.arrived && !card.take.closed
            height: 28
            spacing: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "stock-there"
                size: 20
                color: Theme.ok
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("take.arrived")
                size: Theme.note
                weight: Font.Medium
                color: Theme.ok
            }
        }
        Prose {
            width: parent.width
            visible: card.take.ready && !card.arrived
            horizontalAlignment: Text.AlignHCenter
            says: card.offline ? qsTrId("take.later") : qsTrId("take.open")
            size: Theme.note
            color: Theme.ink2
        }
        Item {
            width: 1
            height: 4
        }
        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            kind: "small"
            symbol: "qr"
            visible: card.take.closed
            text: qsTrId("take.again")
            onClicked: card.take.open()
        }
        Item {
            width: 1
            height: 4
            visible: card.take.closed
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 12

            Button {
                kind: "small"
                leftPadding: 16
                width: Math.max(implicitWidth, 190)
                symbol: "mail"
                text: qsTrId("take.email")
                onClicked: card.mailed()
            }
            Button {
                visible: card.printable
                kind: "small"
                leftPadding: 16
                width: Math.max(implicitWidth, 190)
                symbol: "print"
                text: qsTrId("take.print")
                onClicked: card.printed()
            }
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: card.take.ready && !card.take.closed
            spacing: 8

            Link {
                visible: card.titled
                symbol: "qr"
                text: qsTrId("take.large")
                onClicked: card.enlarged()
            }
            Link {
                symbol: "close"
                text: qsTrId("take.revoke")
                onClicked: card.take.revoke()
            }
        }
    }
}
