import QtQuick
import Vetrina
import Vetrina.Models

// Where there is nothing to show: a sign, and one sentence that says so or says what to do.
Column {
    id: note

    required property string symbol
    required property string text
    property string hint: ""

    spacing: 24

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 136
        height: 136
        radius: Theme.cardRadius > 0 ? 68 : 0
        color: Theme.tint

        Icon {
            anchors.centerIn: parent
            name: note.symbol
            size: 64
            color: Theme.primary
        }
    }
    Column {
        width: note.width
        spacing: 4

        Headline {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            says: note.text
            size: Theme.lead
        }
        Prose {
            width: parent.width
            visible: text !== ""
            horizontalAlignment: Text.AlignHCenter
            says: note.hint
            color: Theme.ink2
            elide: Text.ElideNone
        }
    }
}
