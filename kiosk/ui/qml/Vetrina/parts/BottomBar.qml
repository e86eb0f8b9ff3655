pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Where one can go on the left, the page's one action on the right, room for Undo between.
Rectangle {
    id: bar

    required property KioskModel kiosk
    default property alias actions: actions.data
    readonly property alias listItem: list

    implicitHeight: 112
    color: Theme.surface

    Hairline {
        anchors {
            left: parent.left
            right: parent.right
        }
    }
    Row {
        visible: !bar.kiosk.comparison.gathering
        anchors {
            left: parent.left
            leftMargin: Theme.margin(bar.width)
            verticalCenter: parent.verticalCenter
        }
        spacing: 8

        NavItem {
            symbol: "home"
            text: qsTrId("nav.home")
            current: bar.kiosk.page === "home"
            onClicked: bar.kiosk.toHome()
        }
        NavItem {
            // The home page has the field, too: where it is narrow, the camera takes the place.
            visible: bar.width >= 1600 || !bar.kiosk.camera.offered
            symbol: "search"
            text: qsTrId("nav.search")
            current: bar.kiosk.page === "search"
            onClicked: bar.kiosk.toSearch()
        }
        NavItem {
            visible: bar.kiosk.camera.offered
            symbol: "scan"
            text: qsTrId("nav.scan")
            onClicked: bar.kiosk.camera.open()
        }
        NavItem {
            id: list
            symbol: "list"
            text: qsTrId("nav.list")
            spoken: qsTrId("nav.list_count", badge)
            badge: bar.kiosk.list.pieces
            current: bar.kiosk.page === "list" || bar.kiosk.page === "take"
            onClicked: bar.kiosk.toList()
        }
        NavItem {
            symbol: bar.kiosk.service.callState === "coming" ? "person" : "bell"
            text: qsTrId("call.nav")
            spoken: bar.kiosk.service.callSpoken
            current: bar.kiosk.service.callState === "waiting" || bar.kiosk.service.callState === "coming"
            onClicked: bar.kiosk.toHelp()
        }
        NavItem {
            symbol: "flag"
            text: qsTrId("nav.finish")
            onClicked: bar.kiosk.toFinish()
        }
    }
    Row {
        id: actions
        visible: !bar.kiosk.comparison.gathering
        anchors {
            right: parent.right
            rightMargin: Theme.margin(bar.width)
            verticalCenter: parent.verticalCenter
        }
        spacing: 16
    }
    // One of the few things for which the way elsewhere gives way; it is there again with "Cancel".
    Loader {
        anchors.fill: parent
        active: bar.kiosk.comparison.gathering
        sourceComponent: CompareTray {
            kiosk: bar.kiosk
        }
    }
}
