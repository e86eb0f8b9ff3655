pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A fresh tablet: where its hub is, then the code that makes it known there; and what IT wants to see of it.
FocusScope {
    id: page

    required property PairingModel pairing
    required property CameraModel camera
    readonly property bool asksAddress: pairing.step === "address"
    // Whether the keys of a whole keyboard are on the screen.
    readonly property bool typing: asksAddress && pairing.keypad.shown
    // Fields and keys stay together in the middle of a wide screen.
    readonly property int margin: Math.max(Theme.margin(width), (width - 1400) / 2)

    Accessible.role: Accessible.Pane
    Accessible.name: asksAddress ? qsTrId("pairing.address_title") : qsTrId("pairing.code_title")
    Keys.onPressed: event => {
        if (page.asksAddress)
            return;
        if (event.key === Qt.Key_Backspace)
            pairing.erase();
        else if (event.text.trim() !== "")
            pairing.press(event.text);
        else
            return;
        event.accepted = true;
    }

    PairingTop {
        id: top
        width: parent.width
        margin: page.margin
        pairing: page.pairing
    }
    PairingWords {
        id: words
        anchors {
            left: parent.left
            leftMargin: page.margin
            top: top.bottom
            topMargin: page.asksAddress || page.height < 900 ? 8 : 96
        }
        width: page.asksAddress ? parent.width - 2 * page.margin : parent.width - keys.width - 2 * page.margin - 48
        pairing: page.pairing
    }
    Loader {
        id: keys
        anchors {
            right: parent.right
            rightMargin: page.margin
            top: words.top
            topMargin: 12
        }
        active: !page.asksAddress
        sourceComponent: PairingKeys {
            pairing: page.pairing
        }
    }
    PairingFacts {
        anchors {
            left: parent.left
            leftMargin: page.margin
            bottom: bottom.top
            bottomMargin: 20
        }
        visible: !page.typing
        width: words.width
        facts: page.pairing.facts
    }
    Keypad {
        anchors {
            left: parent.left
            right: parent.right
            bottom: bottom.top
        }
        visible: page.typing
        keys: page.pairing.keypad
    }
    Rectangle {
        id: bottom
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 112
        color: Theme.surface

        Hairline {
            width: parent.width
        }
        Row {
            anchors {
                left: parent.left
                leftMargin: page.margin
                verticalCenter: parent.verticalCenter
            }
            spacing: 16

            Button {
                symbol: "scan"
                text: qsTrId("pairing.camera")
                enabled: !page.pairing.busy
                onClicked: page.camera.open()
            }
            Button {
                visible: !page.asksAddress && !page.pairing.facts.fixed
                symbol: "edit"
                text: qsTrId("pairing.other_address")
                enabled: !page.pairing.busy
                onClicked: page.pairing.changeAddress()
            }
        }
        Button {
            anchors {
                right: parent.right
                rightMargin: page.margin
                verticalCenter: parent.verticalCenter
            }
            kind: "primary"
            symbol: page.asksAddress ? "chevron-right" : "check"
            focus: !page.asksAddress
            width: Math.max(implicitWidth, 320)
            enabled: !page.pairing.busy
            text: page.asksAddress ? qsTrId("pairing.go_on") : qsTrId("pairing.enrol")
            onClicked: page.pairing.enter()
        }
    }
}
