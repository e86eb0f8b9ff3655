import QtQuick
import Vetrina

// Whether something fits the shopper's space, in a few words on a quiet ground; bare where a line has its own.
Rectangle {
    id: mark

    property string text: ""
    property bool bare: false
    property real maximumWidth: 400

    visible: text !== ""
    implicitWidth: row.implicitWidth + (bare ? 0 : 20)
    width: Math.min(maximumWidth, implicitWidth)
    height: 28
    radius: Theme.photoRadius > 0 ? 14 : 0
    color: bare ? "transparent" : Theme.surface
    Accessible.ignored: true

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        x: mark.bare ? 0 : 10
        spacing: 6

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "ruler"
            size: 18
            color: Theme.primary
        }
        Label {
            width: Math.min(implicitWidth, mark.maximumWidth - (mark.bare ? 24 : 44))
            text: mark.text
            size: Theme.note
            color: mark.bare ? Theme.ink2 : Theme.ink
            Accessible.ignored: true
        }
    }
}
