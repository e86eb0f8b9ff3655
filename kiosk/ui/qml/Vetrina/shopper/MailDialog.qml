pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Where shall the list go? Above its own keys; then how the letter stands.
Dialog {
    id: dialog

    required property MailListModel mail

    shown: mail.shown
    cardWidth: 760
    cardHeight: mail.typing ? 392 : 376
    lifted: mail.typing
    Accessible.name: qsTrId("mail.title")
    onEscaped: mail.close()
    onShownChanged: if (shown && mail.typing)
        input.forceActiveFocus(Qt.OtherFocusReason)
    // What is answered, and no longer there, cannot keep the keyboard.
    onLiftedChanged: if (shown && !lifted)
        done.forceActiveFocus(Qt.OtherFocusReason)

    Item {
        anchors.fill: parent
        anchors.margins: 40
        visible: dialog.mail.typing

        Heading {
            id: title
            width: parent.width
            text: qsTrId("mail.title")
        }
        Prose {
            id: hint
            anchors.top: title.bottom
            anchors.topMargin: 4
            width: parent.width
            says: qsTrId("mail.hint")
            size: Theme.note
            color: Theme.ink2
            maximumLineCount: 2
        }
        Rectangle {
            id: frame
            anchors.top: hint.bottom
            anchors.topMargin: 16
            width: parent.width
            height: 72
            radius: Theme.chipRadius > 0 ? height / 2 : 0
            color: Theme.surface
            border.width: input.activeFocus || dialog.mail.wrong ? 2 : 1
            border.color: dialog.mail.wrong ? Theme.bad : (input.activeFocus ? Theme.primary : Theme.control)

            Icon {
                id: sign
                anchors {
                    left: parent.left
                    leftMargin: 28
                    verticalCenter: parent.verticalCenter
                }
                name: "mail"
                size: 26
            }
            Label {
                anchors.fill: input
                anchors.leftMargin: 6
                visible: input.text === "" && input.preeditText === ""
                text: qsTrId("mail.field")
                size: Theme.lead
                color: Theme.ink2
                Accessible.ignored: true
            }
            TextInput {
                id: input
                anchors {
                    left: sign.right
                    leftMargin: 16
                    right: parent.right
                    rightMargin: 28
                    top: parent.top
                    bottom: parent.bottom
                }
                focus: true
                activeFocusOnTab: true
                clip: true
                maximumLength: 254
                verticalAlignment: TextInput.AlignVCenter
                inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
                color: Theme.ink
                selectionColor: Theme.primary
                font {
                    family: Theme.textFamily
                    pixelSize: Theme.lead
                    hintingPreference: Font.PreferNoHinting
                }
                cursorDelegate: Rectangle {
                    width: 2
                    color: Theme.primary
                    visible: input.activeFocus
                }
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTrId("mail.field")
                Accessible.description: dialog.mail.wrong ? qsTrId("mail.wrong") : ""
                onTextEdited: dialog.mail.write(text)
                onAccepted: dialog.mail.send()
            }
            Connections {
                target: dialog.mail

                // Set, never bound: what is set has no history that Ctrl-Z could bring back.
                function onChanged(): void {
                    if (input.text !== dialog.mail.address) {
                        input.text = dialog.mail.address;
                        input.cursorPosition = input.text.length;
                    }
                }
            }
        }
        Label {
            anchors.top: frame.bottom
            anchors.topMargin: 8
            anchors.left: parent.left
            anchors.leftMargin: 28
            width: parent.width - 56
            visible: dialog.mail.wrong
            text: qsTrId("mail.wrong")
            size: Theme.note
            color: Theme.bad
        }
        Row {
            id: row
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            spacing: 16

            Button {
                text: qsTrId("mail.cancel")
                onClicked: dialog.mail.close()
            }
            Button {
                kind: "primary"
                symbol: "mail"
                width: Math.max(implicitWidth, 320)
                text: qsTrId("mail.send")
                onClicked: {
                    dialog.mail.send();
                    // Back to where it can be put right.
                    if (dialog.mail.wrong)
                        input.forceActiveFocus(Qt.OtherFocusReason);
                }
            }
        }
    }
    Item {
        anchors.fill: parent
        anchors.margins: 48
        visible: !dialog.mail.typing

        Rectangle {
            id: disc
            width: 72
            height: 72
            radius: Theme.cardRadius > 0 ? 36 : 0
            color: Theme.tint

            Icon {
                anchors.centerIn: parent
                name: dialog.mail.state === "sent" ? "check" : (dialog.mail.state === "later" ? "clock" : (dialog.mail.state === "failed" ? "close" : "mail"))
                size: 36
                color: Theme.primary
            }
        }
        Column {
            anchors {
                left: disc.right
                leftMargin: 28
                right: parent.right
                top: parent.top
            }
            spacing: 16

            Headline {
                width: parent.width
                says: dialog.mail.title
            }
            Prose {
                width: parent.width
                says: dialog.mail.text
                size: Theme.body
            }
        }
        Row {
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            spacing: 16

            Button {
                id: again
                text: qsTrId("mail.again")
                onClicked: {
                    dialog.mail.again();
                    input.forceActiveFocus(Qt.OtherFocusReason);
                }
            }
            Button {
                id: done
                kind: "primary"
                width: parent.width - 16 - again.width
                text: qsTrId("nav.close")
                onClicked: dialog.mail.close()
            }
        }
    }
    below: Loader {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        active: dialog.mail.shown && dialog.mail.typing
        visible: active
        sourceComponent: Keypad {
            keys: dialog.mail.keypad
        }
    }
}
