import QtQuick
import Vetrina

// Chips that answer one question, below what is asked.
Column {
    id: group

    required property string title
    // Whether the answer is still missing.
    property bool lacking: false
    default property alias chips: chips.data

    spacing: 4

    Label {
        text: group.title
        size: Theme.note
        weight: group.lacking ? Font.Medium : Font.Normal
        color: group.lacking ? Theme.warn : Theme.ink2
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
