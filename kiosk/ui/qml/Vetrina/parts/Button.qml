import QtQuick
import Vetrina

// A button with an icon and a word: primary (the one action of a page), secondary, small or bare.
Pressable {
    id: button

    property string kind: "secondary"
    property string symbol: ""
    property real turned: 0
    // The key that does the same, in a frame beside the word, where there is room for it.
    property string keyName: ""
    readonly property bool filled: kind === "primary"
    readonly property bool tall: kind === "primary" || kind === "secondary" || kind === "tall-bare"
    readonly property bool bare: kind === "bare" || kind === "tall-bare"
    readonly property color front: filled ? Theme.primaryInk : Theme.ink

    corner: tall ? Theme.buttonRadius : Theme.chipRadius
    implicitHeight: tall ? Theme.primary88 : Theme.control56
    leftPadding: filled ? 40 : (bare ? 20 : 28)
    rightPadding: leftPadding

    background: Rectangle {
        radius: button.corner
        color: button.filled ? (button.down ? Theme.press : Theme.primary) : (button.down ? Theme.tint : (button.bare ? "transparent" : Theme.surface))
        border.width: button.filled || button.bare ? 0 : 1
        border.color: Theme.control

        Behavior on color {
            ColorAnimation {
                duration: Theme.fast
            }
        }
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row
            anchors.centerIn: parent
            spacing: button.filled ? 16 : 12

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.symbol !== ""
                name: button.symbol
                rotation: button.turned
                size: button.filled ? 30 : 26
                color: button.front
            }
            Label {
                id: word
                anchors.verticalCenter: parent.verticalCenter
                text: button.text
                size: button.filled ? Theme.lead : Theme.body
                weight: button.filled ? Font.DemiBold : Font.Medium
                color: button.front
                elide: Text.ElideNone
                Accessible.ignored: true
            }
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: key.implicitWidth + 20
                height: 28
                visible: button.keyName !== "" && word.implicitWidth + width + row.spacing <= button.availableWidth
                radius: Theme.chipRadius > 0 ? 6 : 0
                color: "transparent"
                border.width: 1
                border.color: button.front

                Label {
                    id: key
                    anchors.centerIn: parent
                    text: button.keyName
                    size: Theme.note
                    weight: Font.Medium
                    color: button.front
                    Accessible.ignored: true
                }
            }
        }
    }
}
