pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What was chosen to be compared, in the place of where one can go: a tap on one lets go of it.
Rectangle {
    id: tray

    required property KioskModel kiosk
    readonly property CompareModel comparison: kiosk.comparison

    color: Theme.tint
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("compare.title")

    // What is tapped between them belongs to nobody behind.
    MouseArea {
        anchors.fill: parent
    }
    Row {
        id: chosen
        anchors {
            left: parent.left
            leftMargin: Theme.margin(tray.width)
            right: actions.left
            rightMargin: 16
            verticalCenter: parent.verticalCenter
        }
        spacing: 12

        Repeater {
            id: pieces
            model: tray.comparison.columns

            Pressable {
                id: piece
                required property string product
                required property string name
                required property string url

                width: Math.min(300, Math.floor((chosen.width - 2 * chosen.spacing) / 3))
                implicitHeight: 72
                corner: Theme.photoRadius
                roving: true
                text: qsTrId("compare.remove").arg(name)
                background: Rectangle {
                    radius: piece.corner
                    color: Theme.surface
                    border.width: 1
                    border.color: Theme.control
                }
                contentItem: Item {
                    Photo {
                        id: photo
                        x: 6
                        anchors.verticalCenter: parent.verticalCenter
                        width: 76
                        height: 60
                        source: piece.url
                        Accessible.ignored: true
                    }
                    Label {
                        anchors {
                            left: photo.right
                            leftMargin: 10
                            right: cross.left
                            rightMargin: 6
                            verticalCenter: parent.verticalCenter
                        }
                        text: Look.tied(piece.name)
                        size: Theme.note
                        weight: Font.Medium
                        wrapMode: Text.WordWrap
                        maximumLineCount: 2
                        Accessible.ignored: true
                    }
                    Icon {
                        id: cross
                        anchors {
                            right: parent.right
                            rightMargin: 10
                            verticalCenter: parent.verticalCenter
                        }
                        name: "close"
                        size: 18
                        color: Theme.ink2
                    }
                }
                onClicked: tray.comparison.remove(product)
            }
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(0, chosen.width - x)
            visible: text !== ""
            text: tray.comparison.trayText
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
    }
    Row {
        id: actions
        anchors {
            right: parent.right
            rightMargin: Theme.margin(tray.width)
            verticalCenter: parent.verticalCenter
        }
        spacing: 8

        Button {
            kind: "tall-bare"
            symbol: "close"
            text: qsTrId("compare.give_up")
            onClicked: tray.comparison.giveUp()
        }
        Button {
            kind: "primary"
            symbol: "swap"
            enabled: tray.comparison.enough
            opacity: enabled ? 1 : 0.5
            text: qsTrId("compare.begin")
            onClicked: tray.kiosk.compareChosen()
        }
    }
}
