pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Vetrina
import Vetrina.Models

// The way along the shelves: numbered stops, the shelf that is gone to now, the desk at the end.
Card {
    id: card

    required property WayModel way

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("order.way")

    Heading {
        id: title
        x: 24
        y: 24
        text: qsTrId("order.way")
        size: Theme.lead
    }
    Label {
        anchors {
            right: parent.right
            rightMargin: 24
            verticalCenter: title.verticalCenter
        }
        text: card.way.count
        size: Theme.note
        color: Theme.ink2
    }
    Rectangle {
        id: floor
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            bottom: age.top
            margins: 24
            topMargin: 16
            bottomMargin: 12
        }
        radius: Theme.photoRadius
        color: Theme.page
        border.width: 1
        border.color: Theme.line
        Accessible.role: Accessible.Graphic
        Accessible.name: card.way.count

        Prose {
            anchors.centerIn: parent
            width: parent.width - 48
            visible: !card.way.drawn
            horizontalAlignment: Text.AlignHCenter
            says: qsTrId("order.way_unknown")
            color: Theme.ink2
        }
        Item {
            id: drawing
            anchors.fill: parent
            anchors.margins: 20
            anchors.bottomMargin: 44
            visible: card.way.drawn

            Repeater {
                model: card.way.shelves

                Rectangle {
                    id: shelf

                    required property string label
                    required property real across
                    required property real down
                    required property string part

                    x: shelf.across * drawing.width
                    y: shelf.down * drawing.height
                    width: card.way.shelfWidth * drawing.width
                    height: card.way.shelfHeight * drawing.height
                    radius: Theme.photoRadius > 0 ? 6 : 0
                    color: part === "next" ? Theme.primary : (part === "stop" ? Qt.tint(Theme.tint, Qt.alpha(Theme.primary, 0.12)) : Theme.tile)

                    Label {
                        anchors.centerIn: parent
                        width: Math.min(implicitWidth, parent.width)
                        text: shelf.label
                        size: Theme.note
                        weight: shelf.part === "" ? Font.Normal : Font.DemiBold
                        color: shelf.part === "next" ? Theme.primaryInk : (shelf.part === "" ? Theme.ink2 : Theme.ink)
                        Accessible.ignored: true
                    }
                }
            }
            Shape {
                anchors.fill: parent
                preferredRendererType: Shape.GeometryRenderer

                ShapePath {
                    strokeColor: Theme.primary
                    strokeWidth: 3
                    strokeStyle: ShapePath.DashLine
                    dashPattern: [1, 2]
                    capStyle: ShapePath.RoundCap
                    fillColor: "transparent"
                    scale: Qt.size(drawing.width / 1000, drawing.height / 1000)
                    PathSvg {
                        path: card.way.ahead
                    }
                }
            }
            Repeater {
                model: card.way.stops

                Rectangle {
                    id: stop

                    required property int number
                    required property real across
                    required property real down
                    required property string part

                    x: stop.across * drawing.width - 13
                    y: stop.down * drawing.height - 13
                    width: 26
                    height: 26
                    radius: Theme.chipRadius > 0 ? 13 : 0
                    color: part === "here" ? Theme.accent : Theme.surface
                    border.width: part === "here" ? 0 : 2
                    border.color: Theme.primary

                    Label {
                        anchors.centerIn: parent
                        text: stop.number
                        size: Theme.note
                        weight: Font.DemiBold
                        color: stop.part === "here" ? Theme.primaryInk : Theme.ink
                        Accessible.ignored: true
                    }
                }
            }
        }
        Rectangle {
            anchors {
                right: parent.right
                bottom: parent.bottom
                margins: 10
            }
            visible: card.way.drawn
            width: goal.implicitWidth + 20
            height: 32
            radius: Theme.photoRadius > 0 ? 8 : 0
            color: Theme.surface
            border.width: 1
            border.color: Theme.control

            Label {
                id: goal
                anchors.centerIn: parent
                text: qsTrId("order.place_desk")
                size: Theme.note
                Accessible.ignored: true
            }
        }
    }
    Row {
        id: age
        anchors {
            left: parent.left
            leftMargin: 24
            bottom: parent.bottom
            bottomMargin: 20
        }
        height: 28
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: card.way.age !== ""
            name: "stock-there"
            size: 18
            color: Theme.ok
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: card.way.age
            size: Theme.note
            color: Theme.ink2
        }
    }
}
