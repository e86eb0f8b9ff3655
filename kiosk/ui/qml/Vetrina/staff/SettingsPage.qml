pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A manager's page: how this tablet is set. Every tap is written at once.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property SettingsModel settings: kiosk.settings
    readonly property int margin: Theme.margin(width)

    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("settings.title")
    Keys.onEscapePressed: kiosk.leaveStaff()

    component Group: FilterGroup {
        width: groups.width
        onToggled: (group, value) => page.settings.choose(group, value)
    }

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
        ofStaff: true
        z: 1
    }
    Heading {
        id: title
        anchors {
            left: parent.left
            leftMargin: page.margin
            top: top.bottom
        }
        text: qsTrId("settings.title")
        size: Theme.head
    }
    Prose {
        id: fixed
        anchors {
            left: title.left
            right: parent.right
            rightMargin: page.margin
            top: title.bottom
            topMargin: 4
        }
        visible: page.settings.fixed
        says: qsTrId("settings.fixed")
        color: Theme.ink2
    }
    Flickable {
        id: rows

        anchors {
            left: parent.left
            right: parent.right
            top: page.settings.fixed ? fixed.bottom : title.bottom
            topMargin: 16
            bottom: bar.top
        }
        clip: true
        topMargin: 8
        contentHeight: groups.height + 32
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: groups
            x: page.margin
            width: page.width - 2 * page.margin
            spacing: 24

            Group {
                name: qsTrId("settings.brand")
                chips: page.settings.brand
            }
            Group {
                name: qsTrId("settings.language")
                chips: page.settings.language
            }
            Group {
                name: qsTrId("settings.panel")
                chips: page.settings.panel
            }
            Group {
                name: qsTrId("settings.after")
                chips: page.settings.after
            }
            Group {
                name: qsTrId("settings.warning")
                chips: page.settings.warning
            }
            Group {
                name: qsTrId("settings.volume")
                chips: page.settings.volume
            }
            Group {
                name: qsTrId("settings.camera")
                chips: page.settings.camera
            }
            Group {
                name: qsTrId("settings.night")
                chips: page.settings.night
            }
        }

        ScrollMark {
            view: rows
        }
    }
    Rectangle {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 112
        color: Theme.surface

        Hairline {
            anchors {
                left: parent.left
                right: parent.right
            }
        }
        Prose {
            anchors {
                left: parent.left
                leftMargin: page.margin
                right: done.left
                rightMargin: 24
                verticalCenter: parent.verticalCenter
            }
            says: page.settings.failed ? qsTrId("settings.failed") : (page.settings.restart ? qsTrId("settings.restart") : qsTrId("settings.at_once"))
            color: page.settings.failed ? Theme.bad : Theme.ink2
            maximumLineCount: 2
        }
        Button {
            id: done
            anchors {
                right: parent.right
                rightMargin: page.margin
                verticalCenter: parent.verticalCenter
            }
            kind: "primary"
            focus: true
            symbol: "check"
            text: qsTrId("scanners.done")
            onClicked: page.kiosk.leaveStaff()
        }
    }
}
