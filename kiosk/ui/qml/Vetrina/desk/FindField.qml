import QtQuick
import Vetrina
import Vetrina.Models

// Find anything: a name, a card, an order, a product. `/` leads here from everywhere, Enter looks.
FocusScope {
    id: field

    required property DeskModel desk
    // Whether the page has it, and whether something else wants its place until it is asked for.
    required property bool offered
    property bool aside: false
    property bool asked: false
    // How far down what is found may reach.
    required property real room
    readonly property FindModel find: desk.find

    visible: offered && (asked || !aside)
    implicitWidth: 320
    implicitHeight: Theme.control56

    // A field leaves Enter to what it lies on, also after it has used it: the page would do its one action too.
    Keys.onReturnPressed: {}
    Keys.onEnterPressed: {}

    function seek(): void {
        asked = true;
        input.forceActiveFocus(Qt.ShortcutFocusReason);
        input.selectAll();
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.chipRadius
        color: Theme.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.activeFocus ? Theme.primary : Theme.control
    }
    Icon {
        id: sign
        anchors {
            left: parent.left
            leftMargin: 22
            verticalCenter: parent.verticalCenter
        }
        name: "search"
        size: 22
    }
    Label {
        anchors.fill: input
        visible: input.text === "" && input.preeditText === ""
        text: qsTrId("desk.find")
        size: Theme.note
        color: Theme.ink2
        Accessible.ignored: true
    }
    TextInput {
        id: input
        anchors {
            left: sign.right
            leftMargin: 14
            right: key.left
            rightMargin: 8
            top: parent.top
            bottom: parent.bottom
        }
        activeFocusOnTab: true
        clip: true
        maximumLength: 120
        verticalAlignment: TextInput.AlignVCenter
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        color: Theme.ink
        selectionColor: Theme.primary
        font {
            family: Theme.textFamily
            pixelSize: Theme.note
            hintingPreference: Font.PreferNoHinting
        }
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTrId("desk.find")
        onTextEdited: field.find.seek(text)
        onActiveFocusChanged: if (!activeFocus) {
            field.asked = false;
            field.find.keypad.close();
            if (!hits.visible)
                text = "";
        }
        Keys.onDownPressed: field.find.step(1)
        Keys.onUpPressed: field.find.step(-1)
        onAccepted: {
            field.desk.leaveField();
            field.find.accept();
        }
        Keys.onEscapePressed: {
            field.find.close();
            field.desk.leaveField();
        }
    }
    MouseArea {
        anchors.fill: parent
        onClicked: {
            field.seek();
            field.find.keypad.show();
        }
    }
    Rectangle {
        id: key
        anchors {
            right: parent.right
            rightMargin: 20
            verticalCenter: parent.verticalCenter
        }
        width: 24
        height: 28
        radius: Theme.chipRadius > 0 ? 6 : 0
        color: "transparent"
        border.width: 1
        border.color: Theme.line

        Label {
            anchors.centerIn: parent
            text: "/"
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    Connections {
        target: field.find

        function onChanged(): void {
            if (input.text !== field.find.text)
                input.text = field.find.text;
        }
    }
    FindHits {
        id: hits
        anchors {
            right: parent.right
            top: parent.bottom
            topMargin: 8
        }
        visible: input.activeFocus && field.find.rows.count > 0
        find: field.find
        room: field.room
    }
    Connections {
        target: field.desk
        // Each page has a field, also those that are not seen now.
        enabled: field.enabled

        function onFindAsked(): void {
            if (field.offered)
                field.seek();
        }
    }
}
