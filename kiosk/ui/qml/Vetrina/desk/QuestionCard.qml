import QtQuick
import Vetrina

// A question of the shopper, with its answer, or the way to give one.
Item {
    id: card

    required property string key
    required property string text
    required property string mark
    required property string kind
    required property string by
    required property string about
    required property string answer
    required property string answered
    required property bool waiting
    signal replied

    implicitHeight: words.height + 36
    Accessible.role: Accessible.ListItem
    Accessible.name: [about, text, by, answer, answered].filter(part => part !== "").join(", ")

    Rectangle {
        anchors {
            fill: parent
            bottomMargin: 8
        }
        radius: Theme.photoRadius
        color: card.waiting ? Theme.tint : Theme.page
    }
    Column {
        id: words
        x: 16
        y: 12
        width: parent.width - 32
        spacing: 2

        Label {
            width: parent.width
            visible: card.about !== ""
            text: card.about
            size: Theme.note
            weight: Font.DemiBold
            Accessible.ignored: true
        }
        Prose {
            width: parent.width
            says: qsTrId("order.quote").arg(card.text)
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Row {
            width: parent.width
            height: 28
            spacing: 8

            ActorMark {
                anchors.verticalCenter: parent.verticalCenter
                who: card.kind
                mark: card.mark
                onTint: card.waiting
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 32
                text: card.by
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
        Prose {
            width: parent.width
            visible: !card.waiting
            says: card.answer
            size: Theme.note
            color: Theme.primary
            weight: Font.Medium
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            visible: !card.waiting
            text: card.answered
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
        Item {
            width: 1
            height: 4
        }
        Button {
            kind: card.waiting ? "small" : "bare"
            symbol: "chat"
            text: card.waiting ? qsTrId("desklist.answer") : qsTrId("desklist.answer_again")
            onClicked: card.replied()
        }
    }
}
