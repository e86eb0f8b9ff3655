pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Where one types, on the keys below or on a keyboard.
FocusScope {
    id: field

    required property SearchModel search

    implicitHeight: 72

    Rectangle {
        anchors.fill: parent
        radius: Theme.chipRadius > 0 ? height / 2 : 0
        color: Theme.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.activeFocus ? Theme.primary : Theme.control
    }
    Icon {
        id: sign
        anchors {
            left: parent.left
            leftMargin: 32
            verticalCenter: parent.verticalCenter
        }
        name: "search"
        size: 26
    }
    Label {
        anchors.fill: input
        anchors.leftMargin: 6
        visible: input.text === "" && input.preeditText === ""
        text: qsTrId("search.field")
        size: Theme.lead
        color: Theme.ink2
        Accessible.ignored: true
    }
    TextInput {
        id: input
        anchors {
            left: sign.right
            leftMargin: 18
            right: clear.left
            rightMargin: 8
            top: parent.top
            bottom: parent.bottom
        }
        focus: true
        activeFocusOnTab: true
        clip: true
        maximumLength: 80
        verticalAlignment: TextInput.AlignVCenter
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
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
        Accessible.name: qsTrId("search.field")
        // Set, never bound: what is set has no history that Ctrl-Z could bring back.
        Component.onCompleted: text = field.search.text
        onTextEdited: field.search.write(text)
        onAccepted: field.search.hideKeys()
    }
    Connections {
        target: field.search

        function onChanged(): void {
            if (input.text !== field.search.text) {
                input.text = field.search.text;
                input.cursorPosition = input.text.length;
            }
        }
    }
    MouseArea {
        anchors.fill: parent
        anchors.rightMargin: 72
        onClicked: {
            input.forceActiveFocus(Qt.MouseFocusReason);
            field.search.showKeys();
        }
    }
    IconButton {
        id: clear
        anchors {
            right: parent.right
            rightMargin: 8
            verticalCenter: parent.verticalCenter
        }
        visible: input.text !== ""
        bordered: false
        symbol: "close"
        text: qsTrId("search.clear")
        onClicked: {
            field.search.erase();
            input.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
}
