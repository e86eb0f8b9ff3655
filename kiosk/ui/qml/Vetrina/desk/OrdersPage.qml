import QtQuick
import Vetrina
import Vetrina.Models

// The list of orders.
DeskFrame {
    id: page

    readonly property OrdersModel orders: desk.orders

    title: qsTrId("orders.title")
}
