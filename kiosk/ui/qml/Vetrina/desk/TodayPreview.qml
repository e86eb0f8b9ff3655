pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What is chosen: whom it is about, what they said, which products, and the one next step.
Card {
    id: card

    required property TodayModel today

    Item {
        anchors {
            fill: parent
            margins: 24
            bottomMargin: 16
        }
        visible: card.today.action !== ""

        Rectangle {
            id: disc
            width: 56
            height: 56
            radius: Theme.chipRadius > 0 ? 28 : 0
            color: Theme.tint

            Label {
                anchors.centerIn: parent
                text: card.today.previewTitle.charAt(0)
                weight: Font.DemiBold
                color: Theme.primary
                Accessible.ignored: true
            }
        }
        Column {
            id: about
            anchors {
                left: disc.right
                leftMargin: 16
                right: person.visible ? person.left : parent.right
                rightMargin: 12
            }
            y: Math.max(0, (disc.height - height) / 2)

            Headline {
                width: parent.width
                says: card.today.previewTitle
                size: Theme.lead
                maximumLineCount: 2
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: card.today.previewDetail
                size: Theme.note
                color: Theme.ink2
            }
        }
        IconButton {
            id: person
            anchors.right: parent.right
            visible: card.today.customer !== ""
            symbol: "person"
            text: qsTrId("today.customer")
            onClicked: card.today.openCustomer()
        }
        Column {
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                topMargin: Math.max(disc.height, about.height) + 20
                bottom: buttons.top
                bottomMargin: 16
            }
            clip: true
            spacing: 20

            Rectangle {
                width: parent.width
                height: words.implicitHeight + 32
                visible: card.today.quote !== ""
                radius: Theme.photoRadius
                color: Theme.page

                Prose {
                    id: words
                    anchors {
                        left: parent.left
                        right: parent.right
                        verticalCenter: parent.verticalCenter
                        margins: 20
                    }
                    says: card.today.quote
                    maximumLineCount: 4
                }
            }
            Grid {
                width: parent.width
                columns: 3
                columnSpacing: 12
                rowSpacing: 12

                Repeater {
                    model: card.today.pieces

                    Column {
                        id: piece

                        required property string url
                        required property string name
                        required property string place

                        width: (card.width - 48 - 24) / 3

                        Photo {
                            width: parent.width
                            // Where there is little room, two rows of them stand above the buttons whole.
                            height: card.height > 700 ? width * 0.72 : (card.today.pieces.count > 3 ? 80 : 96)
                            crops: true
                            source: piece.url
                            ground: Theme.surface
                            Accessible.ignored: true
                        }
                        Item {
                            width: 1
                            height: 6
                        }
                        Prose {
                            width: parent.width
                            says: piece.name
                            size: Theme.note
                            weight: Font.Medium
                            maximumLineCount: 2
                        }
                        Label {
                            width: parent.width
                            text: piece.place
                            size: Theme.note
                            color: Theme.ink2
                        }
                    }
                }
            }
            Label {
                visible: text !== ""
                text: card.today.more
                size: Theme.note
                color: Theme.ink2
            }
        }
        Row {
            id: buttons
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            spacing: 12

            Button {
                id: open
                visible: card.today.opens
                leftPadding: 20
                rightPadding: 20
                text: qsTrId("today.open")
                onClicked: card.today.openChosen()
            }
            Button {
                id: primary
                width: parent.width - (open.visible ? open.width + 12 : 0)
                kind: "primary"
                leftPadding: 16
                rightPadding: 16
                text: card.today.action
                keyName: qsTrId("today.enter")
                Accessible.description: qsTrId("today.enter")
                onClicked: card.today.act()
            }
        }
    }
}
