import QtQuick
import Vetrina
import Vetrina.Models

// Who works here: a badge, or a name and a PIN.
FocusScope {
    id: page

    required property KioskModel kiosk

    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("signin.title")
    Keys.onEscapePressed: kiosk.leaveDesk()

    Heading {
        anchors.centerIn: parent
        text: qsTrId("signin.title")
        size: Theme.head
    }
}
