import QtQuick
import Vetrina
import Vetrina.Models

// The card under the gallery: the drawing to scale, and what follows from it in words.
Card {
    id: panel

    required property ScaleModel model
    required property bool measured
    signal spaceWanted

    implicitHeight: 168

    ScaleDrawing {
        id: drawing
        anchors {
            left: parent.left
            leftMargin: 12
            top: parent.top
            topMargin: 8
            bottom: parent.bottom
            bottomMargin: 0
        }
        width: Math.min(panel.width - 300, 560)
        model: panel.model
    }
    Column {
        anchors {
            left: drawing.right
            leftMargin: 24
            right: parent.right
            rightMargin: 20
            verticalCenter: parent.verticalCenter
        }
        spacing: 4

        Label {
            width: parent.width
            text: panel.model.title
            rightPadding: Look.spare(text, font, width)
            weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        Label {
            width: parent.width
            text: panel.model.lines
            size: Theme.note
            color: Theme.ink2
        }
        Link {
            x: -8
            visible: panel.model.placeable
            text: panel.measured ? qsTrId("fit.again") : qsTrId("fit.ask")
            onClicked: panel.spaceWanted()
        }
    }
}
