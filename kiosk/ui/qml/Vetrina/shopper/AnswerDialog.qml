import QtQuick
import Vetrina
import Vetrina.Models

// A scan that led nowhere: why, and what to do instead.
Dialog {
    id: dialog

    required property KioskModel kiosk

    shown: kiosk.answer.reason !== ""
    cardWidth: 840
    cardHeight: 400
    onEscaped: kiosk.answer.close()

    Rectangle {
        id: disc
        x: 48
        y: 48
        width: 72
        height: 72
        radius: Theme.cardRadius > 0 ? 36 : 0
        color: Theme.warnGround

        Icon {
            anchors.centerIn: parent
            name: "scan"
            size: 36
            color: Theme.warn
        }
    }
    Column {
        anchors {
            left: disc.right
            leftMargin: 28
            right: parent.right
            rightMargin: 48
            top: parent.top
            topMargin: 48
        }
        spacing: 16

        Headline {
            width: parent.width
            says: dialog.kiosk.answer.title
        }
        Prose {
            width: parent.width
            says: dialog.kiosk.answer.text || Look.unknownCode
            size: Theme.lead
        }
    }
    Row {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: 48
        }
        spacing: 16

        Button {
            width: (parent.width - 32) * 0.3
            visible: !dialog.kiosk.list.empty
            text: qsTrId("unknown.to_list")
            onClicked: dialog.kiosk.toList()
        }
        Button {
            width: (parent.width - 32) * 0.28
            symbol: "bell"
            text: qsTrId("call.nav")
            onClicked: {
                dialog.kiosk.answer.close();
                dialog.kiosk.toHelp();
            }
        }
        Button {
            kind: "primary"
            focus: true
            width: dialog.kiosk.list.empty ? parent.width - (parent.width - 32) * 0.28 - 16 : (parent.width - 32) * 0.42
            text: qsTrId("unknown.again")
            onClicked: dialog.kiosk.answer.close()
        }
    }
}
