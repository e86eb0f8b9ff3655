pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// One line more closely: how much it is wanted, and a note, a question to the store.
// What is written is written in a dialog of its own.
Dialog {
    id: sheet

    required property ListLineModel line
    signal carried(key: string)
    signal asked(key: string)

    shown: line.shown && !line.writing.shown
    cardWidth: 760
    // A long answer of the store is read whole.
    property int more: 0

    cardHeight: 636 + more
    onEscaped: line.close()

    Repeater {
        model: sheet.line.line

        Item {
            id: it

            required property string key
            required property string url
            required property string name
            required property string options
            required property string note
            required property string priority
            required property string question
            required property string answer

            anchors.fill: parent
            anchors.margins: 40

            Photo {
                id: photo
                width: 112
                height: 88
                source: it.url
                Accessible.ignored: true
            }
            Column {
                anchors {
                    left: photo.right
                    leftMargin: 20
                    right: parent.right
                    verticalCenter: photo.verticalCenter
                }

                Heading {
                    width: parent.width
                    text: it.name
                    size: Theme.lead
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: it.options
                    size: Theme.note
                    color: Theme.ink2
                }
            }
            Column {
                anchors {
                    left: parent.left
                    right: parent.right
                    top: photo.bottom
                    topMargin: 24
                }
                spacing: 12

                Label {
                    text: qsTrId("wish.title")
                    weight: Font.DemiBold
                }
                Row {
                    spacing: 12

                    Repeater {
                        model: ["must", "nice", "maybe"]

                        Chip {
                            required property string modelData

                            text: modelData === "must" ? qsTrId("wish.must") : (modelData === "nice" ? qsTrId("wish.nice") : qsTrId("wish.maybe"))
                            checked: it.priority === modelData
                            onClicked: sheet.line.want(modelData)
                        }
                    }
                }
                Item {
                    width: 1
                    height: 4
                }
                Label {
                    text: qsTrId("line.note")
                    weight: Font.DemiBold
                }
                Item {
                    width: parent.width
                    height: 72

                    Prose {
                        anchors {
                            left: parent.left
                            right: write.left
                            rightMargin: 16
                            verticalCenter: parent.verticalCenter
                        }
                        says: it.note === "" ? qsTrId("line.no_note") : it.note
                        color: it.note === "" ? Theme.ink2 : Theme.ink
                        maximumLineCount: 2
                    }
                    Button {
                        id: write
                        anchors {
                            right: parent.right
                            verticalCenter: parent.verticalCenter
                        }
                        kind: "small"
                        symbol: "edit"
                        text: it.note === "" ? qsTrId("line.write") : qsTrId("line.rewrite")
                        onClicked: sheet.line.write()
                    }
                }
                Item {
                    width: parent.width
                    height: 76 + sheet.more

                    Binding {
                        target: sheet
                        property: "more"
                        value: Math.max(0, told.implicitHeight - 56)
                    }
                    Prose {
                        id: told
                        anchors {
                            left: parent.left
                            right: ask.left
                            rightMargin: 16
                            verticalCenter: parent.verticalCenter
                        }
                        says: it.answer !== "" ? it.answer : (it.question !== "" ? it.question : qsTrId("ask.line_none"))
                        color: it.question === "" ? Theme.ink2 : Theme.ink
                        maximumLineCount: 5
                    }
                    Button {
                        id: ask
                        anchors {
                            right: parent.right
                            verticalCenter: parent.verticalCenter
                        }
                        kind: "small"
                        symbol: "chat"
                        text: qsTrId("ask.about")
                        onClicked: sheet.asked(it.key)
                    }
                }
            }
            Row {
                anchors {
                    left: parent.left
                    right: parent.right
                    bottom: parent.bottom
                }
                spacing: 16

                Button {
                    id: off
                    kind: "secondary"
                    symbol: "close"
                    text: qsTrId("line.off")
                    onClicked: sheet.line.takeOff()
                }
                Button {
                    id: elsewhere
                    text: qsTrId("lists.elsewhere")
                    onClicked: sheet.carried(it.key)
                }
                Button {
                    kind: "primary"
                    focus: true
                    symbol: "check"
                    width: parent.width - 32 - off.width - elsewhere.width
                    text: qsTrId("line.done")
                    onClicked: sheet.line.close()
                }
            }
        }
    }
}
