import QtQuick
import Vetrina
import Vetrina.Models

// From above, to scale: the shopper's space, and in it what stands a quarter turned, its front to the right.
Item {
    id: plan

    required property ScaleModel model
    readonly property int wide: Math.max(model.width, model.spaceWidth)
    readonly property int deep: Math.max(model.depth, model.spaceDepth)
    // Pixels per millimetre.
    readonly property real measure: Math.min(width / Math.max(1, wide), height / Math.max(1, deep))

    // Part of the drawing, which says it in words.
    Accessible.ignored: true

    Rectangle {
        id: room
        objectName: "room"
        anchors {
            horizontalCenter: parent.horizontalCenter
            bottom: parent.bottom
        }
        width: (plan.model.spaceWidth || plan.model.width) * plan.measure
        height: (plan.model.spaceDepth || plan.model.depth) * plan.measure
        color: Theme.tint
        opacity: 0.7
    }
    Rectangle {
        // The wall at the back: it stands against it.
        anchors {
            left: room.left
            right: room.right
            top: room.top
        }
        height: 2
        color: Theme.control
    }
    Rectangle {
        objectName: "footprint"
        anchors {
            horizontalCenter: room.horizontalCenter
            top: room.top
            topMargin: 2
        }
        width: plan.model.width * plan.measure
        height: plan.model.depth * plan.measure - 2
        radius: 2
        color: Theme.surface
        border.width: 1
        border.color: Theme.primary

        Rectangle {
            anchors {
                right: parent.right
                top: parent.top
                bottom: parent.bottom
                margins: 3
            }
            width: 4
            radius: 2
            color: Theme.primary
        }
    }
}
