import QtQuick
import Vetrina
import Vetrina.Models

// Large text and speech, in one touch.
IconButton {
    required property KioskModel kiosk

    symbol: "access"
    text: qsTrId("access.button")
    onClicked: kiosk.askAccess()
}
