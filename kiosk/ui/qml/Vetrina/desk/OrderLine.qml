import QtQuick
import Vetrina
import Vetrina.Models

// A line of an order: small while it waits or is settled, large while it is in work.
Item {
    id: line

    required property OrderModel order
    required property string key
    required property string url
    required property string name
    required property string options
    required property int take
    required property string place
    required property string code
    required property string figure
    required property string instead
    required property string standing
    required property string sign
    required property string status
    required property bool here
    readonly property bool large: here && order.picks
    readonly property bool busy: large && (standing === "open" || standing === "short")

    // What went wrong is said in full, where else the shelf stands.
    readonly property bool troubled: sign !== "" && sign !== "stock-there"
    readonly property bool waits: large && standing === "waiting"

    implicitHeight: large ? 264 : 88
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, options, place, status].filter(part => part !== "").join(", ")

    Rectangle {
        anchors.fill: parent
        visible: line.large
        color: Theme.tint

        Rectangle {
            width: 4
            height: parent.height
            color: Theme.primary
        }
    }
    Pressable {
        anchors.fill: parent
        anchors.margins: 4
        visible: !line.large
        enabled: line.order.picks
        corner: Theme.photoRadius
        text: line.name
        Accessible.description: [line.place, line.status].filter(part => part !== "").join(", ")
        onClicked: line.order.choose(line.key)
    }
    Item {
        visible: !line.large
        anchors.fill: parent

        Photo {
            id: small
            x: 24
            y: 12
            width: 88
            height: 64
            ground: Theme.surface
            source: line.large ? "" : line.url
            Accessible.ignored: true
        }
        Column {
            anchors {
                left: small.right
                leftMargin: 20
                right: ending.visible ? ending.left : parent.right
                rightMargin: ending.visible ? 12 : 24
                verticalCenter: parent.verticalCenter
            }

            Label {
                width: parent.width
                text: Theme.tied(line.options === "" ? line.name : line.name + qsTrId("list.and") + line.options)
                weight: Font.DemiBold
                wrapMode: Text.Wrap
                maximumLineCount: 2
                Accessible.ignored: true
            }
            Row {
                width: parent.width
                spacing: 8

                Icon {
                    id: trouble
                    anchors.verticalCenter: parent.verticalCenter
                    visible: line.troubled
                    name: line.troubled ? line.sign : ""
                    size: 20
                    color: line.sign === "stock-none" ? Theme.bad : Theme.warn
                }
                Label {
                    width: parent.width - (line.troubled ? 28 : 0)
                    text: [line.troubled ? line.status : "", line.instead !== "" ? line.instead : (line.troubled ? "" : line.place)].filter(part => part !== "").join(" · ")
                    size: Theme.note
                    weight: line.troubled ? Font.DemiBold : Font.Normal
                    color: line.troubled ? trouble.color : Theme.ink2
                    Accessible.ignored: true
                }
            }
        }
        Row {
            id: ending
            anchors {
                right: parent.right
                rightMargin: 24
                verticalCenter: parent.verticalCenter
            }
            visible: !line.troubled
            spacing: 8

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: line.sign !== ""
                name: line.troubled ? "" : line.sign
                size: 20
                color: Theme.ok
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, line.width * 0.36)
                text: line.status
                size: Theme.note
                weight: line.sign === "" ? Font.Normal : Font.DemiBold
                color: line.sign === "" ? Theme.ink2 : Theme.ok
                Accessible.ignored: true
            }
        }
    }
    Item {
        visible: line.large
        anchors.fill: parent

        Photo {
            id: photo
            x: 24
            y: 20
            width: 200
            height: 144
            ground: Theme.tint
            source: line.large ? line.url : ""
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

            Heading {
                width: parent.width - (hand.visible ? 64 : 0)
                text: line.name
                size: Theme.title
                Accessible.ignored: true
            }
            Label {
                width: parent.width - (hand.visible ? 64 : 0)
                text: (line.instead !== "" ? line.instead + " · " : "") + (line.take > 0 ? [line.options, qsTrId("order.take", line.take)].filter(part => part !== "").join(qsTrId("list.and")) : line.options)
                size: line.instead !== "" ? Theme.note : Theme.body
                Accessible.ignored: true
            }
            Row {
                width: parent.width
                height: 36
                spacing: 10

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: line.sign !== "" && line.take === 0 ? line.sign : "pin"
                    size: 24
                    color: Theme.primary
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - 40
                    text: line.take > 0 ? line.place : line.status
                    weight: Font.DemiBold
                    color: Theme.primary
                    Accessible.ignored: true
                }
            }
            Label {
                width: parent.width
                text: line.order.refusal !== "" ? "" : [line.code, line.figure].join(qsTrId("list.and"))
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
            visible: line.take > 0
            symbol: "check"
            text: qsTrId("order.by_hand")
            Accessible.description: line.name
            onClicked: line.order.takeByHand()
        }
        Row {
            id: acts
            anchors {
                left: parent.left
                leftMargin: 24
                right: parent.right
                rightMargin: 24
                bottom: parent.bottom
                bottomMargin: 20
            }
            visible: line.busy
            spacing: 12
            readonly property real share: (width - 24) / 3

            Button {
                width: acts.share
                kind: "small"
                symbol: acts.share > 185 ? "minus" : ""
                text: qsTrId("order.one_missing")
                onClicked: line.order.ask("short")
            }
            Button {
                width: acts.share
                kind: "small"
                symbol: acts.share > 185 ? "swap" : ""
                text: qsTrId("order.substitute")
                onClicked: line.order.ask("substitute")
            }
            Button {
                width: acts.share
                kind: "small"
                symbol: acts.share > 185 ? "close" : ""
                text: qsTrId("order.cant_pick")
                onClicked: line.order.ask("reject_line")
            }
        }
    }
    Row {
        id: words
        anchors {
            left: parent.left
            leftMargin: 24
            right: parent.right
            rightMargin: 24
            bottom: parent.bottom
            bottomMargin: 20
        }
        visible: line.large && !line.busy
        spacing: 12

        // Once answered they are gone, and Enter is the page's again.
        Button {
            kind: "small"
            width: (words.width - 24) / 3
            visible: line.waits
            text: qsTrId("order.says_yes")
            onClicked: line.order.answer(true)
            onVisibleChanged: focus = focus && visible
        }
        Button {
            kind: "small"
            width: (words.width - 24) / 3
            visible: line.waits
            text: qsTrId("order.says_no")
            onClicked: line.order.answer(false)
            onVisibleChanged: focus = focus && visible
        }
        Button {
            kind: "small"
            width: line.waits ? (words.width - 24) / 3 : implicitWidth
            symbol: line.waits ? "" : "undo"
            text: qsTrId("order.again")
            onClicked: line.order.reopen()
            onVisibleChanged: focus = focus && visible
        }
    }
    Hairline {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        visible: !line.large
    }
}
