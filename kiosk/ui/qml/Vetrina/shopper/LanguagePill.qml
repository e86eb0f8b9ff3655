import QtQuick
import Vetrina
import Vetrina.Models

// A pill on the attract photo: filled when it is the one, outlined otherwise.
Pressable {
    id: pill

    property bool large: false
    property string symbol: ""
    // Its sign says it all; the text is its spoken name.
    property bool wordless: false

    implicitHeight: 72
    corner: Theme.chipRadius > 0 ? implicitHeight / 2 : 0
    roving: true
    leftPadding: large ? 40 : 28
    rightPadding: leftPadding
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked

    background: Rectangle {
        radius: pill.corner
        color: pill.checked ? (pill.down ? Theme.tint : Look.attractInk) : Qt.alpha(Look.attractVeil, 0.72)
        border.width: 1
        border.color: Look.attractInk

        Rectangle {
            anchors.fill: parent
            anchors.margins: -6
            visible: pill.visualFocus
            color: "transparent"
            radius: pill.corner > 0 ? pill.corner + 6 : 0
            border.width: 3
            border.color: Look.attractInk
        }
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth

        Row {
            id: row
            anchors.centerIn: parent
            spacing: 16

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: pill.symbol !== ""
                name: pill.symbol
                size: 30
                color: pill.checked ? Theme.primary : Look.attractInk
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: !pill.wordless
                text: pill.text
                size: pill.large ? Theme.lead : Theme.body
                weight: pill.checked ? Font.DemiBold : Font.Normal
                color: pill.checked ? Theme.primary : Look.attractInk
                elide: Text.ElideNone
                Accessible.ignored: true
            }
        }
    }
}
