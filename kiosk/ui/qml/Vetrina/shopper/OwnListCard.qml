pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// One of the shopper's lists, to go on with.
Pressable {
    id: card

    required property string key
    required property string title
    required property string detail
    required property bool chosen
    required property string first
    required property string second
    required property string third

    implicitHeight: 104
    corner: Theme.cardRadius
    text: `${title}, ${detail}`

    background: Card {
        radius: card.corner
        color: card.down ? Theme.tint : Theme.surface
    }
    contentItem: Item {
        Column {
            anchors {
                left: parent.left
                leftMargin: 24
                right: photos.left
                rightMargin: 16
                verticalCenter: parent.verticalCenter
            }

            Heading {
                width: parent.width
                text: card.title
                size: Theme.lead
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: card.detail
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
        Row {
            id: photos
            anchors {
                right: arrow.left
                rightMargin: 12
                verticalCenter: parent.verticalCenter
            }
            spacing: 8

            Repeater {
                model: [card.first, card.second, card.third].filter(url => url !== "")

                Photo {
                    required property string modelData

                    width: 72
                    height: 72
                    crops: true
                    late: true
                    ground: Theme.surface
                    source: modelData
                    Accessible.ignored: true
                }
            }
        }
        Icon {
            id: arrow
            anchors {
                right: parent.right
                rightMargin: 20
                verticalCenter: parent.verticalCenter
            }
            name: "chevron-right"
            size: 28
            color: Theme.primary
        }
    }
}
