import QtQuick
import Vetrina
import Vetrina.Models

// A shopper's list, as the shopper sees it.
DeskFrame {
    id: page

    readonly property DeskListModel shared: desk.sharedList

    title: qsTrId("desklist.title")
    backs: true
}
