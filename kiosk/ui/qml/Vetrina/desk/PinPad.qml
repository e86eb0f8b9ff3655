pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The PIN: as many dots as digits, and the keys for them.
Column {
    id: pad

    required property SignInModel signIn
    readonly property int key: 72
    readonly property int wide: 112

    spacing: 8
    width: 3 * wide + 16

    Rectangle {
        width: parent.width
        height: 72
        radius: Theme.photoRadius
        color: Theme.surface
        border.width: 1
        border.color: Theme.control
        Accessible.role: Accessible.StaticText
        Accessible.name: `${qsTrId("signin.pin")}, ${qsTrId("signin.digits", pad.signIn.digits)}`

        Label {
            anchors.centerIn: parent
            visible: pad.signIn.digits === 0
            text: qsTrId("signin.pin")
            size: Theme.lead
            color: Theme.ink2
            Accessible.ignored: true
        }
        Row {
            anchors.centerIn: parent
            spacing: 12

            Repeater {
                model: pad.signIn.digits

                Rectangle {
                    width: 14
                    height: 14
                    radius: 7
                    color: Theme.ink
                }
            }
        }
    }
    Grid {
        columns: 3
        spacing: 8

        Repeater {
            model: "123456789".split("")

            Key {
                required property string modelData

                implicitWidth: pad.wide
                text: modelData
                onClicked: pad.signIn.press(text)
            }
        }
        Item {
            width: pad.wide
            height: pad.key
        }
        Key {
            implicitWidth: pad.wide
            text: "0"
            onClicked: pad.signIn.press(text)
        }
        Key {
            implicitWidth: pad.wide
            symbol: "erase"
            autoRepeat: true
            text: qsTrId("signin.erase")
            onClicked: pad.signIn.erase()
        }
    }
}
