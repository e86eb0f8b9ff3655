pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What the customer agreed to, when and where; what nobody has asked yet can be asked here, once.
Card {
    id: card

    required property CustomerModel customer

    Heading {
        id: title
        x: 24
        y: 16
        width: parent.width - 48
        text: qsTrId("customer.consents")
        size: Theme.lead
    }
    DeskRows {
        id: rows
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            bottom: parent.bottom
            leftMargin: 24
            rightMargin: 16
            topMargin: 8
            bottomMargin: 12
        }
        spacing: 8
        model: card.customer.consents
        Accessible.role: Accessible.List
        Accessible.name: title.text
        delegate: Item {
            id: consent

            required property string key
            required property string title
            required property string detail
            required property string answer
            property bool opened: false

            width: rows.width
            height: row.height + (tools.visible ? tools.height : 0)
            Accessible.role: Accessible.ListItem
            Accessible.name: row.text

            Pressable {
                id: row
                width: parent.width
                implicitHeight: words.height + 8
                corner: 8
                text: `${consent.title}, ${consent.detail}`
                Accessible.checkable: true
                Accessible.checked: consent.opened
                onClicked: consent.opened = !consent.opened

                contentItem: Item {
                    Rectangle {
                        id: sign
                        y: 12
                        width: 24
                        height: 24
                        radius: 12
                        color: consent.answer === "yes" ? Theme.ok : "transparent"
                        border.width: consent.answer === "yes" ? 0 : 2
                        border.color: Theme.control

                        Icon {
                            anchors.centerIn: parent
                            visible: consent.answer !== "open"
                            name: consent.answer === "yes" ? "check" : "minus"
                            size: 16
                            color: consent.answer === "yes" ? Theme.surface : Theme.ink2
                        }
                    }
                    Column {
                        id: words
                        anchors {
                            left: sign.right
                            leftMargin: 16
                            right: parent.right
                            rightMargin: 8
                        }

                        Prose {
                            width: parent.width
                            says: consent.title
                            size: Theme.note
                            weight: Font.Medium
                            maximumLineCount: 2
                            Accessible.ignored: true
                        }
                        Label {
                            width: parent.width
                            text: consent.detail
                            size: Theme.note
                            color: Theme.ink2
                            Accessible.ignored: true
                        }
                    }
                }
            }
            Row {
                id: tools
                anchors {
                    top: row.bottom
                    left: parent.left
                    leftMargin: 32
                }
                visible: consent.opened
                spacing: 8

                Link {
                    visible: consent.answer !== "yes"
                    symbol: "check"
                    text: qsTrId("customer.agree")
                    Accessible.name: `${text}: ${consent.title}`
                    onClicked: card.customer.agree(consent.key)
                }
                Link {
                    visible: consent.answer !== "no"
                    symbol: "minus"
                    text: qsTrId("customer.disagree")
                    Accessible.name: `${text}: ${consent.title}`
                    onClicked: card.customer.disagree(consent.key)
                }
            }
        }
    }
}
