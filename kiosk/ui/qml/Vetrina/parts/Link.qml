import QtQuick
import Vetrina

// A quiet word that leads on.
Pressable {
    id: link

    property string symbol: "chevron-right"

    corner: 8
    leftPadding: 8
    rightPadding: 8
    contentItem: Item {
        implicitWidth: row.implicitWidth

        Row {
            id: row
            anchors.centerIn: parent
            spacing: 6

            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: link.text
                size: Theme.note
                weight: Font.Medium
                color: link.down ? Theme.press : Theme.primary
                elide: Text.ElideNone
                Accessible.ignored: true
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: link.symbol !== ""
                name: link.symbol
                size: 18
                color: Theme.primary
            }
        }
    }
}
