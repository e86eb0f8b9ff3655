import QtQuick
import Vetrina
import Vetrina.Models

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

        Label {
            width: parent.width
            text: line.title
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            weight: Font.DemiBold
        }
        Label {
            width: parent.width
            text: Look.tied(line.detail)
            Accessible.name: line.detail
            rightPadding: Look.spare(text, font, width)
            size: Theme.note
            color: Theme.ink2
            wrapMode: Text.Wrap
            elide: Text.ElideNone
        }
    }
}
