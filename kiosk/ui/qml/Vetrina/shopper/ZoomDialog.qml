pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Vetrina
import Vetrina.Models

// A photo over the whole screen: closer with two fingers, two taps, keys or buttons, up to four times.
Dialog {
    id: dialog

    required property GalleryModel gallery
    readonly property real most: 4
    readonly property real density: Theme.scale * Screen.devicePixelRatio
    property real zoom: 1

    // Closer or farther, with a point of the picture staying where it is.
    function zoomTo(wanted: real, at: point): void {
        const next = Math.max(1, Math.min(most, wanted));
        stage.resizeContent(stage.width * next, stage.height * next, Qt.point(stage.contentX + at.x, stage.contentY + at.y));
        zoom = next;
        stage.returnToBounds();
    }
    function middle(): point {
        return Qt.point(stage.width / 2, stage.height / 2);
    }
    function move(across: real, down: real): void {
        stage.contentX = Math.max(0, Math.min(stage.contentWidth - stage.width, stage.contentX + across));
        stage.contentY = Math.max(0, Math.min(stage.contentHeight - stage.height, stage.contentY + down));
    }
    // An arrow moves what is seen of a photo that is close, and else leads to the next one.
    function arrow(across: real, down: real): void {
        if (zoom > 1)
            move(across * stage.width / 4, down * stage.height / 4);
        else if (across !== 0)
            gallery.step(across);
    }

    shown: gallery.large
    cardWidth: 0
    cardHeight: 0
    onEscaped: gallery.close()
    onShownChanged: zoomTo(1, middle())
    Keys.onLeftPressed: arrow(-1, 0)
    Keys.onRightPressed: arrow(1, 0)
    Keys.onUpPressed: arrow(0, -1)
    Keys.onDownPressed: arrow(0, 1)
    Keys.onPressed: event => {
        if (event.text === "+" || event.text === "=")
            zoomTo(zoom * 1.5, middle());
        else if (event.text === "-")
            zoomTo(zoom / 1.5, middle());
        else
            return;
        event.accepted = true;
    }

    Connections {
        target: dialog.gallery

        function onChanged(): void {
            if (photos.seen !== dialog.gallery.photo) {
                photos.seen = dialog.gallery.photo;
                dialog.zoomTo(1, dialog.middle());
            }
        }
    }

    below: [
        Rectangle {
            anchors.fill: parent
            color: Theme.page
        },
        Flickable {
            id: stage
            anchors.fill: parent
            anchors.bottomMargin: 112
            clip: true
            contentWidth: width
            contentHeight: height
            boundsBehavior: Flickable.StopAtBounds
            interactive: dialog.zoom > 1
            onWidthChanged: dialog.zoomTo(1, dialog.middle())
            onHeightChanged: dialog.zoomTo(1, dialog.middle())

            Item {
                id: photos
                property int seen: 0

                width: stage.contentWidth
                height: stage.contentHeight

                Repeater {
                    model: dialog.gallery.photos

                    // The photo that is seen, with the next and the one before ready beside it.
                    Item {
                        id: photo
                        required property int index
                        required property string url
                        required property string full
                        required property string alt
                        readonly property int count: dialog.gallery.photos.count
                        readonly property int away: Math.abs(index - dialog.gallery.photo)
                        readonly property bool current: away === 0
                        readonly property bool near: Math.min(away, count - away) <= 1

                        anchors.fill: parent
                        visible: current
                        Accessible.role: Accessible.Graphic
                        Accessible.name: alt

                        // As long as the photo in full has not come to this tablet.
                        Image {
                            anchors.fill: parent
                            cache: false
                            fillMode: Image.PreserveAspectFit
                            source: dialog.shown && photo.current && photo.full === "" && photo.url !== "" ? `${photo.url}/0` : ""
                        }
                        // Decoded at the size that is shown; from close by, as large as it came.
                        Image {
                            id: whole
                            anchors.fill: parent
                            visible: !sharp.visible
                            asynchronous: true
                            cache: false
                            fillMode: Image.PreserveAspectFit
                            source: dialog.shown && photo.near ? photo.full : ""
                            sourceSize: Qt.size(Math.round(stage.width * dialog.density), Math.round(stage.height * dialog.density))
                        }
                        Image {
                            id: sharp
                            anchors.fill: parent
                            visible: status === Image.Ready
                            asynchronous: true
                            cache: false
                            fillMode: Image.PreserveAspectFit
                            source: dialog.shown && photo.current && dialog.zoom > 1 ? photo.full : ""
                        }
                    }
                }
                TapHandler {
                    onDoubleTapped: point => {
                        const at = Qt.point(point.position.x - stage.contentX, point.position.y - stage.contentY);
                        dialog.zoomTo(dialog.zoom > 1 ? 1 : 2.5, at);
                    }
                }
                PinchHandler {
                    target: null
                    onScaleChanged: delta => dialog.zoomTo(dialog.zoom * delta, Qt.point(centroid.position.x - stage.contentX, centroid.position.y - stage.contentY))
                }
            }
        },
        IconButton {
            anchors {
                right: parent.right
                top: parent.top
                margins: 24
            }
            symbol: "close"
            focus: true
            text: qsTrId("nav.close")
            onClicked: dialog.gallery.close()
        },
        Row {
            anchors {
                horizontalCenter: parent.horizontalCenter
                bottom: parent.bottom
                bottomMargin: 28
            }
            spacing: 16

            IconButton {
                visible: dialog.gallery.photos.count > 1
                symbol: "chevron-left"
                text: qsTrId("zoom.before")
                onClicked: dialog.gallery.step(-1)
            }
            IconButton {
                symbol: "minus"
                enabled: dialog.zoom > 1
                opacity: enabled ? 1 : 0.4
                text: qsTrId("zoom.out")
                onClicked: dialog.zoomTo(dialog.zoom / 1.5, dialog.middle())
            }
            Label {
                width: Math.max(160, implicitWidth)
                height: Theme.control56
                horizontalAlignment: Text.AlignHCenter
                text: qsTrId("product.photo").arg(dialog.gallery.photo + 1).arg(dialog.gallery.photos.count)
                color: Theme.ink2
            }
            IconButton {
                symbol: "plus"
                enabled: dialog.zoom < dialog.most
                opacity: enabled ? 1 : 0.4
                text: qsTrId("zoom.in")
                onClicked: dialog.zoomTo(dialog.zoom * 1.5, dialog.middle())
            }
            IconButton {
                visible: dialog.gallery.photos.count > 1
                symbol: "chevron-right"
                text: qsTrId("zoom.after")
                onClicked: dialog.gallery.step(1)
            }
        }
    ]
}
