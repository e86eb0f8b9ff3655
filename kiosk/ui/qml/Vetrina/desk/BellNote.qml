import QtQuick
import Vetrina

// Something new, seen on every page: what it is, and the way there.
Card {
    id: note

    // What is new, "" when nothing is.
    required property string rung
    // How wide it may become.
    required property real room
    signal followed
    signal dismissed

    visible: rung !== ""
    implicitWidth: Math.min(room, words.implicitWidth + words.x + show.width + later.width + 16)
    implicitHeight: 64
    border.width: 2
    border.color: Theme.primary
    Accessible.role: Accessible.AlertMessage
    Accessible.name: rung

    Icon {
        id: sign
        anchors {
            left: parent.left
            leftMargin: 20
            verticalCenter: parent.verticalCenter
        }
        name: "bell"
        size: 26
        color: Theme.primary
    }
    Label {
        id: words
        anchors {
            left: sign.right
            leftMargin: 14
            right: show.left
            verticalCenter: parent.verticalCenter
        }
        text: note.rung
        weight: Font.DemiBold
        Accessible.ignored: true
    }
    Button {
        id: show
        anchors {
            right: later.left
            verticalCenter: parent.verticalCenter
        }
        kind: "bare"
        text: qsTrId("desk.show")
        onClicked: note.followed()
    }
    IconButton {
        id: later
        anchors {
            right: parent.right
            rightMargin: 4
            verticalCenter: parent.verticalCenter
        }
        bordered: false
        symbol: "close"
        text: qsTrId("desk.dismiss")
        onClicked: note.dismissed()
    }
}
