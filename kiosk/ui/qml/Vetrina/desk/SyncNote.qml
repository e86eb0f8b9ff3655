import QtQuick
import Vetrina
import Vetrina.Models

// How old the desk's news is: quiet while all is well.
Item {
    id: note

    required property DeskModel desk

    implicitWidth: row.implicitWidth
    implicitHeight: 40
    Accessible.role: Accessible.StaticText
    Accessible.name: desk.sync

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: note.desk.inStep ? "stock-there" : "stock-old"
            size: 18
            color: note.desk.inStep ? Theme.ok : Theme.warn
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: note.desk.sync
            size: Theme.note
            color: note.desk.inStep ? Theme.ink2 : Theme.ink
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
