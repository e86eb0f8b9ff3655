import QtQuick
import Vetrina
import Vetrina.Models

// After a crash inside the idle window: go on with the list, or clear it.
Dialog {
    id: dialog

    required property VisitModel visit

    shown: visit.offered
    cardWidth: 720
    cardHeight: 380
    onEscaped: visit.goOn()

    Column {
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 48
        }
        spacing: 12

        Headline {
            width: parent.width
            says: qsTrId("resume.title")
            size: Theme.head
        }
        Prose {
            width: parent.width
            says: `${qsTrId("resume.pieces", dialog.visit.offeredPieces)}\n${qsTrId("resume.text")}`
            size: Theme.lead
        }
        Label {
            text: qsTrId("resume.seconds", dialog.visit.seconds)
            size: Theme.note
            color: Theme.ink2
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
            text: qsTrId("resume.clear")
            onClicked: dialog.visit.decline()
        }
        Button {
            kind: "primary"
            focus: true
            width: (parent.width - 16) * 0.58
            text: qsTrId("resume.go_on")
            onClicked: dialog.visit.goOn()
        }
    }
}
