pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The shop's name, the quiet note while the hub does not answer, and the language.
Item {
    id: bar

    required property KioskModel kiosk
    property bool choosing: false

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
            rightMargin: Theme.margin(bar.width) - 8
            verticalCenter: parent.verticalCenter
        }
        spacing: 16

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
    }
}
