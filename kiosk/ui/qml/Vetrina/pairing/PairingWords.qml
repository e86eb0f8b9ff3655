pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What is asked for, what was written, and what came of it: below, or beside it where keys take the room below.
Item {
    id: words

    required property PairingModel pairing
    readonly property bool asksAddress: pairing.step === "address"
    readonly property bool failed: pairing.faultTitle !== ""
    readonly property int half: (width - 40) / 2

    implicitHeight: Math.max(left.height, asksAddress ? fault.height : left.height + fault.height + 16)

    Column {
        id: left
        width: words.asksAddress ? words.half : words.width
        spacing: 16

        Headline {
            width: parent.width
            says: words.asksAddress ? qsTrId("pairing.address_title") : qsTrId("pairing.code_title")
            size: Theme.head
        }
        Loader {
            active: words.asksAddress
            visible: active
            width: parent.width
            height: active ? 72 : 0
            focus: active
            sourceComponent: PairingField {
                pairing: words.pairing
                focus: true
            }
        }
        Row {
            visible: !words.asksAddress
            spacing: 8
            Accessible.role: Accessible.StaticText
            Accessible.name: `${qsTrId("pairing.code")} ${words.pairing.typed.split("").join(" ")}`

            Repeater {
                model: words.pairing.signs

                Item {
                    id: place
                    required property int index

                    width: 48 + (index % words.pairing.group === 0 && index > 0 ? 16 : 0)
                    height: 72

                    Rectangle {
                        anchors.right: parent.right
                        width: 48
                        height: parent.height
                        radius: Theme.photoRadius
                        color: Theme.surface
                        border.width: place.index === words.pairing.typed.length ? 3 : 1
                        border.color: place.index === words.pairing.typed.length ? Theme.primary : Theme.control

                        Label {
                            anchors.centerIn: parent
                            text: words.pairing.typed.charAt(place.index)
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
            visible: words.pairing.said === "" && (words.asksAddress || !words.failed)
            says: words.asksAddress ? qsTrId("pairing.address_how") : qsTrId("pairing.code_how")
            color: Theme.ink2
        }
        Prose {
            width: parent.width
            visible: words.pairing.said !== ""
            says: words.pairing.said
            size: Theme.lead
            Accessible.role: Accessible.AlertMessage
        }
    }
    StaffNote {
        id: fault
        x: words.asksAddress ? words.half + 40 : 0
        y: words.asksAddress ? 8 : left.height + 16
        width: words.asksAddress ? words.half : words.width
        visible: words.failed
        title: words.pairing.faultTitle
        text: words.pairing.faultText
        Accessible.role: Accessible.AlertMessage
    }
}
