pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Why, or where: one of a few answers, and how many are missing where that is asked. Escape leaves all as it was.
Dialog {
    id: dialog

    required property OrderQuestions questions

    shown: true
    cardWidth: 860
    cardHeight: body.implicitHeight + 96
    Accessible.name: questions.title
    onEscaped: questions.close()

    Column {
        id: body
        x: 48
        y: 48
        width: parent.width - 96
        spacing: 16

        Headline {
            width: parent.width
            says: dialog.questions.title
        }
        Prose {
            width: parent.width
            visible: text !== ""
            says: dialog.questions.hint
            color: Theme.ink2
            elide: Text.ElideNone
        }
        Row {
            visible: dialog.questions.counts
            spacing: 20

            IconButton {
                symbol: "minus"
                enabled: dialog.questions.count > 1
                text: qsTrId("list.one_less")
                onClicked: dialog.questions.countBy(-1)
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: dialog.questions.count
                size: Theme.lead
                weight: Font.DemiBold
            }
            IconButton {
                symbol: "plus"
                enabled: dialog.questions.count < dialog.questions.most
                text: qsTrId("list.one_more")
                onClicked: dialog.questions.countBy(1)
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("order.of_missing", dialog.questions.most)
                color: Theme.ink2
            }
        }
        Flow {
            width: parent.width
            spacing: 12

            Repeater {
                model: dialog.questions.choices

                Button {
                    required property int index
                    required property string key
                    required property string words

                    text: words
                    kind: "small"
                    focus: index === 0
                    onClicked: dialog.questions.choose(key)
                }
            }
        }
        Button {
            x: -leftPadding
            kind: "bare"
            symbol: "close"
            text: qsTrId("order.leave")
            onClicked: dialog.questions.close()
        }
    }
}
