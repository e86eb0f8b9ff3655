import QtQuick
import QtQuick.Window
import Vetrina

// A product photo in its frame: the small rendition at once, the full one over it when it is loaded.
Item {
    id: photo

    property string source: ""
    property string full: ""
    property int corner: Theme.photoRadius
    property string alt: ""
    // The large photo is painted with the page; small ones may follow a moment later.
    property bool atOnce: false
    readonly property real density: Theme.scale * Screen.devicePixelRatio
    readonly property size pixels: Qt.size(Math.round(width * density), Math.round(height * density))

    Accessible.role: Accessible.Graphic
    Accessible.name: alt

    Rectangle {
        anchors.fill: parent
        visible: first.status !== Image.Ready && whole.status !== Image.Ready
        color: Theme.tile
        radius: photo.corner

        Icon {
            anchors.centerIn: parent
            name: "logo"
            size: Math.min(64, photo.height / 3)
            color: Theme.control
            opacity: 0.5
        }
    }
    Image {
        id: first
        anchors.fill: parent
        cache: false
        asynchronous: !photo.atOnce
        source: photo.source === "" ? "" : `${photo.source}/${Math.round(photo.corner * photo.density)}`
        sourceSize: photo.pixels
    }
    Image {
        id: whole
        anchors.fill: parent
        cache: false
        asynchronous: true
        visible: status === Image.Ready
        source: photo.full === "" ? "" : `${photo.full}/${Math.round(photo.corner * photo.density)}`
        sourceSize: photo.pixels
    }
}
