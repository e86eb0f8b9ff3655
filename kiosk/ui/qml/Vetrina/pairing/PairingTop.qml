pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The shop's name, the languages, and access mode.
Item {
    id: bar

    required property PairingModel pairing
    required property int margin

    implicitHeight: 88

    Wordmark {
        anchors {
            left: parent.left
            leftMargin: bar.margin
            verticalCenter: parent.verticalCenter
        }
    }
    Row {
        anchors {
            right: parent.right
            rightMargin: bar.margin
            verticalCenter: parent.verticalCenter
        }
        spacing: 16

        Repeater {
            model: bar.pairing.languages

            Chip {
                required property string key
                required property string name

                text: name
                checked: key === bar.pairing.language
                onClicked: bar.pairing.speak(key)
            }
        }
        IconButton {
            symbol: "access"
            text: qsTrId("access.button")
            onClicked: bar.pairing.askAccess()
        }
    }
}
