pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Finding a customer by what they show; beside it who is open here today.
DeskFrame {
    id: page

    readonly property CustomersModel customers: desk.customers

    title: qsTrId("customers.title")
    searches: false
    onEntered: customers.seek()

    Card {
        id: left
        anchors {
            left: parent.left
            right: right.left
            rightMargin: 24
            top: parent.top
            bottom: parent.bottom
        }

        Heading {
            id: question
            x: 24
            y: 16
            width: parent.width - 48
            text: qsTrId("customers.question")
            size: Theme.lead
        }
        Rectangle {
            id: field
            // A field passes Enter on after it has used it: the page would look once more.
            Keys.onReturnPressed: {}
            Keys.onEnterPressed: {}
            anchors {
                left: question.left
                right: seek.left
                rightMargin: 12
                top: question.bottom
                topMargin: 16
            }
            height: 64
            radius: Theme.chipRadius > 0 ? height / 2 : 0
            color: Theme.surface
            border.width: input.activeFocus ? 2 : 1
            border.color: input.activeFocus ? Theme.primary : Theme.control

            TextInput {
                id: input
                anchors {
                    fill: parent
                    leftMargin: 28
                    rightMargin: 28
                }
                focus: true
                activeFocusOnTab: true
                clip: true
                maximumLength: 400
                verticalAlignment: TextInput.AlignVCenter
                inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase | Qt.ImhSensitiveData
                color: Theme.ink
                selectionColor: Theme.primary
                font {
                    family: Theme.textFamily
                    pixelSize: Theme.body
                    hintingPreference: Font.PreferNoHinting
                }
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTrId("customers.question")
                // Set, never bound: what is set has no history that Ctrl-Z could bring back.
                onTextEdited: page.customers.write(text)
                onAccepted: page.customers.seek()
            }
            MouseArea {
                anchors.fill: parent
                onClicked: {
                    input.forceActiveFocus(Qt.MouseFocusReason);
                    page.customers.keypad.show();
                }
            }
            Connections {
                target: page.customers

                function onChanged(): void {
                    if (input.text !== page.customers.text)
                        input.text = page.customers.text;
                }
            }
        }
        Button {
            id: seek
            anchors {
                right: question.right
                verticalCenter: field.verticalCenter
            }
            kind: "small"
            symbol: "search"
            text: qsTrId("customers.seek")
            enabled: page.customers.text.trim() !== "" && !page.customers.busy
            opacity: enabled ? 1 : 0.5
            onClicked: page.customers.seek()
        }
        Prose {
            id: note
            anchors {
                left: question.left
                right: question.right
                top: field.bottom
                topMargin: 16
            }
            visible: text !== ""
            says: page.customers.busy ? qsTrId("customers.busy_now") : page.customers.note
            color: page.customers.busy ? Theme.ink2 : Theme.warn
            elide: Text.ElideNone
            Accessible.role: Accessible.AlertMessage
        }
        EmptyNote {
            anchors.horizontalCenter: parent.horizontalCenter
            y: (field.y + field.height + parent.height - height) / 2
            width: Math.min(560, parent.width - 96)
            visible: found.count === 0 && !note.visible && !page.customers.keypad.shown
            symbol: "scan"
            text: qsTrId("customers.scan")
            hint: qsTrId("customers.ways")
        }
        DeskRows {
            id: found
            anchors {
                left: parent.left
                right: parent.right
                top: note.visible ? note.bottom : field.bottom
                bottom: parent.bottom
                margins: 8
                topMargin: 16
            }
            model: page.customers.found
            Accessible.role: Accessible.List
            Accessible.name: qsTrId("customers.found")
            delegate: FoundLine {
                required property string page_
                required property string key

                width: ListView.view.width
                onClicked: page.customers.go(page_, key)
            }
        }
    }
    Card {
        id: right
        anchors {
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        width: page.width >= 1500 ? 600 : 448

        Heading {
            id: title
            x: 24
            y: 16
            width: parent.width - 48
            text: qsTrId("customers.open_here")
            size: Theme.lead
        }
        DeskRows {
            id: opened
            anchors {
                left: parent.left
                right: parent.right
                top: title.bottom
                bottom: parent.bottom
                margins: 8
            }
            model: page.customers.openHere
            Accessible.role: Accessible.List
            Accessible.name: title.text
            onAtYEndChanged: if (atYEnd)
                page.customers.showMore()
            delegate: FoundLine {
                required property string page_
                required property string key

                width: opened.width
                onClicked: page.customers.go(page_, key)
            }
            footer: Prose {
                width: opened.width
                visible: text !== ""
                padding: 16
                topPadding: opened.count === 0 ? 0 : 16
                says: opened.count === 0 ? qsTrId("customers.nobody_here") : page.customers.others
                size: Theme.note
                color: Theme.ink2
                elide: Text.ElideNone
            }
        }
    }
    Loader {
        parent: page
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        z: 25
        active: page.customers.keypad.shown
        sourceComponent: Column {
            Rectangle {
                width: parent.width
                height: 88
                color: Theme.tile

                Hairline {
                    width: parent.width
                }
                Row {
                    anchors.centerIn: parent
                    spacing: 8

                    Repeater {
                        // What an address and a number want beside the letters.
                        model: ["@", "_", "+", "/"]

                        Key {
                            required property string modelData

                            text: modelData
                            onClicked: page.customers.keypad.press(modelData)
                        }
                    }
                    Key {
                        width: 160
                        text: ".com"
                        onClicked: page.customers.keypad.press(".com")
                    }
                }
            }
            Keypad {
                width: parent.width
                keys: page.customers.keypad
            }
        }
    }
}
