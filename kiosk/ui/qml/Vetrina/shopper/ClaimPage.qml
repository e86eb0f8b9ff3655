pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// "I have a list": nine places for a code, and the keys of its alphabet.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property ClaimModel claim: kiosk.claim
    readonly property bool wide: width >= 1600
    // Field and keys stay together in the middle of a wide screen.
    readonly property int margin: Math.max(Theme.margin(width), (width - 1400) / 2)
    readonly property int place: wide ? 64 : 48
    readonly property list<string> rows: claim.rows.split("\n")

    Keys.onEscapePressed: kiosk.leaveClaim()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            claim.erase();
        else if (event.text !== "")
            claim.press(event.text);
    }
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("claim.title")

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Column {
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: keys.left
            rightMargin: 40
            verticalCenter: keys.verticalCenter
        }
        spacing: 16

        Headline {
            width: parent.width
            says: qsTrId("claim.title")
            size: Theme.head
        }
        Prose {
            width: parent.width
            says: qsTrId("claim.text")
        }
        Item {
            width: 1
            height: 8
        }
        Row {
            id: places
            spacing: 8
            Accessible.role: Accessible.StaticText
            Accessible.name: `${qsTrId("claim.code")} ${page.claim.typed.split("").join(" ")}`

            Repeater {
                model: page.claim.signs

                Item {
                    id: place
                    required property int index

                    width: page.place + (index % page.claim.group === 0 && index > 0 ? 16 : 0)
                    height: 72

                    Rectangle {
                        anchors.right: parent.right
                        width: page.place
                        height: parent.height
                        radius: Theme.photoRadius
                        color: Theme.surface
                        border.width: place.index === page.claim.typed.length ? 3 : 1
                        border.color: place.index === page.claim.typed.length ? Theme.primary : Theme.control

                        Label {
                            anchors.centerIn: parent
                            text: page.claim.typed.charAt(place.index)
                            size: Theme.title
                            weight: Font.DemiBold
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
        Prose {
            width: parent.width
            height: Math.max(implicitHeight, 56)
            says: page.claim.said
            color: page.claim.refused ? Theme.bad : Theme.ink2
            Accessible.role: Accessible.AlertMessage
        }
    }
    Column {
        id: keys
        anchors {
            right: parent.right
            rightMargin: page.margin
        }
        y: top.height + (bottom.y - top.height - height) / 2
        spacing: 8

        Repeater {
            model: page.rows

            Row {
                id: row
                required property string modelData

                spacing: 8

                Repeater {
                    model: row.modelData.split("")

                    Key {
                        required property string modelData

                        text: modelData
                        enabled: !page.claim.busy
                        onClicked: page.claim.press(text)
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
            enabled: page.claim.typed !== "" && !page.claim.busy
            onClicked: page.claim.erase()
        }
    }
    BottomBar {
        id: bottom
        width: parent.width
        anchors.bottom: parent.bottom
        kiosk: page.kiosk

        Button {
            kind: "primary"
            symbol: "list"
            focus: true
            width: Math.max(implicitWidth, 320)
            enabled: !page.claim.busy
            text: qsTrId("claim.go")
            onClicked: page.claim.enter()
        }
    }
}
