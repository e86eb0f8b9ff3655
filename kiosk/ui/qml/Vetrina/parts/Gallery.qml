pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Thumbnails beside one landscape photo, or beside two upright ones.
Item {
    id: gallery

    required property ProductModel product
    readonly property int gap: 16
    readonly property real stage: width - 72 - gap
    // A brand may show upright photos alone, in the frame of the others.
    readonly property bool paired: product.gallery.portrait && Look.pairsUpright

    Column {
        id: thumbs
        spacing: 12

        Repeater {
            model: gallery.product.gallery.photos

            Pressable {
                id: thumb
                required property int index
                required property string thumb
                required property string alt

                width: 72
                height: 72
                corner: Theme.photoRadius
                roving: true
                checked: index === gallery.product.gallery.photo
                text: qsTrId("product.photo").arg(index + 1).arg(gallery.product.gallery.photos.count)
                Keys.onUpPressed: moveFocus(false)
                Keys.onDownPressed: moveFocus(true)
                onClicked: gallery.product.gallery.look(index)

                background: Rectangle {
                    anchors.fill: parent
                    anchors.margins: -4.5
                    visible: thumb.checked
                    color: "transparent"
                    radius: Theme.photoRadius > 0 ? Theme.photoRadius + 4.5 : 0
                    border.width: 2
                    border.color: Theme.primary
                }
                contentItem: Photo {
                    late: true
                    crops: true
                    source: thumb.thumb
                    alt: thumb.alt
                    Accessible.ignored: true
                }
            }
        }
    }
    component Enlarge: Pressable {
        property int after: 0

        corner: Theme.cardRadius
        text: qsTrId("zoom.open")
        onClicked: gallery.product.gallery.enlarge(gallery.product.gallery.photo + after)
        // A small mark says that there is more to see; the photo itself may be as pale as the wall.
        contentItem: Item {
            Rectangle {
                anchors {
                    right: parent.right
                    top: parent.top
                    margins: 12
                }
                width: 40
                height: 40
                radius: Theme.chipRadius > 0 ? width / 2 : 0
                color: Theme.surface

                Icon {
                    anchors.centerIn: parent
                    name: "search"
                    size: 22
                    color: Theme.ink
                }
            }
        }
    }

    // A frame for each pose: one that changed its shape with the photo would load the photo twice.
    Photo {
        x: 72 + gallery.gap
        width: gallery.stage
        height: gallery.height
        visible: !gallery.paired
        corner: Theme.cardRadius
        source: gallery.paired ? "" : gallery.product.gallery.photoUrl
        full: gallery.paired ? "" : gallery.product.gallery.photoFull
        alt: gallery.product.gallery.photoAlt
    }
    Photo {
        id: upright
        x: 72 + gallery.gap
        width: (gallery.stage - gallery.gap) / 2
        height: gallery.height
        visible: gallery.paired
        corner: Theme.cardRadius
        source: gallery.paired ? gallery.product.gallery.photoUrl : ""
        full: gallery.paired ? gallery.product.gallery.photoFull : ""
        alt: gallery.product.gallery.photoAlt
    }
    Photo {
        anchors {
            left: upright.right
            leftMargin: gallery.gap
        }
        width: upright.width
        height: gallery.height
        visible: gallery.paired
        corner: Theme.cardRadius
        source: gallery.paired ? gallery.product.gallery.secondUrl : ""
        full: gallery.paired ? gallery.product.gallery.secondFull : ""
        Accessible.ignored: true
    }
    Enlarge {
        x: 72 + gallery.gap
        width: gallery.paired ? upright.width : gallery.stage
        height: gallery.height
    }
    Enlarge {
        x: upright.x + upright.width + gallery.gap
        visible: gallery.paired
        after: 1
        width: upright.width
        height: gallery.height
    }
}
