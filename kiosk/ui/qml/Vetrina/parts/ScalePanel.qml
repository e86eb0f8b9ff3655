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
        width: Math.min(panel.width - 326, 560)
        model: panel.model
    }
    Column {
        anchors {
            left: drawing.right
            leftMargin: 16
            right: parent.right
            rightMargin: 16
            verticalCenter: parent.verticalCenter
            // The link has room below its word: what is seen is in the middle.
            verticalCenterOffset: panel.model.placeable ? 4 : 0
        }
        spacing: 4

        Prose {
            width: parent.width
            says: panel.model.title
            weight: Font.DemiBold
            maximumLineCount: 2
        }
        Label {
            width: parent.width
            text: panel.model.lines
            size: Theme.note
            color: Theme.ink2
        }
        Item {
            visible: panel.model.placeable
            width: parent.width
            height: 40

            Link {
                x: -8
                anchors.verticalCenter: parent.verticalCenter
                text: panel.measured ? qsTrId("fit.again") : qsTrId("fit.ask")
                onClicked: panel.spaceWanted()
            }
        }
    }
}
