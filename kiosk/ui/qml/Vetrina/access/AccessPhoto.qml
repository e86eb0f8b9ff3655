import QtQuick
import Vetrina

// A photo that is looked at closely: all of it, or one of the parts that it has when it is larger.
Item {
    id: photo

    required property string source
    required property int times
    required property int part
    required property string alt
    readonly property real shape: whole.implicitHeight > 0 ? whole.implicitWidth / whole.implicitHeight : 1.5

    Accessible.role: Accessible.Graphic
    Accessible.name: alt

    Item {
        id: frame
        anchors.left: parent.left
        width: Math.min(photo.width, photo.height * photo.shape)
        height: width / photo.shape
        clip: true

        Image {
            id: whole
            x: -frame.width * (photo.part % photo.times)
            y: -frame.height * Math.floor(photo.part / photo.times)
            width: frame.width * photo.times
            height: frame.height * photo.times
            cache: false
            // What Python serves, while the file itself is not here, must never be loaded beside (pictures/media).
            asynchronous: photo.source.startsWith("file:")
            source: photo.source
        }
    }
}
