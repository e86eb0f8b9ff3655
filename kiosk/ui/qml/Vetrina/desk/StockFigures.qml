pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// One variant: how many can be had here and how sure that is, what other stores have, what moved last.
Card {
    id: card

    required property StockDeskModel stock

    Column {
        id: here
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 24
        }
        spacing: 4

        Label {
            width: parent.width
            text: card.stock.variantName
            weight: Font.DemiBold
        }
        Row {
            spacing: 12

            Heading {
                id: number
                text: card.stock.available
                size: Theme.head
            }
            Label {
                anchors.bottom: number.bottom
                anchors.bottomMargin: 4
                text: qsTrId("stockdesk.can_be_had")
                elide: Text.ElideNone
            }
        }
        Prose {
            width: parent.width
            visible: text !== ""
            says: card.stock.kept
            size: Theme.note
            elide: Text.ElideNone
        }
        Prose {
            width: parent.width
            says: [card.stock.counted, card.stock.trust].filter(part => part !== "").join(" · ")
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
        }
    }
    Flickable {
        id: rows

        anchors {
            left: parent.left
            leftMargin: 24
            right: parent.right
            rightMargin: 24
            top: here.bottom
            topMargin: 16
            bottom: parent.bottom
            bottomMargin: 8
        }
        clip: true
        contentHeight: rest.height
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: rest
            width: parent.width

            Label {
                height: 40
                visible: card.stock.places.count > 0
                text: qsTrId("stockdesk.others")
                size: Theme.note
                weight: Font.DemiBold
            }
            Repeater {
                model: card.stock.places

                PlaceLine {
                    width: rest.width
                }
            }
            Item {
                width: 1
                height: 12
            }
            Label {
                height: 40
                text: qsTrId("stockdesk.moves")
                size: Theme.note
                weight: Font.DemiBold
            }
            Label {
                visible: card.stock.moves.count === 0
                text: qsTrId("stockdesk.no_moves")
                size: Theme.note
                color: Theme.ink2
            }
            Repeater {
                model: card.stock.moves

                Item {
                    id: move

                    required property string what
                    required property string delta
                    required property string when

                    width: rest.width
                    height: Math.max(36, words.height + 8)
                    Accessible.role: Accessible.StaticText
                    Accessible.name: [move.delta, move.what, move.when].join(", ")

                    Label {
                        width: 56
                        anchors.baseline: words.baseline
                        text: move.delta
                        weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Prose {
                        id: words
                        x: 56
                        width: parent.width - 56 - when.width - 12
                        anchors.verticalCenter: parent.verticalCenter
                        says: move.what
                        size: Theme.note
                        elide: Text.ElideNone
                        Accessible.ignored: true
                    }
                    Label {
                        id: when
                        anchors {
                            right: parent.right
                            baseline: words.baseline
                        }
                        text: move.when
                        size: Theme.note
                        color: Theme.ink2
                        elide: Text.ElideNone
                        Accessible.ignored: true
                    }
                }
            }
        }

        ScrollMark {
            view: rows
        }
    }
}
