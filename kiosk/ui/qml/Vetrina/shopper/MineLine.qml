import QtQuick
import Vetrina

// One thing that is known, why, and what can be done about it: buttons, beside it.
Item {
    id: line

    required property string text
    required property string detail
    default property alias buttons: tools.data

    height: Math.max(64, told.height + 8)
    Accessible.role: Accessible.ListItem
    Accessible.name: `${line.text}, ${line.detail}`

    Column {
        id: told
        anchors {
            left: parent.left
            right: tools.left
            rightMargin: 12
            verticalCenter: parent.verticalCenter
        }

        Prose {
            width: parent.width
            says: line.text
            weight: Font.DemiBold
            maximumLineCount: 2
            Accessible.ignored: true
        }
        Prose {
            width: parent.width
            says: line.detail
            size: Theme.note
            color: Theme.ink2
            maximumLineCount: 2
            Accessible.ignored: true
        }
    }
    Row {
        id: tools
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        spacing: 8
    }
}
