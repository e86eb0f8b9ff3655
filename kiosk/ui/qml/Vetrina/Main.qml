pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The window: the pages, dialogs over them, and access mode in the place of both.
Window {
    id: root

    required property KioskModel kiosk
    required property AccessModel access
    required property bool fullScreen
    // Whether it is shown only once all of it is there.
    property bool awaited: false

    width: 1280
    height: 800
    visibility: awaited ? Window.Hidden : fullScreen ? Window.FullScreen : Window.Windowed
    title: Look.name
    color: Theme.page

    Item {
        id: stage
        width: root.width / Theme.scale
        height: root.height / Theme.scale
        scale: Theme.scale
        transformOrigin: Item.TopLeft

        Pages {
            anchors.fill: parent
            kiosk: root.kiosk
            access: root.access
            asked: dialogs.asked
            shown: root.visible
        }
        Dialogs {
            id: dialogs
            anchors.fill: parent
            kiosk: root.kiosk
            access: root.access
        }
        ScanFlash {
            id: flash
        }
        Connections {
            target: root.kiosk

            function onScanned(known: bool): void {
                flash.answer(known);
            }
        }
        // In the place of all of them.
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
