import QtQuick
import Vetrina
import Vetrina.Models

// Look up, correct, count, receive.
DeskFrame {
    id: page

    readonly property StockDeskModel stock: desk.stock

    title: qsTrId("desk.stock")
}
