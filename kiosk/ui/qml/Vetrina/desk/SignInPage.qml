pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Who works here: a badge, or a name, and the PIN. Also the way back to a desk that has locked itself.
FocusScope {
    id: page

    required property KioskModel kiosk
    required property DeskModel desk
    readonly property SignInModel signIn: desk.signIn
    readonly property int margin: Theme.margin(width)
    readonly property bool back: signIn.locked && signIn.known
    property bool typing: false

    Accessible.role: Accessible.Pane
    Accessible.name: title.text
    Keys.onEscapePressed: typing ? typing = false : kiosk.leaveDesk()
    Keys.onReturnPressed: signIn.enter()
    Keys.onEnterPressed: signIn.enter()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            page.signIn.erase();
            event.accepted = true;
        } else if (event.text >= "0" && event.text <= "9" && event.text.length === 1) {
            page.signIn.press(event.text);
            event.accepted = true;
        }
    }

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
        ofStaff: true
    }
    Item {
        id: middle
        anchors {
            top: top.bottom
            bottom: page.typing ? keys.top : bar.top
            horizontalCenter: parent.horizontalCenter
        }
        width: Math.min(parent.width - 2 * page.margin, 1120)

        Column {
            id: left
            anchors {
                left: parent.left
                right: pad.left
                rightMargin: 64
                verticalCenter: parent.verticalCenter
            }
            spacing: 20

            Headline {
                id: title
                width: parent.width
                says: page.back ? qsTrId("signin.again").arg(page.signIn.name) : qsTrId("signin.title")
                size: Theme.head
            }
            Prose {
                width: parent.width
                says: page.signIn.badged ? qsTrId("signin.hint_badge") : (page.back ? qsTrId("signin.hint_again") : qsTrId("signin.hint"))
                size: Theme.lead
                color: Theme.ink2
                elide: Text.ElideNone
            }
            Flow {
                width: parent.width
                visible: page.signIn.people.count > 0 && !page.typing
                spacing: 12

                Repeater {
                    model: page.signIn.people

                    Chip {
                        required property string name
                        required property bool chosen

                        text: name
                        checked: chosen
                        onClicked: page.signIn.pick(name)
                    }
                }
                Chip {
                    text: qsTrId("signin.else")
                    checked: !page.signIn.known
                    onClicked: {
                        page.signIn.other();
                        input.forceActiveFocus(Qt.OtherFocusReason);
                    }
                }
            }
            Rectangle {
                id: box
                width: Math.min(parent.width, 480)
                height: 72
                visible: !page.signIn.known && !page.signIn.badged
                radius: Theme.photoRadius
                color: Theme.surface
                border.width: input.activeFocus ? 2 : 1
                border.color: input.activeFocus ? Theme.primary : Theme.control

                Label {
                    anchors.fill: input
                    visible: input.text === "" && input.preeditText === ""
                    text: qsTrId("signin.name")
                    size: Theme.lead
                    color: Theme.ink2
                    Accessible.ignored: true
                }
                TextInput {
                    id: input
                    anchors {
                        fill: parent
                        leftMargin: 24
                        rightMargin: 24
                    }
                    activeFocusOnTab: true
                    clip: true
                    maximumLength: 40
                    verticalAlignment: TextInput.AlignVCenter
                    inputMethodHints: Qt.ImhNoPredictiveText
                    color: Theme.ink
                    selectionColor: Theme.primary
                    font {
                        family: Theme.textFamily
                        pixelSize: Theme.lead
                        hintingPreference: Font.PreferNoHinting
                    }
                    Accessible.role: Accessible.EditableText
                    Accessible.name: qsTrId("signin.name")
                    // Set, never bound: what is set has no history that Ctrl-Z could bring back.
                    Component.onCompleted: text = page.signIn.name
                    onTextEdited: page.signIn.write(text)
                    onAccepted: {
                        page.typing = false;
                        if (page.signIn.complete)
                            page.signIn.enter();
                        else
                            pad.forceActiveFocus(Qt.OtherFocusReason);
                    }
                }
                MouseArea {
                    anchors.fill: parent
                    onClicked: {
                        input.forceActiveFocus(Qt.MouseFocusReason);
                        page.typing = true;
                    }
                }
            }
            Rectangle {
                width: Math.min(parent.width, 560)
                height: answer.implicitHeight + 32
                visible: page.signIn.said !== "" || page.signIn.busy
                radius: Theme.photoRadius
                color: page.signIn.busy ? Theme.tint : Theme.warnGround
                Accessible.role: Accessible.AlertMessage
                Accessible.name: answer.text

                Prose {
                    id: answer
                    anchors {
                        left: parent.left
                        right: parent.right
                        verticalCenter: parent.verticalCenter
                        margins: 20
                    }
                    says: page.signIn.busy ? qsTrId("signin.asking") : page.signIn.said
                    elide: Text.ElideNone
                    Accessible.ignored: true
                }
            }
        }
        Connections {
            target: page.signIn

            function onChanged(): void {
                if (input.text !== page.signIn.name)
                    input.text = page.signIn.name;
            }
        }
        PinPad {
            id: pad
            anchors {
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            visible: !page.typing
            focus: true
            signIn: page.signIn
        }
    }
    Keypad {
        id: keys
        anchors.bottom: parent.bottom
        width: parent.width
        visible: page.typing
        keys: page.signIn.letters
    }
    Connections {
        target: page.signIn.letters

        function onClosed(): void {
            page.typing = false;
        }
    }
    Rectangle {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 112
        visible: !page.typing
        color: Theme.surface

        Hairline {
            anchors {
                left: parent.left
                right: parent.right
            }
        }
        Row {
            anchors {
                left: parent.left
                leftMargin: page.margin
                verticalCenter: parent.verticalCenter
            }
            spacing: 16

            Button {
                visible: !page.signIn.locked && !page.kiosk.onlyDesk
                symbol: "chevron-left"
                text: qsTrId("signin.cancel")
                onClicked: page.kiosk.leaveDesk()
            }
            Button {
                visible: page.signIn.first
                kind: "tall-bare"
                symbol: "scan"
                text: qsTrId("health.scanner_test")
                onClicked: page.kiosk.toStaff()
            }
            Button {
                visible: page.back
                kind: "tall-bare"
                text: qsTrId("signin.sign_out").arg(page.signIn.name)
                onClicked: page.signIn.signOut()
            }
            Button {
                visible: page.signIn.locked
                kind: "tall-bare"
                text: page.kiosk.onlyDesk ? qsTrId("signin.close_desk") : qsTrId("signin.to_kiosk")
                onClicked: page.signIn.close()
            }
        }
        Button {
            anchors {
                right: parent.right
                rightMargin: page.margin
                verticalCenter: parent.verticalCenter
            }
            kind: "primary"
            opacity: page.signIn.complete ? 1 : 0.5
            symbol: "check"
            text: page.back ? qsTrId("signin.unlock") : qsTrId("signin.enter")
            onClicked: page.signIn.enter()
        }
    }
}
