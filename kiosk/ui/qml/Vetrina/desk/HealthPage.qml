import QtQuick
import Vetrina
import Vetrina.Models

// How the desk stands.
DeskFrame {
    id: page

    required property KioskModel kiosk
    readonly property HealthModel health: desk.health

    title: qsTrId("desk.health")
}
