pragma ComponentBehavior: Bound
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
    property color ground: Theme.page
    // What need not be painted with the page follows a moment after it.
    property bool late: false
    // A thumbnail fills its frame whatever that cuts off.
    property bool crops: false
    readonly property string finish: `/${Math.round(corner * density)}${crops ? "/crop" : ""}`
    property string due: ""
    readonly property string address: late ? due : source
    readonly property real density: Theme.scale * Screen.devicePixelRatio
    readonly property size pixels: Qt.size(Math.round(width * density), Math.round(height * density))

    Accessible.role: Accessible.Graphic
    Accessible.name: alt
    onSourceChanged: wait.restart()

    Timer {
        id: wait
        interval: 60
        running: photo.late
        onTriggered: photo.due = photo.source
    }
    Loader {
        anchors.fill: parent
        active: first.status !== Image.Ready
        sourceComponent: Rectangle {
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
    }
    Image {
        id: first
        anchors.fill: parent
        cache: false
        source: photo.address === "" ? "" : photo.address + photo.finish
        sourceSize: photo.pixels
    }
    // Most photos are shown small alone: what lies over that is not built for them.
    Loader {
        anchors.fill: parent
        active: photo.full !== ""
        sourceComponent: Item {
            id: over

            // The full photo fills the frame, unless that would cut off too much of it.
            readonly property real across: width / whole.implicitWidth
            readonly property real down: height / whole.implicitHeight
            readonly property bool fills: Math.min(across, down) >= (1 - Theme.croppedPart) * Math.max(across, down)
            readonly property real zoom: fills ? Math.max(across, down) : Math.min(across, down)

            Item {
                anchors.fill: parent
                clip: true

                Image {
                    id: whole
                    anchors.centerIn: parent
                    width: implicitWidth * over.zoom
                    height: implicitHeight * over.zoom
                    cache: false
                    asynchronous: true
                    visible: status === Image.Ready
                    // Decoded when the page has been painted: until then it would only be in the way.
                    source: wait.running ? "" : photo.full
                    sourceSize.width: photo.pixels.width
                }
            }
            BorderImage {
                anchors.fill: parent
                visible: whole.visible && photo.corner > 0
                source: `image://corner/${photo.corner}/${Theme.hex(photo.ground)}`
                border {
                    left: photo.corner
                    right: photo.corner
                    top: photo.corner
                    bottom: photo.corner
                }
            }
        }
    }
}
