import QtQuick
import Vetrina

// A question to the store, and its answer in full.
Item {
    id: note

    required property string key
    required property string text
    required property string about
    required property string answer
    required property string by
    signal takenBack

    implicitHeight: words.implicitHeight + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: [about, text, answer, by].filter(part => part !== "").join(", ")

    Rectangle {
        id: disc
        y: 16
        width: 48
        height: 48
        radius: Theme.cardRadius > 0 ? 24 : 0
        color: note.answer === "" ? Theme.tint : Theme.primary

        Icon {
            anchors.centerIn: parent
            name: "chat"
            size: 26
            color: note.answer === "" ? Theme.primary : Theme.primaryInk
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
        spacing: 2

        Label {
            width: parent.width
            visible: text !== ""
            text: note.about
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
        Prose {
            width: parent.width
            says: note.text
            weight: note.answer === "" ? Font.DemiBold : Font.Normal
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Prose {
            width: parent.width
            visible: text !== ""
            says: note.answer
            weight: Font.DemiBold
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Prose {
            width: parent.width
            says: note.by
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Link {
            x: -8
            visible: note.answer === ""
            symbol: "close"
            text: qsTrId("ask.take_back")
            Accessible.name: `${text}: ${note.text}`
            onClicked: note.takenBack()
        }
    }
}
