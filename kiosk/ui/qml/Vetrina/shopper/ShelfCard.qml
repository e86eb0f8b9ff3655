import QtQuick
import Vetrina

// A category on the home page: its name on the tile's own ground, a picture of what is on it below.
Pressable {
    id: shelf

    required property string key
    required property string name
    required property string url
    required property string label

    corner: Theme.photoRadius
    roving: true
    text: label

    background: Rectangle {
        radius: shelf.corner
        color: shelf.down ? Theme.tint : Theme.tile
    }
    contentItem: Item {
        Photo {
            y: 36
            width: parent.width
            height: parent.height - y
            ground: Theme.tile
            late: true
            source: shelf.url
            Accessible.ignored: true
        }
        Label {
            x: 16
            y: 6
            width: parent.width - 32
            text: shelf.name
            size: Theme.note
            weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
}
