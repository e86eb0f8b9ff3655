import QtQuick
import Vetrina

// A quiet tint behind what has just changed by itself; `count` counts how often it did.
Rectangle {
    id: fresh

    required property int count

    objectName: "fresh"
    color: Theme.tint
    radius: Theme.photoRadius > 0 ? 8 : 0
    opacity: 0
    visible: opacity > 0
    z: -1
    Accessible.ignored: true
    onCountChanged: if (count > 0)
        show.restart()
    else
        show.complete()

    SequentialAnimation {
        id: show

        PropertyAction {
            target: fresh
            property: "opacity"
            value: 1
        }
        PauseAnimation {
            duration: Theme.lingers
        }
        NumberAnimation {
            target: fresh
            property: "opacity"
            to: 0
            duration: Theme.fade
        }
    }
}
