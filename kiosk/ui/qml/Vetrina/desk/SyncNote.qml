import QtQuick
import Vetrina

// How old the desk's news is: quiet while all is well.
Item {
    id: note

    required property string text
    // Whether the hub answers.
    required property bool inStep

    implicitWidth: row.implicitWidth
    implicitHeight: 40
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: note.inStep ? "stock-there" : "stock-old"
            size: 18
            color: note.inStep ? Theme.ok : Theme.warn
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: note.text
            size: Theme.note
            color: note.inStep ? Theme.ink2 : Theme.ink
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
