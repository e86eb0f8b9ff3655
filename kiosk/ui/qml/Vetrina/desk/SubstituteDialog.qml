pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What is alike and there: the shopper is asked about the one that is chosen.
Dialog {
    id: dialog

    required property OrderQuestions questions

    shown: true
    cardWidth: 860
    cardHeight: Math.min(640, 216 + Math.max(104, view.contentHeight))
    Accessible.name: questions.title
    onEscaped: questions.close()

    Heading {
        id: title
        x: 48
        y: 40
        width: parent.width - 96
        text: dialog.questions.title
    }
    Label {
        id: hint
        anchors {
            left: title.left
            right: title.right
            top: title.bottom
            topMargin: 8
        }
        text: dialog.questions.hint
        size: Theme.note
        color: Theme.ink2
    }
    Label {
        anchors.centerIn: view
        visible: view.count === 0
        text: dialog.questions.searching ? qsTrId("order.looking") : qsTrId("order.nothing_alike")
        color: Theme.ink2
    }
    DeskRows {
        id: view
        anchors {
            left: parent.left
            right: parent.right
            leftMargin: 32
            rightMargin: 32
            top: hint.bottom
            topMargin: 16
            bottom: leave.top
            bottomMargin: 8
        }
        model: dialog.questions.alike
        delegate: Pressable {
            id: row

            required property int index
            required property string key
            required property string url
            required property string name
            required property string options
            required property string price
            required property string stock
            required property string place

            width: ListView.view.width
            height: 104
            corner: Theme.photoRadius
            focus: index === 0
            text: [name, options].filter(part => part !== "").join(qsTrId("list.and"))
            Accessible.description: [price, stock, place].filter(part => part !== "").join(", ")
            onClicked: dialog.questions.choose(key)
            background: Rectangle {
                radius: row.corner
                color: row.down ? Theme.tint : "transparent"
            }
            contentItem: Item {
                Photo {
                    id: photo
                    x: 16
                    anchors.verticalCenter: parent.verticalCenter
                    width: 112
                    height: 80
                    ground: Theme.surface
                    source: row.url
                    Accessible.ignored: true
                }
                Column {
                    anchors {
                        left: photo.right
                        leftMargin: 20
                        right: cost.left
                        rightMargin: 16
                        verticalCenter: parent.verticalCenter
                    }

                    Label {
                        width: parent.width
                        text: row.name
                        weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: row.options
                        size: Theme.note
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: [row.stock, row.place].filter(part => part !== "").join(" · ")
                        size: Theme.note
                        color: Theme.ink2
                        Accessible.ignored: true
                    }
                }
                Label {
                    id: cost
                    anchors {
                        right: parent.right
                        rightMargin: 16
                        verticalCenter: parent.verticalCenter
                    }
                    text: row.price
                    weight: Font.DemiBold
                    elide: Text.ElideNone
                    Accessible.ignored: true
                }
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
        text: qsTrId("order.leave")
        onClicked: dialog.questions.close()
    }
}
