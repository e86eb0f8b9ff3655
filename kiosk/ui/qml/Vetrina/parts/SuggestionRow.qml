pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Some products and why they are shown; more of them one tap away.
Item {
    id: row

    required property SuggestionModel suggestion
    required property int tileWidth
    required property int photoHeight
    property int gutter: 24
    property bool offersMore: true

    signal opened(string product)
    signal moreWanted
    signal reached(Item tile)

    visible: suggestion.shown
    implicitHeight: visible ? tiles.y + photoHeight + 64 : 0

    Heading {
        id: title
        width: Math.min(implicitWidth, row.width - more.width - 24)
        text: row.suggestion.title
        size: Theme.lead
    }
    Label {
        anchors {
            left: title.right
            leftMargin: 16
            right: more.left
            rightMargin: 16
            verticalCenter: title.verticalCenter
            verticalCenterOffset: 2
        }
        // A reason that is cut short is none: a long title stands alone.
        visible: implicitWidth <= width
        text: row.suggestion.reason
        size: Theme.note
        color: Theme.ink2
    }
    Link {
        id: more
        anchors {
            right: parent.right
            verticalCenter: title.verticalCenter
        }
        visible: row.offersMore && row.suggestion.more
        height: 44
        text: qsTrId("suggest.more")
        onClicked: row.moreWanted()
    }
    Row {
        id: tiles
        y: title.height + 12
        spacing: row.gutter

        Repeater {
            model: row.suggestion.tiles

            ProductTile {
                id: tile
                width: row.tileWidth
                photoHeight: row.photoHeight
                late: true
                onClicked: row.opened(product)
                onVisualFocusChanged: if (visualFocus)
                    row.reached(tile)
            }
        }
    }
}
