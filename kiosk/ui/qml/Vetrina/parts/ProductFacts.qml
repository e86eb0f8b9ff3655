pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The right column in reading order: name, price, options, reason, stock.
Item {
    id: facts

    required property ProductModel product
    // The stock lines end with the drawing beside them, unless the options need the room.
    required property real foot
    // Whether comparing begins here: on a wide page the bar below has room for it.
    property bool comparable: false
    signal reviewsWanted
    signal compareWanted

    implicitHeight: stock.y + stock.height

    Column {
        id: choice
        width: parent.width
        spacing: 24

        Column {
            width: parent.width
            spacing: 8

            Item {
                width: parent.width
                height: 24

                Label {
                    id: kind
                    readonly property real room: parent.width - (rating.visible ? rating.width + 12 : 0) - (compare.visible ? compare.width + 12 : 0)

                    width: Math.min(implicitWidth, room)
                    text: facts.product.category
                    size: Theme.note
                    color: Theme.ink2
                }
                Pressable {
                    id: rating
                    x: facts.comparable ? kind.width + 16 : parent.width - width
                    anchors.verticalCenter: parent.verticalCenter
                    visible: facts.product.reviews.count > 0
                    corner: 8
                    implicitHeight: 40
                    text: `${qsTrId("product.rating").arg(facts.product.reviews.figure)}, ${count.text}`
                    onClicked: facts.reviewsWanted()
                    contentItem: Row {
                        spacing: 10

                        Stars {
                            anchors.verticalCenter: parent.verticalCenter
                            // Beside what else is there, one star tells what the figure is of.
                            of: facts.comparable ? 1 : 5
                            value: facts.comparable ? 1 : facts.product.reviews.mean
                            Accessible.ignored: true
                        }
                        Label {
                            id: count
                            anchors.verticalCenter: parent.verticalCenter
                            text: `${facts.product.reviews.figure} · ${qsTrId("product.reviews", facts.product.reviews.count)}`
                            size: Theme.note
                            color: Theme.ink2
                            elide: Text.ElideNone
                            Accessible.ignored: true
                        }
                    }
                }
                Link {
                    id: compare
                    anchors.right: parent.right
                    anchors.rightMargin: -8
                    anchors.verticalCenter: parent.verticalCenter
                    visible: facts.comparable
                    symbol: "swap"
                    text: qsTrId("compare.begin")
                    onClicked: facts.compareWanted()
                }
            }
            Heading {
                width: parent.width
                text: Look.tied(facts.product.name)
                Accessible.name: facts.product.name
                wrapMode: Text.Wrap
                maximumLineCount: 2
            }
            PriceLine {
                width: parent.width
                price: facts.product.price
                old: facts.product.oldPrice
                saving: facts.product.saving
                fresh: facts.product.freshPrice
            }
            Label {
                width: parent.width
                visible: !facts.product.scale.known && text !== ""
                text: facts.product.measures
                size: Theme.note
                color: Theme.ink2
                wrapMode: Text.Wrap
                maximumLineCount: 2
            }
        }
        Repeater {
            model: facts.product.axes

            Options {
                required property string key

                width: choice.width
                visible: key !== ""
                product: facts.product
                axis: key
            }
        }
    }
    Row {
        id: mine
        anchors.top: choice.bottom
        anchors.topMargin: 4
        visible: facts.product.sizes.reason !== ""
        height: visible ? 40 : 0
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "heart"
            size: 20
            color: Theme.primary
        }
        Label {
            width: Math.min(implicitWidth, facts.width - change.width - 44)
            anchors.verticalCenter: parent.verticalCenter
            text: facts.product.sizes.reason
            size: Theme.note
            color: Theme.primary
        }
        Link {
            id: change
            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: 40
            symbol: ""
            text: qsTrId("sizes.change")
            onClicked: facts.product.sizes.ask()
        }
    }
    Row {
        id: reason
        anchors.top: mine.bottom
        anchors.topMargin: 8
        visible: facts.product.reason !== ""
        height: 24
        spacing: 8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "store"
            size: 20
            color: Theme.primary
        }
        Label {
            width: facts.width - 28
            text: facts.product.reason
            size: Theme.note
            color: Theme.primary
        }
    }
    Column {
        id: stock
        width: parent.width
        y: Math.max(choice.height + mine.height + (reason.visible ? 48 : 24), facts.foot - height)

        Item {
            width: parent.width
            height: 24

            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("product.where")
                size: Theme.note
                color: Theme.ink2
            }
            Link {
                anchors.right: parent.right
                anchors.rightMargin: -8
                anchors.verticalCenter: parent.verticalCenter
                visible: facts.product.places.more
                text: qsTrId("product.all_stores")
                onClicked: facts.product.seekStores()
            }
        }
        Repeater {
            model: facts.product.places.rows

            StockLine {
                required property int index

                width: stock.width
                last: index === facts.product.places.rows.count - 1
            }
        }
    }
}
