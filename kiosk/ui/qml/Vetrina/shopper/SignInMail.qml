pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Signing in with a code that is mailed: where to, then the six digits.
FocusScope {
    id: part

    required property ShopperSignInModel signIn
    readonly property bool typing: signIn.step === "address"
    readonly property int cell: 64

    // What is typed into changes: the keyboard goes along.
    onTypingChanged: take()
    onVisibleChanged: take()

    function take(): void {
        if (visible && typing)
            input.forceActiveFocus(Qt.OtherFocusReason);
        else if (visible)
            cells.forceActiveFocus(Qt.OtherFocusReason);
    }

    Column {
        id: words
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: parent.top
        }
        width: Math.min(parent.width, 820)
        spacing: 12

        Headline {
            width: parent.width
            says: part.typing ? qsTrId("hello.mail_title") : qsTrId("hello.mailed_title")
            size: Theme.head
            maximumLineCount: 2
            horizontalAlignment: Text.AlignHCenter
        }
        Prose {
            width: parent.width
            says: part.typing ? qsTrId("hello.mail_text") : qsTrId("hello.mailed_text").arg(part.signIn.mailed).arg(part.signIn.left)
            color: Theme.ink2
            maximumLineCount: 3
            horizontalAlignment: Text.AlignHCenter
        }
    }
    FocusScope {
        id: field
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: words.bottom
            topMargin: 20
        }
        visible: part.typing
        width: words.width
        height: 72

        TapHandler {
            onTapped: part.signIn.letters.show()
        }

        Rectangle {
            anchors.fill: parent
            radius: Theme.chipRadius > 0 ? height / 2 : 0
            color: Theme.surface
            border.width: input.activeFocus ? 2 : 1
            border.color: input.activeFocus ? Theme.primary : Theme.control
        }
        Icon {
            id: sign
            x: 28
            anchors.verticalCenter: parent.verticalCenter
            name: "mail"
            size: 28
        }
        Label {
            anchors.fill: input
            anchors.leftMargin: 6
            visible: input.text === ""
            text: qsTrId("hello.address")
            size: Theme.lead
            color: Theme.ink2
            Accessible.ignored: true
        }
        TextInput {
            id: input
            anchors {
                left: sign.right
                leftMargin: 18
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
            Accessible.name: qsTrId("hello.address")
            // Set, never bound: what is set has no history that Ctrl-Z could bring back.
            Component.onCompleted: text = part.signIn.address
            onTextEdited: part.signIn.write(text)
            onAccepted: part.signIn.send()
        }
        Connections {
            target: part.signIn

            function onChanged(): void {
                if (input.text !== part.signIn.address) {
                    input.text = part.signIn.address;
                    input.cursorPosition = input.text.length;
                }
            }
        }
    }
    Row {
        id: cells
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: words.bottom
            topMargin: 24
        }
        visible: !part.typing
        activeFocusOnTab: true
        spacing: 10
        Accessible.role: Accessible.EditableText
        Accessible.focusable: true
        Keys.onPressed: event => {
            event.accepted = true;
            if (event.key === Qt.Key_Backspace)
                part.signIn.erase();
            else if (event.text >= "0" && event.text <= "9" && event.text.length === 1)
                part.signIn.press(event.text);
            else
                event.accepted = false;
        }
        Accessible.name: qsTrId("hello.digits", part.signIn.digits.length)

        Repeater {
            model: 6

            Rectangle {
                required property int index
                readonly property string digit: part.signIn.digits.charAt(index)

                width: part.cell
                height: 76
                radius: Theme.photoRadius
                color: Theme.surface
                border.width: index === part.signIn.digits.length ? 2 : 1
                border.color: index === part.signIn.digits.length ? Theme.primary : Theme.control

                Label {
                    anchors.centerIn: parent
                    text: parent.digit
                    size: Theme.title
                    weight: Font.DemiBold
                    Accessible.ignored: true
                }
            }
        }
    }
    Prose {
        id: lack
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: part.typing ? field.bottom : cells.bottom
            topMargin: 12
        }
        width: words.width
        visible: text !== ""
        says: part.signIn.why === "wrong_code" ? qsTrId("hello.wrong_code") : part.signIn.why === "no_address" ? qsTrId("hello.no_address") : part.signIn.away ? qsTrId("hello.no_answer") : ""
        weight: Font.Medium
        color: Theme.bad
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.AlertMessage
    }
    Grid {
        anchors {
            horizontalCenter: parent.horizontalCenter
            bottom: parent.bottom
            bottomMargin: 8
        }
        visible: !part.typing
        columns: 3
        spacing: 8

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]

            Key {
                required property string modelData

                implicitWidth: 136
                implicitHeight: 64
                enabled: modelData !== ""
                opacity: enabled ? 1 : 0
                Accessible.ignored: !enabled
                symbol: modelData === "erase" ? "erase" : ""
                autoRepeat: modelData === "erase"
                text: modelData === "erase" ? qsTrId("keys.erase") : modelData
                onClicked: modelData === "erase" ? part.signIn.erase() : part.signIn.press(text)
            }
        }
    }
}
