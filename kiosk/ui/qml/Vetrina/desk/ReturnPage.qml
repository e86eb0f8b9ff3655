import QtQuick
import Vetrina
import Vetrina.Models

// Taking goods back.
DeskFrame {
    id: page

    readonly property ReturnsModel returns: desk.returns

    title: qsTrId("returns.title")
}
