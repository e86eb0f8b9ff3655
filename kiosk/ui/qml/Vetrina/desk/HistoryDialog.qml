pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What was done about an order, by whom and when: the latest first.
Dialog {
    id: dialog

    required property OrderQuestions questions

    shown: true
    cardWidth: 760
    cardHeight: Math.min(620, 184 + view.contentHeight)
    Accessible.name: questions.title
    onEscaped: questions.close()

    Heading {
        id: title
        x: 48
        y: 40
        width: parent.width - 96
        text: dialog.questions.title
    }
    DeskRows {
        id: view
        anchors {
            left: title.left
            right: title.right
            top: title.bottom
            topMargin: 16
            bottom: leave.top
            bottomMargin: 8
        }
        model: dialog.questions.steps
        delegate: Item {
            id: step

            required property string time
            required property string words
            required property string by

            width: ListView.view.width
            height: 56
            Accessible.role: Accessible.ListItem
            Accessible.name: [time, words, by].join(", ")

            Label {
                id: clock
                anchors.verticalCenter: parent.verticalCenter
                width: 96
                text: step.time
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
            Label {
                anchors {
                    left: clock.right
                    right: who.left
                    rightMargin: 16
                    verticalCenter: parent.verticalCenter
                }
                text: step.words
                Accessible.ignored: true
            }
            Label {
                id: who
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                text: step.by
                weight: Font.DemiBold
                elide: Text.ElideNone
                Accessible.ignored: true
            }
            Hairline {
                anchors {
                    left: parent.left
                    right: parent.right
                    bottom: parent.bottom
                }
            }
        }
    }
    Button {
        id: leave
        anchors {
            left: title.left
            leftMargin: -20
            bottom: parent.bottom
            bottomMargin: 20
        }
        kind: "bare"
        symbol: "close"
        focus: true
        text: qsTrId("nav.close")
        onClicked: dialog.questions.close()
    }
}
