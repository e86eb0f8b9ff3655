import QtQuick
import Vetrina
import Vetrina.Models

// Shall somebody come? And who does, once they have been called.
Dialog {
    id: dialog

    required property ServiceModel service
    // Whether there is a list that the answer to a written question can come to.
    property bool writable: false
    signal written
    readonly property bool called: service.callState !== "" && service.callState !== "done"

    shown: service.asked
    cardWidth: 720
    // As high as its words want above the buttons.
    cardHeight: Math.max(432, words.implicitHeight + 216)
    onEscaped: service.closeHelp()

    Rectangle {
        id: disc
        x: 48
        y: 48
        width: 72
        height: 72
        radius: Theme.cardRadius > 0 ? 36 : 0
        color: dialog.service.callState === "coming" ? Theme.primary : Theme.tint

        Icon {
            anchors.centerIn: parent
            name: dialog.service.callState === "coming" ? "person" : "bell"
            size: 36
            color: dialog.service.callState === "coming" ? Theme.primaryInk : Theme.primary
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
            says: dialog.service.callTitle
        }
        Prose {
            width: parent.width
            says: dialog.service.callText
            size: Theme.lead
        }
        Label {
            width: parent.width
            visible: !dialog.called && text !== ""
            text: dialog.service.about
            color: Theme.ink2
        }
        Column {
            visible: !dialog.called
            spacing: 12

            Link {
                x: -8
                symbol: "store"
                text: qsTrId("call.elsewhere")
                onClicked: dialog.service.askCall()
            }
            Link {
                x: -8
                visible: dialog.writable
                symbol: "chat"
                text: qsTrId("ask.instead")
                onClicked: dialog.written()
            }
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
            id: aside
            text: dialog.called ? qsTrId("call.no_need") : qsTrId("call.close")
            onClicked: dialog.called ? dialog.service.noNeed() : dialog.service.closeHelp()
        }
        Button {
            kind: "primary"
            focus: true
            width: parent.width - 16 - aside.width
            symbol: dialog.called ? "" : "bell"
            text: dialog.called ? qsTrId("call.close") : qsTrId("call.go")
            onClicked: dialog.called ? dialog.service.closeHelp() : dialog.service.call()
        }
    }
}
