pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The window of a tablet that is nobody's yet: one page, its access mode, and the camera.
Window {
    id: root

    required property PairingModel pairing
    required property AccessModel access
    required property CameraModel camera
    required property bool fullScreen

    width: 1280
    height: 800
    visibility: fullScreen ? Window.FullScreen : Window.Windowed
    title: Look.name
    color: Theme.page

    Item {
        width: root.width / Theme.scale
        height: root.height / Theme.scale
        scale: Theme.scale
        transformOrigin: Item.TopLeft

        Loader {
            readonly property bool current: !root.access.shown

            anchors.fill: parent
            enabled: current && !root.camera.shown
            visible: current
            focus: current
            sourceComponent: PairingPage {
                pairing: root.pairing
                camera: root.camera
                focus: true
            }
        }
        Loader {
            anchors.fill: parent
            active: root.camera.shown
            visible: !root.access.shown
            sourceComponent: CameraDialog {
                camera: root.camera
            }
            onLoaded: (item as Item).forceActiveFocus(Qt.OtherFocusReason)
        }
        Loader {
            anchors.fill: parent
            active: root.access.shown
            focus: active
            sourceComponent: AccessStage {
                access: root.access
                focus: true
            }
        }
    }
}
