import QtQuick
import Vetrina

// From when the last news is: quiet, never in the way, nothing to dismiss.
Rectangle {
    id: note

    required property string text

    implicitWidth: row.implicitWidth + 32
    implicitHeight: 40
    radius: Theme.chipRadius > 0 ? 20 : 0
    color: Theme.warnGround
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "stock-old"
            size: 20
            color: Theme.warn
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: note.text
            size: Theme.note
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
