pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// One customer: what fits and why, what was agreed to, what happened so far, the list, live.
DeskFrame {
    id: page

    readonly property CustomerModel customer: desk.customer
    readonly property IdentityModel identity: customer.identity
    readonly property bool wide: width >= 1500

    title: identity.name
    subtitle: customer.opened
    backs: true
    barred: customer.known
    searches: wide
    onEntered: customer.lists.open()
    notes: Row {
        spacing: 8

        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            width: Math.min(implicitWidth, page.wide ? 420 : 300)
            text: page.identity.reached
            size: Theme.note
            color: Theme.ink2
        }
        Link {
            anchors.verticalCenter: parent.verticalCenter
            visible: page.identity.known
            symbol: "eye"
            text: page.identity.shown ? qsTrId("customer.hide") : qsTrId("customer.show")
            onClicked: page.identity.shown ? page.identity.hide() : page.identity.show()
        }
    }

    EmptyNote {
        anchors.centerIn: parent
        width: Math.min(560, parent.width - 64)
        visible: !page.customer.known
        symbol: "person"
        text: qsTrId("customer.coming")
    }
    Item {
        id: columns

        readonly property int gap: 16
        readonly property real unit: (width - 2 * gap) / 1080

        anchors.fill: parent
        visible: page.customer.known

        FitCard {
            id: fits
            width: columns.unit * 336
            height: Math.min(needed, (parent.height - columns.gap) * 0.55)
            customer: page.customer
        }
        ConsentCard {
            anchors {
                top: fits.bottom
                topMargin: columns.gap
                bottom: parent.bottom
            }
            width: fits.width
            customer: page.customer
        }
        TimelineCard {
            id: timeline
            anchors {
                left: fits.right
                leftMargin: columns.gap
                top: parent.top
                bottom: parent.bottom
            }
            width: columns.unit * 384
            customer: page.customer
        }
        CustomerListCard {
            anchors {
                left: timeline.right
                leftMargin: columns.gap
                right: parent.right
                top: parent.top
                bottom: parent.bottom
            }
            lists: page.customer.lists
        }
    }
    WriteDialog {
        parent: page
        writing: page.customer.writing
    }
    aside: Row {
        visible: page.customer.known
        spacing: 16

        Button {
            kind: "tall-bare"
            symbol: "edit"
            text: qsTrId("customer.write")
            onClicked: page.customer.write()
        }
        Button {
            kind: "tall-bare"
            symbol: "undo"
            text: qsTrId("customer.return")
            onClicked: page.customer.takeBack()
        }
    }
    actions: Button {
        kind: "primary"
        visible: page.customer.known
        symbol: "scan"
        text: qsTrId("customer.scan_on")
        onClicked: page.customer.lists.open()
    }
}
