pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// The edge of the screen answers a scan, beside the sound: the brand's colour for what is known, else a warning's.
// Four narrow edges, not one frame: without a graphics card only they are painted again.
Item {
    id: flash

    property bool known: true
    readonly property int breadth: 10

    function answer(wasKnown: bool): void {
        known = wasKnown;
        if (Theme.flight > 0)
            fade.restart();
    }

    anchors.fill: parent
    visible: opacity > 0
    opacity: 0
    Accessible.ignored: true

    component Edge: Rectangle {
        color: flash.known ? Theme.primary : Theme.warn
    }

    NumberAnimation {
        id: fade
        target: flash
        property: "opacity"
        from: 1
        to: 0
        duration: Theme.flight
        easing.type: Easing.InQuad
    }
    Edge {
        width: parent.width
        height: flash.breadth
    }
    Edge {
        width: parent.width
        height: flash.breadth
        anchors.bottom: parent.bottom
    }
    Edge {
        width: flash.breadth
        height: parent.height
    }
    Edge {
        width: flash.breadth
        height: parent.height
        anchors.right: parent.right
    }
}
