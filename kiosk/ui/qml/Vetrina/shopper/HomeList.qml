pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The list to go on with; before there is one, how to begin.
Pressable {
    id: card

    required property HomeModel home
    readonly property int photoWidth: Math.round(width * 0.4)

    corner: Theme.cardRadius
    text: home.begun ? [qsTrId("home.continue"), home.listName, home.listText].join(", ") : [qsTrId("home.begin"), qsTrId("home.begin_text")].join(", ")

    background: Card {
        radius: card.corner
        color: card.down ? Theme.tint : Theme.surface
    }
    contentItem: Item {
        Image {
            width: card.photoWidth
            height: parent.height
            source: width > 0 && height > 0 ? Look.attractPhoto(width, height) : ""
            sourceSize: Qt.size(0, height * Theme.scale)
            fillMode: Image.PreserveAspectCrop
            asynchronous: true
            cache: false
        }
        Item {
            width: card.photoWidth
            height: parent.height
            clip: true

            BorderImage {
                // Its right corners lie beyond the photo, whose right edge is the card's middle.
                width: parent.width + card.corner
                height: parent.height
                visible: card.corner > 0
                source: `image://corner/${card.corner}/${Theme.hex(Theme.page)}`
                border {
                    left: card.corner
                    right: card.corner
                    top: card.corner
                    bottom: card.corner
                }
            }
        }
        Column {
            anchors {
                left: parent.left
                leftMargin: card.photoWidth + 24
                right: card.home.begun ? arrow.left : parent.right
                rightMargin: card.home.begun ? 8 : 24
                top: parent.top
                topMargin: card.home.begun ? 20 : 24
            }
            spacing: card.home.begun ? 4 : 8

            Prose {
                width: parent.width
                visible: card.home.begun
                says: qsTrId("home.continue")
                size: Theme.note
                color: Theme.ink2
                maximumLineCount: 2
                Accessible.ignored: true
            }
            Headline {
                width: parent.width
                says: card.home.begun ? card.home.listName : qsTrId("home.begin")
                size: Theme.title
                maximumLineCount: card.home.begun ? 2 : 3
                Accessible.ignored: true
            }
            Prose {
                width: parent.width
                says: card.home.begun ? card.home.listText : qsTrId("home.begin_text")
                size: Theme.note
                color: Theme.ink2
                maximumLineCount: card.home.begun ? 1 : 5
                Accessible.ignored: true
            }
        }
        Icon {
            id: arrow
            anchors {
                right: parent.right
                rightMargin: 20
                top: parent.top
                topMargin: 32
            }
            visible: card.home.begun
            name: "chevron-right"
            size: 28
            color: Theme.primary
        }
        Row {
            anchors {
                left: parent.left
                leftMargin: card.photoWidth + 24
                bottom: parent.bottom
                bottomMargin: 20
            }
            spacing: 8

            Repeater {
                model: card.home.thumbs

                Photo {
                    required property string url

                    width: 64
                    height: 64
                    crops: true
                    late: true
                    ground: Theme.surface
                    source: url
                    Accessible.ignored: true
                }
            }
        }
    }
}
