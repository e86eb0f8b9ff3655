pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A product, a figure of 172 cm and a door of 80 x 205 cm on one floor line, all at one scale.
Item {
    id: drawing

    required property ScaleModel model
    readonly property int ground: height - 28
    // Millimetres: what carries the product, the frame of the door, and how wide product and carrier are together.
    readonly property int carrier: model.setting === "table" ? 1200 : (model.setting === "rail" ? 900 : 0)
    // The shopper's space, drawn around the product; one without a limit upwards ends a little above it.
    readonly property int space: model.spaceWidth
    readonly property int spaceHigh: Math.max(model.height + 150, Math.min(2400, model.spaceHeight || model.height * 1.4))
    readonly property int wide: Math.max(model.width, carrier, space)
    readonly property int lift: model.setting === "table" ? 750 : (model.setting === "rail" ? Math.max(0, 1600 - model.height) : (model.setting === "wall" ? Math.max(0, 1500 - model.height / 2) : 0))
    // Pixels per millimetre: as large as the panel allows, at most what suits a sofa.
    readonly property real measure: Math.min(0.064, (width - 220) / (wide + 1460), (ground - 6) / Math.max(2100, lift + model.height))

    component Outline: Rectangle {
        color: "transparent"
        border.width: 1
        border.color: Theme.control
    }

    component Post: Rectangle {
        visible: drawing.carrier > 0
        y: drawing.ground - height
        width: 3
        height: (drawing.model.setting === "table" ? 750 : 1700) * drawing.measure
        color: Theme.control
    }

    Accessible.role: Accessible.Graphic
    Accessible.name: model.spoken

    Rectangle {
        id: room
        visible: drawing.space > 0
        x: piece.x + (piece.width - width) / 2
        y: drawing.ground - height
        width: drawing.space * drawing.measure
        height: drawing.spaceHigh * drawing.measure
        color: Theme.tint
        opacity: 0.7
    }
    Label {
        id: yours
        visible: drawing.space > 0
        x: Math.max(0, piece.x + (piece.width - width) / 2)
        y: Math.max(0, room.y - height)
        text: drawing.model.spaceText
        size: Theme.note
        color: Theme.ink2
        elide: Text.ElideNone
        Accessible.ignored: true
    }
    Repeater {
        model: drawing.space > 0 ? [0, 1] : []

        Item {
            id: wall
            required property int modelData

            x: room.x + (modelData > 0 ? room.width - 1 : 0)
            y: room.y
            width: 1
            height: room.height
            clip: true

            // A dashed edge: a stack of short strokes, as far as the wall goes.
            Column {
                spacing: 4

                Repeater {
                    model: Math.max(0, Math.ceil(wall.height / 10))

                    Rectangle {
                        width: 1
                        height: 6
                        color: Theme.primary
                    }
                }
            }
        }
    }
    Item {
        id: piece
        x: 16
        width: drawing.wide * drawing.measure
        height: drawing.ground

        Rectangle {
            visible: drawing.model.setting === "table"
            y: drawing.ground - 750 * drawing.measure
            width: parent.width
            height: 3
            color: Theme.control
        }
        Post {
            x: 6
        }
        Post {
            x: piece.width - 9
        }
        Rectangle {
            visible: drawing.model.setting === "rail"
            y: drawing.ground - 1700 * drawing.measure
            width: parent.width
            height: 3
            color: Theme.control
        }
        Rectangle {
            visible: drawing.model.drawing === ""
            anchors.fill: shown
            color: Theme.tint
            border.width: 1
            border.color: Theme.primary
            radius: 2
        }
        Image {
            id: shown
            anchors.horizontalCenter: parent.horizontalCenter
            y: drawing.ground - (drawing.lift + drawing.model.height) * drawing.measure
            width: drawing.model.width * drawing.measure
            height: Math.max(3, drawing.model.height * drawing.measure)
            source: drawing.model.drawing
            fillMode: Image.Stretch
            cache: false
            smooth: true
            mipmap: true
        }
        Label {
            anchors {
                horizontalCenter: parent.horizontalCenter
                top: parent.bottom
                topMargin: 4
            }
            text: drawing.model.widthText
            size: Theme.note
            weight: Font.DemiBold
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
    Bracket {
        id: high
        x: piece.x + piece.width + 10
        y: shown.y
        height: shown.height
        visible: height > 14 && drawing.space === 0
        text: drawing.model.heightText
        Accessible.ignored: true
    }
    Person {
        id: person
        x: high.visible ? high.x + high.width + 18 : Math.max(high.x + 12, yours.visible ? yours.x + yours.width + 12 : 0)
        y: drawing.ground - height
        measure: drawing.measure
    }
    Bracket {
        x: person.x + person.width + 8
        y: drawing.ground - height
        height: 1720 * drawing.measure
        text: qsTrId("scale.cm").arg(172)
        Accessible.ignored: true
    }
    PlanDrawing {
        anchors {
            right: parent.right
            rightMargin: 12
        }
        y: 6
        width: 104
        height: drawing.ground - 12
        visible: drawing.model.turned
        model: drawing.model

        Label {
            anchors {
                horizontalCenter: parent.horizontalCenter
                top: parent.bottom
                topMargin: 10
            }
            text: qsTrId("scale.above")
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
    Outline {
        id: frame
        // Where it stands turned, what it looks like from above says more than the door.
        visible: !drawing.model.turned
        anchors.right: parent.right
        anchors.rightMargin: 12
        y: drawing.ground - height
        width: 900 * drawing.measure
        height: 2100 * drawing.measure

        Outline {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 50 * drawing.measure
            width: 800 * drawing.measure
            height: 2050 * drawing.measure
            border.width: 1
        }
        Rectangle {
            x: parent.width - 130 * drawing.measure - width
            y: 1080 * drawing.measure
            width: 4
            height: 4
            radius: 2
            color: Theme.control
        }
        Label {
            // In a narrow door it stands above the handle.
            readonly property bool narrow: parent.width < 44

            anchors.centerIn: parent
            anchors.horizontalCenterOffset: narrow ? 0 : -4
            anchors.verticalCenterOffset: narrow ? -14 : 0
            text: "80"
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
    Rectangle {
        y: drawing.ground
        width: parent.width
        height: 1
        color: Theme.control
    }
}
