pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The code that an order is handed over for: scanned, or typed as it stands in the shopper's mail.
Dialog {
    id: dialog

    required property OrderQuestions questions
    // What is not about typing makes room for the keys.
    readonly property bool roomy: !questions.keypad.shown

    shown: true
    lifted: questions.keypad.shown
    cardWidth: 760
    cardHeight: body.implicitHeight + 96
    Accessible.name: questions.title
    onEscaped: questions.close()

    Column {
        id: body
        x: 48
        y: 48
        width: parent.width - 96
        spacing: 16

        Headline {
            width: parent.width
            says: dialog.questions.title
        }
        Prose {
            width: parent.width
            says: dialog.questions.hint
            color: Theme.ink2
            elide: Text.ElideNone
        }
        Row {
            width: parent.width
            spacing: 12

            Rectangle {
                width: parent.width - done.width - 12
                height: Theme.primary88
                radius: Theme.photoRadius
                color: Theme.surface
                border.width: input.activeFocus ? 2 : 1
                border.color: input.activeFocus ? Theme.primary : Theme.control

                TextInput {
                    id: input
                    anchors {
                        left: parent.left
                        right: open.visible ? open.left : parent.right
                        top: parent.top
                        bottom: parent.bottom
                        leftMargin: 20
                        rightMargin: 12
                    }
                    focus: true
                    activeFocusOnTab: true
                    clip: true
                    maximumLength: 24
                    verticalAlignment: TextInput.AlignVCenter
                    inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhUppercaseOnly
                    color: Theme.ink
                    selectionColor: Theme.primary
                    font {
                        family: Theme.textFamily
                        pixelSize: Theme.lead
                        letterSpacing: 2
                        hintingPreference: Font.PreferNoHinting
                    }
                    Accessible.role: Accessible.EditableText
                    Accessible.name: dialog.questions.title
                    onAccepted: dialog.questions.enter(text)
                }
                IconButton {
                    id: open
                    anchors {
                        right: parent.right
                        rightMargin: 8
                        verticalCenter: parent.verticalCenter
                    }
                    bordered: false
                    visible: dialog.roomy
                    symbol: "keys-down"
                    text: qsTrId("writing.keys")
                    onClicked: {
                        dialog.questions.keypad.show();
                        input.forceActiveFocus(Qt.OtherFocusReason);
                    }
                }
                Connections {
                    target: dialog.questions.keypad

                    function onPressed(key: string): void {
                        if (input.length < input.maximumLength)
                            input.insert(input.cursorPosition, key);
                    }
                    function onErased(): void {
                        input.remove(Math.max(0, input.cursorPosition - 1), input.cursorPosition);
                    }
                }
            }
            Button {
                id: done
                kind: "primary"
                height: Theme.primary88
                text: qsTrId("order.do_hand_over")
                onClicked: dialog.questions.enter(input.text)
            }
        }
        Row {
            visible: dialog.questions.wrong !== ""
            spacing: 10

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "stock-none"
                size: 20
                color: Theme.bad
            }
            Label {
                text: dialog.questions.wrong
                color: Theme.bad
                weight: Font.DemiBold
                elide: Text.ElideNone
            }
        }
        Prose {
            width: parent.width
            visible: dialog.roomy && dialog.questions.choices.count > 0
            says: qsTrId("order.without_code")
            size: Theme.note
            color: Theme.ink2
        }
        Flow {
            width: parent.width
            visible: dialog.roomy
            spacing: 12

            Repeater {
                model: dialog.questions.choices

                Button {
                    required property string key
                    required property string words

                    text: words
                    kind: "small"
                    onClicked: dialog.questions.choose(key)
                }
            }
        }
        Button {
            x: -leftPadding
            visible: dialog.roomy
            kind: "bare"
            symbol: "close"
            text: qsTrId("order.leave")
            onClicked: dialog.questions.close()
        }
    }
    below: Loader {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        active: dialog.questions.keypad.shown
        visible: active
        sourceComponent: Keypad {
            keys: dialog.questions.keypad
        }
    }
}
