import QtQuick
import Vetrina

// Running text in one of the six sizes.
Text {
    id: label

    property int size: Theme.body
    property int weight: Font.Normal

    color: Theme.ink
    font.family: Theme.textFamily
    font.pixelSize: size
    font.weight: weight
    lineHeight: Theme.lineHeight(size)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    elide: Text.ElideRight
    font.hintingPreference: Font.PreferNoHinting
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
