pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What fits, each with its reason; on request each can be corrected or forgotten.
Card {
    id: card

    required property CustomerModel customer
    readonly property real needed: title.height + rows.contentHeight + (link.visible ? link.height : 0) + 40

    Heading {
        id: title
        x: 24
        y: 16
        width: parent.width - 48
        text: qsTrId("customer.fits")
        size: Theme.lead
    }
    DeskRows {
        id: rows
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            bottom: link.top
            leftMargin: 24
            rightMargin: 16
            topMargin: 8
        }
        spacing: 12
        model: card.customer.fits
        Accessible.role: Accessible.List
        Accessible.name: title.text
        delegate: Item {
            id: fit

            required property string key
            required property string symbol
            required property string title
            required property string reason

            width: rows.width
            height: words.height + (tools.visible ? tools.height + 4 : 0)
            Accessible.role: Accessible.ListItem
            Accessible.name: `${fit.title}, ${fit.reason}`

            Icon {
                id: sign
                y: 14
                name: fit.symbol
                size: 26
                color: Theme.primary
            }
            Column {
                id: words
                anchors {
                    left: sign.right
                    leftMargin: 16
                    right: parent.right
                }

                Prose {
                    width: parent.width
                    says: fit.title
                    weight: Font.DemiBold
                    maximumLineCount: 2
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: fit.reason
                    size: Theme.note
                    color: Theme.ink2
                    Accessible.ignored: true
                }
            }
            Row {
                id: tools
                anchors {
                    left: words.left
                    leftMargin: -8
                    top: words.bottom
                }
                visible: card.customer.correcting
                spacing: 8

                Link {
                    symbol: "edit"
                    text: qsTrId("customer.correct_this")
                    Accessible.name: `${text}: ${fit.title}`
                    onClicked: card.customer.say(fit.key)
                }
                Link {
                    symbol: "close"
                    text: qsTrId("customer.forget_this")
                    Accessible.name: `${text}: ${fit.title}`
                    onClicked: card.customer.forget(fit.key)
                }
            }
        }
        // No higher than what it says: the card's height follows from it.
        footer: Item {
            width: rows.width
            height: none.visible ? none.implicitHeight : 0

            Prose {
                id: none
                width: parent.width
                visible: rows.count === 0
                says: qsTrId("fits.none")
                size: Theme.note
                color: Theme.ink2
                elide: Text.ElideNone
            }
        }
    }
    Link {
        id: link
        anchors {
            left: parent.left
            leftMargin: 16
            bottom: parent.bottom
            bottomMargin: 8
        }
        height: visible ? implicitHeight : 0
        visible: rows.count > 0
        symbol: card.customer.correcting ? "check" : "chevron-right"
        text: card.customer.correcting ? qsTrId("customer.corrected") : qsTrId("customer.correct")
        onClicked: card.customer.correct()
    }
}
