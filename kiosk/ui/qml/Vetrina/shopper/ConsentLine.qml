import QtQuick
import Vetrina

// One thing that is asked: what for, what was said, and two answers of the same size.
Item {
    id: line

    required property string key
    required property string title
    required property string text
    required property string detail
    required property string answer
    signal agreed
    signal disagreed

    implicitHeight: words.height + 16
    Accessible.role: Accessible.ListItem
    Accessible.name: [title, text, detail].filter(part => part !== "").join(", ")

    Column {
        id: words
        width: parent.width
        spacing: 4

        Prose {
            width: parent.width
            says: line.title
            weight: Font.DemiBold
            Accessible.ignored: true
        }
        Prose {
            width: parent.width
            says: line.text
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
        Row {
            id: answers
            width: parent.width
            spacing: 10

            Chip {
                id: yes
                width: Math.max(implicitWidth, 132)
                text: qsTrId("mine.yes")
                checked: line.answer === "yes"
                Accessible.name: `${text}: ${line.title}`
                onClicked: line.agreed()
            }
            Chip {
                id: no
                width: Math.max(implicitWidth, 132)
                text: qsTrId("mine.no")
                checked: line.answer === "no"
                Accessible.name: `${text}: ${line.title}`
                onClicked: line.disagreed()
            }
            Prose {
                width: answers.width - yes.width - no.width - 2 * answers.spacing
                height: Math.max(56, implicitHeight)
                maximumLineCount: 3
                says: line.detail
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
    }
}
