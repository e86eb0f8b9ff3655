import QtQuick
import Vetrina

// Chips that answer one question, below what is asked.
Column {
    id: group

    required property string title
    default property alias chips: chips.data

    spacing: 4

    Label {
        text: group.title
        size: Theme.note
        color: Theme.ink2
        Accessible.ignored: true
    }
    Flow {
        id: chips
        width: parent.width
        spacing: 8
        Accessible.role: Accessible.Grouping
        Accessible.name: group.title
    }
}
