import QtQuick
import Vetrina
import Vetrina.Models

// One order: states, lines, the way, the hand-over.
DeskFrame {
    id: page

    readonly property OrderModel order: desk.order

    title: qsTrId("order.title")
    backs: true
}
