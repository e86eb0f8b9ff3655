import QtQuick
import QtQuick.Window
import Vetrina

// A figure of 172 cm, standing on the lower edge; `measure` is pixels per millimetre.
Image {
    id: person

    required property real measure
    readonly property color tone: Qt.tint(Theme.ink2, Qt.alpha(Theme.surface, 0.45))

    width: 560 * measure
    height: 1720 * measure
    source: `image://icon/figure/${Theme.hex(tone)}`
    sourceSize.width: Math.ceil(width * Theme.scale * Screen.devicePixelRatio)
    sourceSize.height: Math.ceil(height * Theme.scale * Screen.devicePixelRatio)
    fillMode: Image.PreserveAspectFit
    verticalAlignment: Image.AlignBottom
    Accessible.ignored: true
}
