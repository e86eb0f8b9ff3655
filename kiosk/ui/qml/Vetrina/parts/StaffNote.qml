import QtQuick
import Vetrina

// What staff have to know of this tablet, on the page that nobody shops on: calm, and large enough from a step away.
Card {
    id: note

    required property string title
    required property string text

    implicitWidth: 440
    implicitHeight: words.implicitHeight + 40
    color: Theme.warnGround
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    Icon {
        x: 20
        y: 20
        name: "bell"
        size: 24
        color: Theme.warn
    }
    Column {
        id: words
        x: 56
        y: 20
        width: note.width - 76
        spacing: 8

        Prose {
            width: parent.width
            says: note.title
            weight: Font.DemiBold
            elide: Text.ElideNone
        }
        Prose {
            width: parent.width
            says: note.text
            size: Theme.note
            elide: Text.ElideNone
        }
    }
}
