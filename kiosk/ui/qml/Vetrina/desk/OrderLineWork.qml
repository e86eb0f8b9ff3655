pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The line that is in work: what it is, where it stands, and what may be wrong with it.
Item {
    id: work

    required property OrderLineRow row

    Photo {
        id: photo
        x: 24
        y: 20
        width: 200
        height: 144
        ground: Theme.tint
        source: work.row.url
        Accessible.ignored: true
    }
    Column {
        anchors {
            left: photo.right
            leftMargin: 24
            right: parent.right
            rightMargin: 24
            top: photo.top
        }
        spacing: 4

        Headline {
            id: name
            width: parent.width - (hand.visible ? 64 : 0)
            says: work.row.name
            // A long one stands on two lines, smaller: what is picked is read whole.
            size: whole.advanceWidth > width ? Theme.lead : Theme.title
            maximumLineCount: whole.advanceWidth > width ? 2 : 1
            Accessible.ignored: true

            TextMetrics {
                id: whole
                text: work.row.name
                font.family: name.font.family
                font.weight: name.font.weight
                font.letterSpacing: Theme.title * Theme.displayTracking
                font.pixelSize: Theme.title
            }
        }
        Label {
            width: parent.width - (hand.visible ? 64 : 0)
            text: (work.row.instead !== "" ? work.row.instead + " · " : "") + (work.row.take > 0 ? [work.row.options, qsTrId("order.take", work.row.take)].filter(part => part !== "").join(qsTrId("list.and")) : work.row.options)
            size: work.row.instead !== "" ? Theme.note : Theme.body
            Accessible.ignored: true
        }
        Row {
            width: parent.width
            height: 36
            spacing: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: work.row.sign !== "" && work.row.take === 0 ? work.row.sign : "pin"
                size: 24
                color: Theme.primary
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 40
                text: work.row.take > 0 ? work.row.place : work.row.status
                weight: Font.DemiBold
                color: Theme.primary
                Accessible.ignored: true
            }
        }
        Label {
            width: parent.width
            text: work.row.order.refusal !== "" ? "" : [work.row.code, work.row.figure].join(qsTrId("list.and"))
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    IconButton {
        id: hand
        anchors {
            right: parent.right
            rightMargin: 24
            top: photo.top
        }
        visible: work.row.take > 0
        symbol: "check"
        text: qsTrId("order.by_hand")
        Accessible.description: work.row.name
        onClicked: work.row.order.takeByHand()
    }
    Loader {
        anchors {
            left: parent.left
            leftMargin: 24
            right: parent.right
            rightMargin: 24
            bottom: parent.bottom
            bottomMargin: 20
        }
        sourceComponent: work.row.busy ? troubles : words
    }
    Component {
        id: troubles

        Row {
            id: acts

            readonly property real share: (width - 24) / 3

            spacing: 12

            Button {
                width: acts.share
                kind: "small"
                symbol: acts.share > 185 ? "minus" : ""
                text: qsTrId("order.one_missing")
                onClicked: work.row.order.ask("short")
            }
            Button {
                width: acts.share
                kind: "small"
                symbol: acts.share > 185 ? "swap" : ""
                text: qsTrId("order.substitute")
                onClicked: work.row.order.ask("substitute")
            }
            Button {
                width: acts.share
                kind: "small"
                symbol: acts.share > 185 ? "close" : ""
                text: qsTrId("order.cant_pick")
                onClicked: work.row.order.ask("reject_line")
            }
        }
    }
    Component {
        id: words

        Row {
            id: answers

            readonly property real share: (width - 24) / 3

            spacing: 12

            // Once answered they are gone, and Enter is the page's again.
            Button {
                kind: "small"
                width: answers.share
                visible: work.row.waits
                text: qsTrId("order.says_yes")
                onClicked: work.row.order.answer(true)
                onVisibleChanged: focus = focus && visible
            }
            Button {
                kind: "small"
                width: answers.share
                visible: work.row.waits
                text: qsTrId("order.says_no")
                onClicked: work.row.order.answer(false)
                onVisibleChanged: focus = focus && visible
            }
            Button {
                kind: "small"
                width: work.row.waits ? answers.share : implicitWidth
                symbol: work.row.waits ? "" : "undo"
                text: qsTrId("order.again")
                onClicked: work.row.order.reopen()
                onVisibleChanged: focus = focus && visible
            }
        }
    }
}
