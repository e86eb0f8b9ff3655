import QtQuick
import Vetrina
import Vetrina.Models

// Before the visit ends: what would be lost with it, and the way back to it.
Dialog {
    id: dialog

    required property LeavingModel leaving

    shown: leaving.shown
    cardWidth: 760
    cardHeight: words.height + buttons.height + 144
    Accessible.name: leaving.title
    onEscaped: leaving.stay()

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
            name: dialog.leaving.unkept ? "list" : "bag"
            size: 36
            color: Theme.warn
        }
    }
    Column {
        id: words
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
            says: dialog.leaving.title
        }
        Prose {
            width: parent.width
            says: dialog.leaving.text
            size: Theme.lead
        }
    }
    Row {
        id: buttons
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: 48
        }
        spacing: 16

        Button {
            width: (parent.width - 16) * 0.42
            text: qsTrId("leaving.go")
            onClicked: dialog.leaving.go()
        }
        Button {
            kind: "primary"
            focus: true
            width: (parent.width - 16) * 0.58
            text: dialog.leaving.stayText
            onClicked: dialog.leaving.stay()
        }
    }
}
