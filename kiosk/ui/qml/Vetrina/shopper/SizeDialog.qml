pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The size that is remembered: why, another one instead, or forgotten.
Dialog {
    id: dialog

    required property string reason
    required property Rows rows

    signal said(string size)
    signal forgotten
    signal closed

    cardWidth: 760
    cardHeight: Math.min(height - 64, words.height + values.height + 56 + 152)
    onEscaped: closed()

    Column {
        id: words
        x: 48
        y: 40
        width: parent.width - 160
        spacing: 8

        Headline {
            width: parent.width
            says: qsTrId("sizes.title")
        }
        Prose {
            width: parent.width
            says: dialog.reason
            color: Theme.ink2
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
        onClicked: dialog.closed()
    }
    Flickable {
        id: sizes
        anchors {
            top: words.bottom
            topMargin: 32
        }
        x: 48
        width: parent.width - 96
        height: dialog.cardHeight - words.height - 40 - 32 - 120
        contentHeight: values.height
        clip: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds

        Flow {
            id: values
            width: sizes.width
            spacing: 12

            Repeater {
                model: dialog.rows

                Chip {
                    required property string key
                    required property string name
                    required property bool chosen

                    text: name
                    checked: chosen
                    onClicked: dialog.said(key)
                }
            }
        }

        ScrollMark {
            view: sizes
            beside: 22
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
        onClicked: dialog.forgotten()
    }
}
