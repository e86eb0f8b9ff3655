pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The size that is remembered: why, another one instead, or forgotten.
Dialog {
    id: dialog

    required property SizesModel sizes

    shown: sizes.asked
    cardWidth: 760
    cardHeight: Math.min(height - 64, words.height + values.height + 56 + 152)
    onEscaped: sizes.close()

    Column {
        id: words
        x: 48
        y: 40
        width: parent.width - 160
        spacing: 8

        Heading {
            width: parent.width
            text: qsTrId("sizes.title")
            wrapMode: Text.Wrap
        }
        Label {
            width: parent.width
            text: dialog.sizes.reason
            color: Theme.ink2
            wrapMode: Text.Wrap
        }
    }
    IconButton {
        anchors {
            right: parent.right
            top: parent.top
            margins: 32
        }
        symbol: "close"
        focus: true
        text: qsTrId("nav.close")
        onClicked: dialog.sizes.close()
    }
    Flow {
        id: values
        anchors {
            top: words.bottom
            topMargin: 32
        }
        x: 48
        width: parent.width - 96
        spacing: 12

        Repeater {
            model: dialog.sizes.values

            Chip {
                required property string key
                required property string name

                text: name
                onClicked: dialog.sizes.say(key)
            }
        }
    }
    Button {
        anchors {
            left: parent.left
            bottom: parent.bottom
            leftMargin: 48
            bottomMargin: 32
        }
        kind: "small"
        text: qsTrId("sizes.forget")
        onClicked: dialog.sizes.forget()
    }
}
