import QtQuick
import QtQuick.Shapes
import Vetrina

// One value of an option. Chosen: tinted, checked, bold. Not here: dashed, still to be tapped.
Pressable {
    id: chip

    property bool here: true

    checkable: false
    roving: true
    leftPadding: text.length < 4 && !checked ? 16 : 22
    rightPadding: leftPadding
    implicitWidth: Math.max(72, implicitContentWidth + leftPadding + rightPadding)
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked

    background: Item {
        Rectangle {
            anchors.fill: parent
            visible: chip.here || chip.checked
            radius: chip.corner
            color: chip.checked || chip.down ? Theme.tint : Theme.surface
            border.width: chip.checked ? 2 : 1
            border.color: chip.checked ? Theme.primary : Theme.control
        }
        Shape {
            id: dashes
            anchors.fill: parent
            visible: !chip.here && !chip.checked
            preferredRendererType: Shape.GeometryRenderer

            ShapePath {
                strokeWidth: 1
                strokeColor: Theme.control
                strokeStyle: ShapePath.DashLine
                dashPattern: [3, 2.4]
                fillColor: "transparent"
                PathRectangle {
                    x: 0.75
                    y: 0.75
                    width: Math.max(1, dashes.width - 1.5)
                    height: Math.max(1, dashes.height - 1.5)
                    radius: Math.min(chip.corner, dashes.height / 2 - 0.75)
                }
            }
        }
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth

        Row {
            id: row
            anchors.centerIn: parent
            spacing: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.checked
                name: "check"
                size: 20
                color: Theme.primary
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: chip.text
                weight: chip.checked ? Font.DemiBold : Font.Normal
                color: chip.checked ? Theme.primary : (chip.here ? Theme.ink : Theme.ink2)
                elide: Text.ElideNone
                Accessible.ignored: true
            }
        }
    }
}
