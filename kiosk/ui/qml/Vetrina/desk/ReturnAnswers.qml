pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What is said of a line that comes back: why, in which condition, back on the shelf or not, a note.
Column {
    id: answers

    required property ReturnsModel returns
    required property string key
    required property string reason
    required property string condition
    required property bool restock
    required property string note
    required property string problem

    spacing: 16

    ChipGroup {
        width: parent.width
        title: lacking ? answers.problem : qsTrId("returns.reason")
        lacking: answers.reason === "" && answers.problem !== ""

        Repeater {
            model: answers.returns.reasons

            Chip {
                required property string code
                required property string name

                checked: answers.reason === code
                text: name
                onClicked: answers.returns.because(answers.key, code)
            }
        }
    }
    ChipGroup {
        width: parent.width
        title: qsTrId("returns.condition")

        Repeater {
            model: answers.returns.conditions

            Chip {
                required property string code
                required property string name

                checked: answers.condition === code
                text: name
                onClicked: answers.returns.foundIn(answers.key, code)
            }
        }
        Item {
            width: 16
            height: 1
        }
        Chip {
            checked: answers.restock
            text: qsTrId("returns.restock")
            Accessible.role: Accessible.CheckBox
            onClicked: answers.returns.shelve(answers.key, !answers.restock)
        }
        Button {
            kind: "bare"
            symbol: "edit"
            text: qsTrId("returns.add_note")
            onClicked: answers.returns.note(answers.key)
        }
    }
    Prose {
        width: parent.width
        visible: answers.note !== ""
        says: qsTrId("order.quote").arg(answers.note)
        size: Theme.note
        maximumLineCount: 3
    }
    Prose {
        width: parent.width
        visible: answers.problem !== "" && answers.reason !== ""
        says: answers.problem
        size: Theme.note
        weight: Font.Medium
        color: Theme.warn
        elide: Text.ElideNone
    }
}
