pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The signs of a code.
Column {
    id: keys

    required property PairingModel pairing
    readonly property list<string> rows: pairing.rows.split("\n")

    spacing: 8

    Repeater {
        model: keys.rows

        Row {
            id: row
            required property string modelData

            spacing: 8

            Repeater {
                model: row.modelData.split("")

                Key {
                    required property string modelData

                    text: modelData
                    enabled: !keys.pairing.busy
                    onClicked: keys.pairing.press(text)
                }
            }
        }
    }
    Key {
        anchors.right: parent.right
        width: 152
        symbol: "erase"
        autoRepeat: true
        text: qsTrId("keys.erase")
        enabled: keys.pairing.typed !== "" && !keys.pairing.busy
        onClicked: keys.pairing.erase()
    }
}
