import QtQuick
import Vetrina
import Vetrina.Models

// Several orders picked in one go.
DeskFrame {
    id: page

    readonly property WaveModel wave: desk.wave

    title: qsTrId("wave.title")
    backs: true
}
