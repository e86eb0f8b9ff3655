import QtQuick
import Vetrina
import Vetrina.Models

// How the desk stands: with the hub on the left, the machine on the right.
DeskFrame {
    id: page

    required property KioskModel kiosk
    readonly property HealthModel health: desk.health

    function act(deed: string, key: string): void {
        if (deed === "scanners")
            page.kiosk.toStaff();
        else if (deed === "seen")
            page.health.see(key);
        else
            page.health.retry();
    }

    title: qsTrId("desk.health")
    subtitle: health.device
    barred: health.aside || health.manages

    HealthCard {
        id: hub
        width: (parent.width - 24) / 2
        height: Math.min(Math.max(needed, here.needed), parent.height - (answer.visible ? answer.height + 16 : 0))
        title: qsTrId("health.with_hub")
        matters: page.health.hub
        onDone: (deed, key) => page.act(deed, key)
    }
    HealthCard {
        id: here
        anchors {
            left: hub.right
            leftMargin: 24
            right: parent.right
        }
        height: hub.height
        title: qsTrId("health.here")
        matters: page.health.here
        onDone: (deed, key) => page.act(deed, key)
    }
    Rectangle {
        id: answer
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: said.implicitHeight + 32
        visible: page.health.said !== ""
        radius: Theme.photoRadius
        color: Theme.tint
        Accessible.role: Accessible.AlertMessage
        Accessible.name: page.health.said

        Label {
            id: said
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                margins: 20
            }
            text: page.health.said
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
    aside: [
        Button {
            visible: page.health.manages
            symbol: "settings"
            text: qsTrId("settings.open")
            onClicked: page.kiosk.toSettings()
        },
        Button {
            visible: page.health.manages
            symbol: "person"
            text: qsTrId("colleagues.title")
            onClicked: page.desk.show("colleagues", "")
        },
        Button {
            visible: page.health.aside
            symbol: "box"
            text: qsTrId("health.export")
            onClicked: page.health.export()
        }
    ]
    actions: Button {
        visible: page.health.waits
        kind: "primary"
        symbol: "undo"
        text: qsTrId("health.retry")
        onClicked: page.health.retry()
    }
}
