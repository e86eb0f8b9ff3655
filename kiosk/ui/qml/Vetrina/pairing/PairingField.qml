pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Where the hub's address is typed, on the keys below or on a keyboard.
FocusScope {
    id: field

    required property PairingModel pairing

    Rectangle {
        anchors.fill: parent
        radius: Theme.photoRadius
        color: Theme.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.activeFocus ? Theme.primary : Theme.control
    }
    Label {
        anchors.fill: input
        anchors.leftMargin: 6
        visible: input.text === "" && input.preeditText === ""
        text: qsTrId("pairing.address_example")
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
        focus: true
        activeFocusOnTab: true
        clip: true
        maximumLength: 253
        verticalAlignment: TextInput.AlignVCenter
        inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
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
        Accessible.name: qsTrId("pairing.address")
        Component.onCompleted: text = field.pairing.address
        onTextEdited: field.pairing.write(text)
        onAccepted: field.pairing.enter()
    }
    MouseArea {
        anchors.fill: parent
        onClicked: {
            input.forceActiveFocus(Qt.MouseFocusReason);
            field.pairing.keypad.show();
        }
    }
    Connections {
        target: field.pairing

        function onChanged(): void {
            if (input.text !== field.pairing.address) {
                input.text = field.pairing.address;
                input.cursorPosition = input.text.length;
            }
        }
    }
}
