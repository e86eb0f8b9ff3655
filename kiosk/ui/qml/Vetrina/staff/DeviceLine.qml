import QtQuick
import Vetrina

// One thing attached: what it is, and what is to say of it.
Item {
    id: line

    required property string title
    required property string detail
    required property bool fine

    height: words.implicitHeight

    Icon {
        id: sign
        y: 4
        name: line.fine ? "stock-there" : "stock-low"
        size: 20
        color: line.fine ? Theme.ok : Theme.warn
    }
    Column {
        id: words
        anchors {
            left: sign.right
            leftMargin: 12
            right: parent.right
        }
        spacing: 2

        Prose {
            width: parent.width
            says: line.title
            elide: Text.ElideNone
            weight: Font.DemiBold
        }
        Prose {
            width: parent.width
            says: line.detail
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
        }
    }
}
