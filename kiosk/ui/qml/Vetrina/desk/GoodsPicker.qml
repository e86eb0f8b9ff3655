pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A field to look for goods, and what was found for the word in it: Enter takes the best.
FocusScope {
    id: picker

    required property GoodsModel goods
    property string hint: ""
    // How far down what is found may reach, from the field's lower edge.
    required property real room
    // What happens to a hit that is picked: its sign, and its words (%1 is the product).
    property string symbol: "plus"
    property string deed: qsTrId("desklist.add_this")
    readonly property bool searching: goods.text.trim() !== ""

    implicitHeight: field.height + (searching ? hits.height + 16 : 0)

    // A field leaves Enter to what it lies on, also after it has used it: the page would do its one action too.
    Keys.onReturnPressed: {}
    Keys.onEnterPressed: {}

    Rectangle {
        id: field
        width: parent.width
        height: Theme.control56
        radius: Theme.chipRadius
        color: Theme.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.activeFocus ? Theme.primary : Theme.control

        Icon {
            id: sign
            anchors {
                left: parent.left
                leftMargin: 20
                verticalCenter: parent.verticalCenter
            }
            name: picker.symbol
            size: 22
        }
        Label {
            anchors.fill: input
            visible: input.text === "" && input.preeditText === ""
            text: picker.hint
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
        TextInput {
            id: input
            anchors {
                left: sign.right
                leftMargin: 12
                right: parent.right
                rightMargin: 20
                top: parent.top
                bottom: parent.bottom
            }
            activeFocusOnTab: true
            clip: true
            maximumLength: 80
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
            Accessible.name: picker.hint
            onTextEdited: picker.goods.seek(text)
            onAccepted: picker.goods.pickFirst()
            onActiveFocusChanged: if (!activeFocus)
                picker.goods.keypad.close()
            Keys.onEscapePressed: event => {
                event.accepted = picker.searching;
                picker.goods.close();
            }
        }
        MouseArea {
            anchors.fill: parent
            onClicked: {
                input.forceActiveFocus(Qt.MouseFocusReason);
                picker.goods.keypad.show();
            }
        }
        Connections {
            target: picker.goods

            function onChanged(): void {
                if (input.text !== picker.goods.text)
                    input.text = picker.goods.text;
            }
        }
    }
    DeskRows {
        id: hits
        anchors {
            left: parent.left
            right: parent.right
            top: field.bottom
            topMargin: 8
        }
        height: Math.min(contentHeight, picker.room)
        visible: picker.searching
        clip: interactive
        interactive: contentHeight > height
        model: picker.goods.hits
        Accessible.role: Accessible.List
        Accessible.name: picker.hint
        delegate: GoodsHit {
            width: hits.width
            symbol: picker.symbol === "plus" ? "plus" : "chevron-right"
            deed: picker.deed
            onClicked: picker.goods.pick(product)
        }
    }
    Prose {
        anchors {
            left: parent.left
            leftMargin: 20
            right: parent.right
            top: field.bottom
            topMargin: 16
        }
        visible: picker.goods.nothing
        says: qsTrId("desklist.nothing_found")
        size: Theme.note
        color: Theme.ink2
        elide: Text.ElideNone
    }
}
