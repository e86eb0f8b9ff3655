pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// One thing to do: sign, words, photos over each other, the promise.
Item {
    id: line

    required property string symbol
    required property string title
    required property string detail
    required property string promise
    required property string rest
    required property string haste
    required property list<string> photos
    property bool chosen: false
    readonly property int corner: Theme.photoRadius
    signal picked
    signal opened

    implicitHeight: 88
    Accessible.role: Accessible.ListItem
    Accessible.name: [title, detail, promise, rest].filter(part => part !== "").join(", ")
    Accessible.selectable: true
    Accessible.selected: chosen
    Accessible.onPressAction: picked()

    Rectangle {
        anchors.fill: parent
        radius: line.corner
        color: line.chosen || touch.pressed ? Theme.tint : "transparent"
    }
    MouseArea {
        id: touch
        anchors.fill: parent
        onClicked: line.picked()
        onDoubleClicked: line.opened()
    }
    Item {
        anchors.fill: parent

        Rectangle {
            id: disc
            anchors {
                left: parent.left
                leftMargin: 16
                verticalCenter: parent.verticalCenter
            }
            width: 48
            height: 48
            radius: Theme.chipRadius > 0 ? 24 : 0
            color: line.chosen ? Theme.primary : Theme.page

            Icon {
                anchors.centerIn: parent
                name: line.symbol
                size: 24
                color: line.chosen ? Theme.primaryInk : Theme.primary
            }
        }
        Column {
            anchors {
                left: disc.right
                leftMargin: 16
                right: stack.left
                rightMargin: 12
                verticalCenter: parent.verticalCenter
            }

            Label {
                width: parent.width
                text: line.title
                weight: Font.DemiBold
                wrapMode: Text.Wrap
                maximumLineCount: 2
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: line.detail
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
        Row {
            id: stack
            anchors {
                right: time.left
                verticalCenter: parent.verticalCenter
            }
            spacing: -16

            Repeater {
                model: line.photos

                Rectangle {
                    required property string modelData

                    width: 56
                    height: 56
                    radius: Theme.photoRadius
                    color: line.chosen ? Theme.tint : Theme.surface

                    Photo {
                        anchors.fill: parent
                        anchors.margins: 2
                        corner: Math.max(0, Theme.photoRadius - 2)
                        crops: true
                        source: parent.modelData
                        ground: line.chosen ? Theme.tint : Theme.surface
                        Accessible.ignored: true
                    }
                }
            }
        }
        Column {
            id: time
            anchors {
                right: parent.right
                rightMargin: 16
                verticalCenter: parent.verticalCenter
            }
            width: Math.max(108, large.implicitWidth + 12, small.implicitWidth + 12)

            Label {
                id: large
                width: parent.width
                horizontalAlignment: Text.AlignRight
                text: line.promise
                weight: Font.DemiBold
                color: line.haste === "late" ? Theme.bad : (line.haste === "soon" ? Theme.warn : Theme.ink)
                elide: Text.ElideNone
                Accessible.ignored: true
            }
            Label {
                id: small
                width: parent.width
                horizontalAlignment: Text.AlignRight
                text: line.rest
                size: Theme.note
                color: Theme.ink2
                elide: Text.ElideNone
                Accessible.ignored: true
            }
        }
    }
}
