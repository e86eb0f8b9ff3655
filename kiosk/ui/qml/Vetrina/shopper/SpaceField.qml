import QtQuick
import Vetrina

// One length of the space: tapped, it is what the keys type into.
Pressable {
    id: field

    required property string label
    required property string value
    required property string unit

    checkable: false
    implicitHeight: 76
    corner: Theme.photoRadius
    text: label
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked
    Accessible.name: value === "" ? `${label}, ${qsTrId("space.any")}` : `${label}, ${value} ${unit}`

    background: Rectangle {
        radius: field.corner
        color: Theme.surface
        border.width: field.checked ? 2 : 1
        border.color: field.checked ? Theme.primary : Theme.control
    }
    contentItem: Item {
        Label {
            x: 20
            anchors.verticalCenter: parent.verticalCenter
            text: field.label
            color: Theme.ink2
            Accessible.ignored: true
        }
        Label {
            anchors {
                right: parent.right
                rightMargin: 20
                verticalCenter: parent.verticalCenter
            }
            text: field.value === "" ? qsTrId("space.any") : `${field.value} ${field.unit}`
            size: field.value === "" ? Theme.body : Theme.lead
            weight: field.value === "" ? Font.Normal : Font.DemiBold
            color: field.value === "" ? Theme.ink2 : Theme.ink
            Accessible.ignored: true
        }
    }
}
