import QtQuick
import QtQuick.Window
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
        Image {
            anchors.fill: parent
            visible: !chip.here && !chip.checked
            source: `image://outline/${chip.corner}/${Theme.hex(Theme.control)}`
            sourceSize.width: Math.round(width * Theme.scale * Screen.devicePixelRatio)
            sourceSize.height: Math.round(height * Theme.scale * Screen.devicePixelRatio)
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
