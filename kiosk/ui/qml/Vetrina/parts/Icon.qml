import QtQuick
import QtQuick.Window
import Vetrina

// One icon of resources/icons in one colour, drawn at device resolution.
Image {
    id: icon

    required property string name
    property int size: 28
    property color color: Theme.ink

    width: size
    height: size
    source: name === "" ? "" : `image://icon/${name}/${Theme.hex(color)}`
    sourceSize.width: Math.ceil(size * Theme.scale * Screen.devicePixelRatio)
    sourceSize.height: Math.ceil(size * Theme.scale * Screen.devicePixelRatio)
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
