import QtQuick
import Vetrina
import Vetrina.Models

// One customer: what fits, consents, the timeline, the lists.
DeskFrame {
    id: page

    readonly property CustomerModel customer: desk.customer

    title: qsTrId("customer.title")
    backs: true
}
