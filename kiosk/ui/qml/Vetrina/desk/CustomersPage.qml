import QtQuick
import Vetrina
import Vetrina.Models

// Finding a customer.
DeskFrame {
    id: page

    readonly property CustomersModel customers: desk.customers

    title: qsTrId("customers.title")
}
