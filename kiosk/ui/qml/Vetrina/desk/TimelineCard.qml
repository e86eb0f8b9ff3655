pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What happened between the customer and the shop on every channel, the newest first.
Card {
    id: card

    required property CustomerModel customer

    Heading {
        id: title
        x: 24
        y: 16
        width: parent.width - channels.implicitWidth - 64
        text: qsTrId("customer.so_far")
        size: Theme.lead
    }
    Label {
        id: channels
        anchors {
            right: parent.right
            rightMargin: 24
            verticalCenter: title.verticalCenter
        }
        text: qsTrId("customer.all_channels")
        size: Theme.note
        color: Theme.ink2
        elide: Text.ElideNone
    }
    DeskRows {
        id: rows
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            bottom: parent.bottom
            leftMargin: 16
            rightMargin: 16
            topMargin: 8
            bottomMargin: 16
        }
        model: card.customer.timeline
        Accessible.role: Accessible.List
        Accessible.name: title.text
        delegate: Pressable {
            id: row

            required property string key
            required property string symbol
            required property string when
            required property string title
            required property string words
            required property string page
            required property int index

            width: rows.width
            implicitHeight: lines.height + 22
            corner: Theme.photoRadius
            enabled: page !== ""
            text: [when, title, words].filter(part => part !== "").join(", ")
            onClicked: card.customer.follow(key)
            background: Rectangle {
                radius: row.corner
                color: row.down ? Theme.tint : "transparent"
            }
            contentItem: Item {
                Rectangle {
                    x: 31
                    y: 52
                    width: 2
                    height: parent.height - 44
                    visible: row.index + 1 < rows.count
                    color: Theme.line
                }
                Rectangle {
                    id: disc
                    x: 8
                    y: 4
                    width: 48
                    height: 48
                    radius: Theme.chipRadius > 0 ? 24 : 0
                    color: row.index === 0 ? Theme.primary : Theme.page

                    Icon {
                        anchors.centerIn: parent
                        name: row.symbol
                        size: 24
                        color: row.index === 0 ? Theme.primaryInk : Theme.primary
                    }
                }
                Column {
                    id: lines
                    anchors {
                        left: disc.right
                        leftMargin: 16
                        right: parent.right
                        rightMargin: 12
                    }

                    Label {
                        width: parent.width
                        text: row.when
                        size: Theme.note
                        color: Theme.ink2
                        Accessible.ignored: true
                    }
                    Prose {
                        width: parent.width
                        says: row.title
                        weight: row.index === 0 ? Font.DemiBold : Font.Normal
                        maximumLineCount: 2
                        Accessible.ignored: true
                    }
                    Prose {
                        width: parent.width
                        visible: text !== ""
                        says: row.words
                        size: Theme.note
                        color: Theme.ink2
                        maximumLineCount: 3
                        Accessible.ignored: true
                    }
                }
            }
        }
        footer: Prose {
            width: rows.width
            visible: rows.count === 0
            leftPadding: 8
            says: qsTrId("timeline.nothing")
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
        }
    }
}
