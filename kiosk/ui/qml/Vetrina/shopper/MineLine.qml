import QtQuick
import Vetrina
import Vetrina.Models

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

        Label {
            width: parent.width
            text: line.text
            weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 2
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: Look.tied(line.detail)
            rightPadding: Look.spare(text, font, width)
            size: Theme.note
            color: Theme.ink2
            wrapMode: Text.Wrap
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
