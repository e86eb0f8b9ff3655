pragma ComponentBehavior: Bound
import QtQuick

// Four corners that say where to hold something: white with a dark edge, so that they show on any picture.
Item {
    id: frame

    readonly property int arm: 40
    readonly property int thick: 6

    Accessible.ignored: true

    component Arm: Rectangle {
        color: "white"
        border.width: 1
        border.color: "#99000000"
    }

    Repeater {
        model: 4

        Item {
            id: corner

            required property int index
            readonly property bool far: index % 2 === 1
            readonly property bool low: index >= 2

            x: far ? frame.width - frame.arm : 0
            y: low ? frame.height - frame.arm : 0
            width: frame.arm
            height: frame.arm

            Arm {
                y: corner.low ? frame.arm - frame.thick : 0
                width: frame.arm
                height: frame.thick
            }
            Arm {
                x: corner.far ? frame.arm - frame.thick : 0
                width: frame.thick
                height: frame.arm
            }
        }
    }
}
