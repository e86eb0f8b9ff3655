import QtQuick
import Vetrina

// A category to look into: a picture of what is on that shelf, its name, how many.
Pressable {
    id: tile

    required property string key
    required property string name
    required property string number
    required property string url
    required property string label
    readonly property int photoHeight: Math.round(width * 0.482)

    implicitHeight: photoHeight + 40
    corner: Theme.photoRadius
    roving: true
    text: label

    contentItem: Item {
        Photo {
            width: tile.width
            height: tile.photoHeight
            late: true
            source: tile.url
            Accessible.ignored: true
        }
        Label {
            y: tile.photoHeight + 8
            width: tile.width - count.implicitWidth - 16
            text: tile.name
            weight: Font.DemiBold
            Accessible.ignored: true
        }
        Label {
            id: count
            y: tile.photoHeight + 8
            anchors.right: parent.right
            text: tile.number
            color: Theme.ink2
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
