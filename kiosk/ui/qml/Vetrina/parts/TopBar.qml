pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The shop's name, the quiet note while the hub does not answer, and the language.
Item {
    id: bar

    required property KioskModel kiosk
    property bool choosing: false
    // Where staff are asked who they are, no shopper signs in.
    property bool ofStaff: false

    implicitHeight: 72

    Rectangle {
        // What scrolls passes below.
        anchors.fill: parent
        color: Theme.page
    }
    Wordmark {
        anchors {
            left: parent.left
            leftMargin: Theme.margin(bar.width)
            verticalCenter: parent.verticalCenter
        }
    }
    Row {
        anchors {
            right: parent.right
            rightMargin: Theme.margin(bar.width)
            verticalCenter: parent.verticalCenter
        }
        spacing: 12

        NewsNote {
            anchors.verticalCenter: parent.verticalCenter
            visible: bar.kiosk.hub.offline
            text: bar.kiosk.hub.news
        }
        Row {
            visible: bar.choosing
            anchors.verticalCenter: parent.verticalCenter
            spacing: 12

            Repeater {
                model: bar.kiosk.languages

                Chip {
                    required property string key
                    required property string name

                    text: name
                    checked: key === bar.kiosk.language
                    onClicked: {
                        bar.kiosk.speak(key);
                        bar.choosing = false;
                        opener.forceActiveFocus(Qt.OtherFocusReason);
                    }
                }
            }
        }
        Button {
            id: opener
            visible: !bar.choosing
            kind: "bare"
            symbol: "globe"
            text: bar.kiosk.languageName
            Accessible.description: qsTrId("language.choose")
            onClicked: bar.choosing = true
        }
        AccessButton {
            anchors.verticalCenter: parent.verticalCenter
            kiosk: bar.kiosk
        }
        Button {
            id: who
            readonly property bool signingIn: bar.kiosk.page === "sign_in"

            // Once it is over the page itself asks whether to go on as a guest.
            visible: !bar.choosing && !bar.ofStaff && !(signingIn && bar.kiosk.signIn.step === "over")
            kind: "small"
            symbol: bar.kiosk.known.signedIn ? "person" : ""
            text: bar.kiosk.known.signedIn ? bar.kiosk.known.name : (signingIn ? qsTrId("hello.guest") : qsTrId("hello.sign_in"))
            Accessible.description: bar.kiosk.known.signedIn ? qsTrId("mine.open") : ""
            onClicked: signingIn ? bar.kiosk.back() : bar.kiosk.toSignIn()
        }
    }
}
