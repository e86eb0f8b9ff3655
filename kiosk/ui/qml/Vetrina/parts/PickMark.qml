import QtQuick
import Vetrina

// In the corner of a photo while things are chosen: an empty disc, or one with a check.
Rectangle {
    id: mark

    required property bool chosen

    width: 40
    height: 40
    radius: Theme.chipRadius > 0 ? 20 : 0
    color: chosen ? Theme.primary : Theme.surface
    border.width: chosen ? 0 : 2
    border.color: Theme.control

    Icon {
        anchors.centerIn: parent
        visible: mark.chosen
        name: "check"
        size: 24
        color: Theme.primaryInk
    }
}
