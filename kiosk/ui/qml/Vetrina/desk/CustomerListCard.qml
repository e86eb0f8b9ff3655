pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The customer's list, live; others by their titles; below it what could be suggested, with the reason.
Card {
    id: card

    required property CustomerListsModel lists

    Heading {
        id: title
        x: 24
        y: 16
        width: parent.width - 48
        text: card.lists.title === "" ? qsTrId("customer.no_list") : card.lists.title
        size: Theme.lead
    }
    Flickable {
        id: others
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            topMargin: 4
            leftMargin: 16
            rightMargin: 16
        }
        height: card.lists.rows.count > 1 ? Theme.control56 + 8 : 0
        visible: card.lists.rows.count > 1
        clip: true
        contentWidth: chips.width
        boundsBehavior: Flickable.StopAtBounds

        Row {
            id: chips
            padding: 4
            spacing: 8

            Repeater {
                model: card.lists.rows

                Chip {
                    required property string key
                    required property string name
                    required property string pieces
                    required property bool current

                    checked: current
                    text: name
                    Accessible.name: `${name}, ${pieces}`
                    onClicked: card.lists.choose(key)
                }
            }
        }

        ScrollMark {
            view: others
        }
    }
    DeskRows {
        id: lines
        anchors {
            left: parent.left
            right: parent.right
            top: others.bottom
            bottom: sum.top
            leftMargin: 24
            rightMargin: 24
            topMargin: 8
        }
        spacing: 16
        model: card.lists.lines
        Accessible.role: Accessible.List
        Accessible.name: title.text
        delegate: Item {
            id: line

            required property string url
            required property string name
            required property string stock
            required property string fate
            required property string by
            required property string who
            required property int quantity
            required property string price

            width: lines.width
            height: 56
            Accessible.role: Accessible.ListItem
            Accessible.name: [name, detail.text, price].join(", ")

            Photo {
                id: photo
                width: 72
                height: 56
                crops: true
                ground: Theme.surface
                source: line.url
                Accessible.ignored: true
            }
            Column {
                anchors {
                    left: photo.right
                    leftMargin: 16
                    right: cost.left
                    rightMargin: 8
                    verticalCenter: parent.verticalCenter
                }

                Label {
                    width: parent.width
                    text: line.quantity > 1 ? `${line.quantity}\u00a0× ${line.name}` : line.name
                    size: Theme.note
                    weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Label {
                    id: detail
                    width: parent.width
                    text: line.fate !== "" ? line.fate : (line.who === "associate" || line.stock === "" ? line.by : line.stock)
                    size: Theme.note
                    color: line.fate !== "" ? Theme.primary : Theme.ink2
                    Accessible.ignored: true
                }
            }
            Label {
                id: cost
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                text: line.price
                size: Theme.note
                weight: Font.DemiBold
                elide: Text.ElideNone
                Accessible.ignored: true
            }
        }
    }
    Item {
        id: sum
        anchors {
            left: parent.left
            right: parent.right
            bottom: ideas.top
            leftMargin: 24
            rightMargin: 24
        }
        height: visible ? 56 : 0
        visible: card.lists.lines.count > 0

        Hairline {
            width: parent.width
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: card.lists.pieces
            size: Theme.note
            color: Theme.ink2
        }
        Heading {
            anchors {
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            text: card.lists.total
            size: Theme.lead
        }
    }
    Column {
        id: ideas
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: 12
            rightMargin: 12
            bottomMargin: 12
        }
        visible: card.lists.suggestions.count > 0
        height: visible ? implicitHeight : 0

        Label {
            leftPadding: 12
            height: 32
            text: qsTrId("customer.suggest")
            size: Theme.note
            color: Theme.ink2
        }
        Repeater {
            model: card.lists.suggestions

            GoodsHit {
                required property int index
                required property string key
                required property string reason

                width: ideas.width
                why: reason
                visible: index < (card.height > 700 ? 3 : 1)
                tinted: true
                onClicked: card.lists.add(key)
            }
        }
    }
}
