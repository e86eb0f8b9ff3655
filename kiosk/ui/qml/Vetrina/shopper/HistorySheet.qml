pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Who did what to the list, the latest first; whatever was done here can be taken back, however long ago.
Dialog {
    id: sheet

    required property ListHistoryModel history

    shown: history.shown
    cardWidth: 880
    cardHeight: Math.min(height - 96, 200 + Math.max(72, view.contentHeight))
    Accessible.name: title.text
    onEscaped: history.close()

    Heading {
        id: title
        x: 40
        y: 36
        width: parent.width - 80
        text: qsTrId("history.title")
    }
    ListView {
        id: view
        anchors {
            left: title.left
            right: title.right
            top: title.bottom
            topMargin: 12
            bottom: close.top
            bottomMargin: 12
        }
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: sheet.history.steps
        delegate: Item {
            id: step

            required property string key
            required property string words
            required property string by
            required property string who
            required property string mark
            required property bool mine
            required property bool undone

            width: ListView.view.width
            height: 72
            Accessible.role: Accessible.ListItem
            Accessible.name: [step.words, step.by, step.undone ? qsTrId("history.taken_back") : ""].filter(part => part !== "").join(", ")

            ActorMark {
                id: disc
                anchors.verticalCenter: parent.verticalCenter
                width: 36
                height: 36
                radius: 18
                who: step.who
                mark: step.mark
            }
            Column {
                anchors {
                    left: disc.right
                    leftMargin: 16
                    right: back.visible ? back.left : (gone.visible ? gone.left : parent.right)
                    rightMargin: 16
                    verticalCenter: parent.verticalCenter
                }

                Label {
                    width: parent.width
                    text: step.words
                    color: step.undone ? Theme.ink2 : Theme.ink
                    font.strikeout: step.undone
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: step.by
                    size: Theme.note
                    color: Theme.ink2
                    Accessible.ignored: true
                }
            }
            Button {
                id: back
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                visible: step.mine
                kind: "small"
                symbol: "undo"
                text: qsTrId("history.take_back")
                Accessible.name: `${text}: ${step.words}`
                onClicked: sheet.history.takeBack(step.key)
            }
            Label {
                id: gone
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                visible: step.undone
                text: qsTrId("history.taken_back")
                size: Theme.note
                color: Theme.ink2
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

        ScrollMark {
            view: view
            beside: 18
        }
    }
    Label {
        anchors.centerIn: view
        visible: sheet.history.steps.count === 0
        text: qsTrId("history.nothing")
        color: Theme.ink2
    }
    Button {
        id: close
        anchors {
            right: parent.right
            rightMargin: 40
            bottom: parent.bottom
            bottomMargin: 32
        }
        kind: "small"
        symbol: "close"
        focus: true
        text: qsTrId("nav.close")
        onClicked: sheet.history.close()
    }
}
