import QtQuick
import Vetrina

// How an order from the list stands: what happens, how much of it is there, when, and the way to call it off.
Item {
    id: note

    required property string key
    required property string sign
    required property string title
    required property string text
    required property string by
    required property bool open
    required property bool stoppable
    signal calledOff

    implicitHeight: words.implicitHeight + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: [title, text, by].filter(part => part !== "").join(", ")

    Rectangle {
        id: disc
        y: 16
        width: 48
        height: 48
        radius: Theme.cardRadius > 0 ? 24 : 0
        color: note.open ? Theme.primary : Theme.tint

        Icon {
            anchors.centerIn: parent
            name: note.sign
            size: 26
            color: note.open ? Theme.primaryInk : Theme.primary
        }
    }
    Column {
        id: words
        anchors {
            left: disc.right
            leftMargin: 16
            right: parent.right
        }
        y: 16

        Prose {
            width: parent.width
            says: note.title
            weight: Font.DemiBold
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Prose {
            width: parent.width
            visible: text !== ""
            says: [note.text, note.by].filter(part => part !== "").join(" · ")
            size: Theme.note
            color: Theme.ink2
            maximumLineCount: 4
            Accessible.ignored: true
        }
        Link {
            visible: note.stoppable
            x: -8
            height: Theme.control56
            symbol: ""
            text: qsTrId("service.call_off")
            onClicked: note.calledOff()
        }
    }
}
