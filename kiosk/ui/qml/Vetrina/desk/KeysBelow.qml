pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The on-screen keys at the lower edge of a page of the desk, as long as a field on it wants them.
Loader {
    id: below

    required property KeypadModel keys

    anchors {
        left: parent?.left
        right: parent?.right
        bottom: parent?.bottom
    }
    z: 25
    active: keys.shown && visible
    height: active ? implicitHeight : 0
    sourceComponent: Keypad {
        keys: below.keys
    }
}
