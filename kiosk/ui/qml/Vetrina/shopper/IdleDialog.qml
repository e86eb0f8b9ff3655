import QtQuick
import QtQuick.Shapes
import Vetrina
import Vetrina.Models

// Is anybody here? A ring that empties, the code that the list waits under, and two ways on.
Dialog {
    id: dialog

    required property KioskModel kiosk
    readonly property VisitModel visit: kiosk.visit
    readonly property bool withList: !visit.unkept && (visit.parked || (!kiosk.list.empty && !kiosk.known.signedIn))
    readonly property string fate: kiosk.leaving.fate
    // What is said may be taller than the clock: all below it makes way.
    readonly property real said: Math.max(clock.height, words.height)

    shown: visit.warning
    cardHeight: said + (withList ? 404 : 220)
    onEscaped: visit.stay()

    Item {
        id: clock
        x: 48
        y: 48 + (dialog.said - height) / 2
        width: 200
        height: 200
        Accessible.role: Accessible.StaticText
        Accessible.name: `${dialog.visit.seconds} ${unit.text}`

        Shape {
            anchors.fill: parent
            preferredRendererType: Shape.GeometryRenderer

            ShapePath {
                strokeColor: Theme.tint
                strokeWidth: 12
                fillColor: "transparent"
                PathAngleArc {
                    centerX: 100
                    centerY: 100
                    radiusX: 88
                    radiusY: 88
                    sweepAngle: 360
                }
            }
            ShapePath {
                strokeColor: Theme.primary
                strokeWidth: 12
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                PathAngleArc {
                    centerX: 100
                    centerY: 100
                    radiusX: 88
                    radiusY: 88
                    startAngle: -90
                    sweepAngle: 360 * dialog.visit.part
                }
            }
        }
        Heading {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 48
            text: dialog.visit.seconds
            size: Theme.hero
            Accessible.ignored: true
        }
        Label {
            id: unit
            anchors.horizontalCenter: parent.horizontalCenter
            y: 126
            text: qsTrId("idle.seconds", dialog.visit.seconds)
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    Column {
        id: words
        anchors {
            left: clock.right
            leftMargin: 48
            right: parent.right
            rightMargin: 48
            verticalCenter: clock.verticalCenter
        }
        spacing: 16

        Headline {
            width: parent.width
            says: qsTrId("idle.title")
            size: Theme.head
        }
        Prose {
            width: parent.width
            says: dialog.fate
            size: Theme.lead
        }
    }
    ClaimSlip {
        anchors {
            left: parent.left
            right: parent.right
            bottom: buttons.top
            margins: 48
            bottomMargin: 32
        }
        visible: dialog.withList
        visit: dialog.visit
        note: dialog.kiosk.hub.offline ? qsTrId("park.later") : ""
    }
    Row {
        id: buttons
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: 48
        }
        spacing: 16

        Button {
            width: (parent.width - 16) * 0.42
            text: dialog.withList ? qsTrId("idle.aside") : qsTrId("idle.finish")
            onClicked: dialog.kiosk.leaving.finish()
        }
        Button {
            kind: "primary"
            focus: true
            width: (parent.width - 16) * 0.58
            text: qsTrId("idle.stay")
            onClicked: dialog.visit.stay()
        }
    }
}
