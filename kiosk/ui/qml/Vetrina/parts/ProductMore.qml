pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Below the fold: what it is, what buyers say, what goes with it.
Column {
    id: more

    required property ProductModel product
    readonly property real aboutWidth: width - 32 - reviewsWidth
    // Where the facts of the product stand above, so that the page has one right column.
    required property real reviewsWidth

    spacing: 48

    Item {
        width: parent.width
        height: Math.max(about.height, reviews.height)

        Column {
            id: about
            width: more.aboutWidth
            spacing: 16

            Heading {
                width: parent.width
                text: qsTrId("product.about")
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: more.product.lead
                size: Theme.lead
                wrapMode: Text.Wrap
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: more.product.description
                color: Theme.ink2
                wrapMode: Text.Wrap
            }
            Label {
                visible: more.product.details.count > 0
                topPadding: 8
                text: qsTrId("product.details")
                weight: Font.DemiBold
            }
            Repeater {
                model: more.product.details

                Row {
                    id: detail
                    required property string text

                    spacing: 12

                    Icon {
                        y: 4
                        name: "check"
                        size: 20
                        color: Theme.primary
                    }
                    Label {
                        width: about.width - 32
                        text: detail.text
                        wrapMode: Text.Wrap
                    }
                }
            }
            Label {
                topPadding: 8
                text: qsTrId("product.code").arg(more.product.code)
                size: Theme.note
                color: Theme.ink2
            }
        }
        Reviews {
            id: reviews
            anchors.right: parent.right
            width: more.reviewsWidth
            visible: more.product.reviews.count > 0
            product: more.product
        }
    }
    Repeater {
        model: [more.product.beside, more.product.alsoBeside]

        SuggestionRow {
            required property SuggestionModel modelData

            width: more.width
            suggestion: modelData
            offersMore: false
            tileWidth: (more.width - 72) / 4
            photoHeight: Math.round(tileWidth * 0.68)
            onOpened: product => more.product.follow(product)
        }
    }
    Item {
        width: 1
        height: 24
    }
}
