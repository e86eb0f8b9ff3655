import QtQuick
import Vetrina

// One subject of what the shop remembers: its title, a word about it, and what is known.
Card {
    id: block

    required property string title
    property string text: ""
    default property alias inside: inner.data

    height: inner.y + inner.height + 20

    Headline {
        id: head
        x: 24
        y: 18
        width: parent.width - 48
        says: block.title
        size: Theme.lead
    }
    Prose {
        id: hint
        anchors {
            left: head.left
            right: head.right
            top: head.bottom
        }
        visible: text !== ""
        says: block.text
        size: Theme.note
        color: Theme.ink2
    }
    Column {
        id: inner
        anchors {
            left: head.left
            right: head.right
            top: hint.visible ? hint.bottom : head.bottom
            topMargin: 12
        }
        spacing: 8
    }
}
