pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A shopper's list, as the shopper sees it: scan or look for something to add, answer what was asked.
DeskFrame {
    id: page

    readonly property DeskListModel list: desk.sharedList

    title: list.title
    subtitle: list.subtitle
    backs: true
    onEntered: list.prepare()
    notes: IconButton {
        visible: page.list.known
        bordered: false
        symbol: "edit"
        text: qsTrId("desklist.rename")
        onClicked: page.list.rename()
    }

    Card {
        id: left
        anchors {
            left: parent.left
            right: right.left
            rightMargin: 24
            top: parent.top
            bottom: parent.bottom
        }

        DeskRows {
            id: lines
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                bottom: sum.top
                leftMargin: 12
                rightMargin: 12
                topMargin: 12
            }
            focus: true
            activeFocusOnTab: true
            model: page.list.lines
            Accessible.role: Accessible.List
            Accessible.name: page.list.title
            Keys.onSpacePressed: if (currentItem)
                (currentItem as DeskListLine).picked()
            Keys.onPressed: event => {
                const row = currentItem as DeskListLine;
                if (!row)
                    return;
                event.accepted = true;
                if (event.text === "+")
                    row.more();
                else if (event.text === "-")
                    row.less();
                else if (event.text === "n")
                    row.noted();
                else
                    event.accepted = false;
            }
            delegate: DeskListLine {
                required property int index

                width: lines.width
                opened: page.list.picked === key
                current: lines.activeFocus && lines.currentIndex === index
                helped: opened ? page.list.helped : ""
                onPicked: {
                    lines.currentIndex = index;
                    page.list.pick(key);
                }
                onLess: page.list.less(key)
                onMore: page.list.more(key)
                onUp: page.list.up(key)
                onDown: page.list.down(key)
                onNoted: page.list.note(key)
            }
        }
        EmptyNote {
            anchors.centerIn: lines
            width: Math.min(640, parent.width - 64)
            visible: page.list.empty
            symbol: "list"
            text: page.list.known ? qsTrId("desklist.empty") : qsTrId("desklist.coming")
            hint: page.list.known ? qsTrId("desklist.empty_hint") : ""
        }
        Item {
            id: sum
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                leftMargin: 24
                rightMargin: 24
            }
            height: page.list.empty ? 0 : 64
            visible: !page.list.empty

            Hairline {
                width: parent.width
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("list.total")
                color: Theme.ink2
            }
            Heading {
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                text: page.list.total
                size: Theme.lead
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
        width: page.width >= 1500 ? 600 : 400

        GoodsPicker {
            id: picker
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: 16
            }
            goods: page.list.goods
            hint: qsTrId("desklist.add_hint")
            room: keys.y - 192
        }
        DeskRows {
            id: questions
            anchors {
                left: parent.left
                right: parent.right
                top: picker.bottom
                bottom: parent.bottom
                margins: 16
            }
            visible: !picker.searching
            model: page.list.questions
            Accessible.role: Accessible.List
            Accessible.name: qsTrId("desklist.questions")
            header: Heading {
                width: questions.width
                height: 52
                bottomPadding: 12
                text: qsTrId("desklist.questions")
                size: Theme.lead
            }
            delegate: QuestionCard {
                width: questions.width
                onReplied: page.list.answer(key)
            }
            footer: Prose {
                width: questions.width
                visible: questions.count === 0
                says: qsTrId("desklist.no_questions")
                size: Theme.note
                color: Theme.ink2
                elide: Text.ElideNone
            }
        }
    }
    WriteDialog {
        parent: page
        writing: page.list.writing
    }
    aside: Button {
        kind: "tall-bare"
        visible: page.list.undoable
        symbol: "undo"
        text: qsTrId("nav.undo")
        onClicked: page.list.undo()
    }
    actions: Button {
        kind: "primary"
        visible: page.list.preparable
        symbol: "box"
        text: qsTrId("desklist.prepare")
        onClicked: page.list.prepare()
    }
    KeysBelow {
        id: keys
        parent: page
        keys: page.list.goods.keypad
    }
}
