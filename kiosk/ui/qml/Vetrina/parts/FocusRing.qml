import QtQuick
import Vetrina

// Three pixels of ink, three pixels away from what has the keyboard.
Rectangle {
    property bool shown: false
    property int around: 0

    anchors.fill: parent
    anchors.margins: -6
    visible: shown
    color: "transparent"
    radius: around > 0 ? around + 6 : 0
    border.width: 3
    border.color: Theme.ink
    z: 10
}
