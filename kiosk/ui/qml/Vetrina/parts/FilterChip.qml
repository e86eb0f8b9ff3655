import QtQuick
import Vetrina

// A filter. Chosen: tinted, checked, bold; one that is only there to be taken away has a cross instead.
Pressable {
    id: chip

    property string number: ""
    property string swatch: ""
    property bool removable: false

    roving: true
    leftPadding: 22
    rightPadding: 22
    Accessible.role: removable ? Accessible.Button : Accessible.CheckBox
    Accessible.checkable: !removable
    Accessible.checked: checked
    Accessible.name: removable ? qsTrId("search.remove").arg(text) : (number === "" ? text : `${text}, ${number}`)

    background: Rectangle {
        radius: chip.corner
        color: chip.checked || chip.down ? Theme.tint : Theme.surface
        border.width: chip.checked ? 2 : 1
        border.color: chip.checked ? Theme.primary : Theme.control
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth

        Row {
            id: row
            anchors.centerIn: parent
            spacing: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.checked && !chip.removable
                name: "check"
                size: 20
                color: Theme.primary
            }
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.swatch !== ""
                width: 24
                height: 24
                radius: 12
                color: chip.swatch === "" ? "transparent" : chip.swatch
                border.width: 1
                border.color: Qt.rgba(0, 0, 0, 0.28)
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: chip.text
                width: Math.min(implicitWidth, 360)
                weight: chip.checked ? Font.DemiBold : Font.Normal
                color: chip.checked ? Theme.primary : Theme.ink
                Accessible.ignored: true
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.number !== ""
                text: chip.number
                color: chip.checked ? Theme.primary : Theme.ink2
                elide: Text.ElideNone
                Accessible.ignored: true
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.removable
                name: "close"
                size: 20
                color: Theme.primary
            }
        }
    }
}
