pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The promises of the next hours: a square is due soon, a disc is being picked, a ring is not begun.
Card {
    id: card

    required property TodayModel today
    readonly property int inset: 72
    readonly property real span: width - 2 * inset

    implicitHeight: 120
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("today.time_line")

    component Sign: Rectangle {
        required property string kind

        width: 36
        height: 36
        radius: kind === "soon" ? (Theme.chipRadius > 0 ? 8 : 0) : width / 2
        color: kind === "open" ? Theme.surface : (kind === "soon" ? Theme.warn : Theme.primary)
        border.width: kind === "open" ? 2 : 0
        border.color: Theme.primary
    }
    component Legend: Row {
        id: legend

        required property string kind
        required property string text

        spacing: 8

        Sign {
            anchors.verticalCenter: parent.verticalCenter
            kind: legend.kind
            width: 16
            height: 16
            radius: kind === "soon" ? 3 : 8
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: legend.text
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
        }
    }

    Row {
        anchors {
            right: parent.right
            rightMargin: 24
        }
        y: 12
        spacing: 20

        Legend {
            kind: "soon"
            text: qsTrId("today.due_soon")
        }
        Legend {
            kind: "picking"
            text: qsTrId("today.picking")
        }
        Legend {
            kind: "open"
            text: qsTrId("today.not_begun")
        }
    }
    Rectangle {
        x: card.inset
        y: 62
        width: card.span
        height: 8
        radius: 4
        color: Theme.tint

        Rectangle {
            width: parent.width * card.today.now
            height: parent.height
            radius: 4
            color: Theme.line
        }
    }
    Repeater {
        model: card.today.hours

        Label {
            required property real place
            required property string label

            x: card.inset + place * card.span - width / 2
            y: 82
            text: label
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
            font.features: ({
                    "tnum": 1
                })
        }
    }
    Label {
        x: card.inset + card.today.now * card.span - Math.min(width / 2, card.inset - 8)
        y: 16
        text: card.today.clock
        size: Theme.note
        weight: Font.DemiBold
        elide: Text.ElideNone
    }
    Rectangle {
        x: card.inset + card.today.now * card.span - 1
        y: 44
        width: 2
        height: 44
        color: Theme.ink
    }
    Repeater {
        model: card.today.marks

        Sign {
            id: mark

            required property real place
            required property int count
            required property string label

            x: card.inset + place * card.span - width / 2
            y: 48
            Accessible.role: Accessible.StaticText
            Accessible.name: label

            Label {
                anchors.centerIn: parent
                text: mark.count
                size: Theme.note
                weight: Font.DemiBold
                color: mark.kind === "open" ? Theme.ink : Theme.primaryInk
                Accessible.ignored: true
            }
        }
    }
}
