pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A few words to write, above the keys when there is no keyboard. Ctrl+Enter is done, Escape writes nothing.
Dialog {
    id: dialog

    required property WritingModel writing
    // What is chosen beside what is written, under the title; a line is enough to write in then.
    property Component choices: null

    shown: writing.shown
    cardWidth: choices ? 960 : 720
    cardHeight: chosen.active ? title.height + hint.height + chosen.height + 232 : 344
    lifted: writing.keypad.shown
    z: 30
    Accessible.name: writing.title
    // Something else is asked for now.
    readonly property string wanted: writing.title
    onWantedChanged: if (shown)
        input.forceActiveFocus(Qt.OtherFocusReason)
    onEscaped: writing.cancel()
    onShownChanged: if (shown) {
        input.text = writing.text;
        input.cursorPosition = input.text.length;
        input.forceActiveFocus(Qt.OtherFocusReason);
    }

    Heading {
        id: title
        x: 32
        y: 24
        width: parent.width - 64
        text: dialog.writing.title
        size: Theme.lead
    }
    Loader {
        id: chosen
        anchors {
            left: title.left
            right: title.right
            top: title.bottom
            topMargin: 12
        }
        active: dialog.choices !== null
        sourceComponent: dialog.choices
    }
    Prose {
        id: hint
        anchors {
            left: title.left
            right: title.right
            top: chosen.active ? chosen.bottom : title.bottom
            topMargin: chosen.active ? 12 : 4
        }
        visible: text !== ""
        says: dialog.writing.hint
        size: Theme.note
        color: Theme.ink2
        maximumLineCount: 2
    }
    Rectangle {
        anchors {
            left: title.left
            right: title.right
            top: hint.visible ? hint.bottom : title.bottom
            topMargin: 12
            bottom: row.top
            bottomMargin: 16
        }
        radius: Math.min(Theme.photoRadius, 12)
        color: Theme.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.activeFocus ? Theme.primary : Theme.control

        Flickable {
            id: flick
            anchors.fill: parent
            anchors.margins: 14
            clip: true
            contentHeight: input.implicitHeight
            boundsBehavior: Flickable.StopAtBounds

            TextEdit {
                id: input

                width: flick.width
                height: Math.max(implicitHeight, flick.height)
                activeFocusOnTab: true
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                color: Theme.ink
                selectionColor: Theme.primary
                font {
                    family: Theme.textFamily
                    pixelSize: Theme.body
                    hintingPreference: Font.PreferNoHinting
                }
                Accessible.role: Accessible.EditableText
                Accessible.name: chosen.active ? dialog.writing.hint : dialog.writing.title
                onTextChanged: if (text !== dialog.writing.text)
                    dialog.writing.write(text)
                onCursorRectangleChanged: {
                    const bottom = cursorRectangle.y + cursorRectangle.height;
                    if (bottom > flick.contentY + flick.height)
                        flick.contentY = bottom - flick.height;
                    else if (cursorRectangle.y < flick.contentY)
                        flick.contentY = cursorRectangle.y;
                }
                // In a text Tab would write blanks; it leads on, as everywhere.
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Keys.onPressed: event => {
                    const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                    if (enter && (event.modifiers & Qt.ControlModifier || !dialog.writing.lines)) {
                        dialog.writing.accept();
                        event.accepted = true;
                    }
                }
            }

            ScrollMark {
                view: flick
                beside: 5
            }
        }
    }
    Connections {
        target: dialog.writing

        function onChanged(): void {
            if (input.text !== dialog.writing.text) {
                input.text = dialog.writing.text;
                input.cursorPosition = input.text.length;
            }
        }
    }
    Row {
        id: row
        anchors {
            right: title.right
            bottom: parent.bottom
            bottomMargin: 24
        }
        spacing: 12

        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: dialog.writing.left
            size: Theme.note
            color: Theme.ink2
        }
        Button {
            kind: "bare"
            symbol: "keys-down"
            visible: !dialog.writing.keypad.shown
            text: qsTrId("writing.keys")
            onClicked: {
                dialog.writing.keypad.show();
                input.forceActiveFocus(Qt.OtherFocusReason);
            }
        }
        Button {
            kind: "small"
            text: qsTrId("writing.cancel")
            onClicked: dialog.writing.cancel()
        }
        Button {
            kind: "primary"
            implicitHeight: Theme.control56
            corner: Theme.chipRadius
            symbol: "check"
            enabled: dialog.writing.ready
            opacity: enabled ? 1 : 0.5
            text: dialog.writing.acceptText
            onClicked: dialog.writing.accept()
        }
    }
    below: Loader {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        active: dialog.writing.shown && dialog.writing.keypad.shown
        visible: active
        sourceComponent: Keypad {
            keys: dialog.writing.keypad
        }
    }
}
