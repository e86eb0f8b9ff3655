import QtQuick
import Vetrina

// Something instead of what is not there: what it is, what it costs, yes or no.
Item {
    id: note

    required property string key
    required property string order
    required property string line
    required property string instead
    required property string name
    required property string options
    required property string price
    required property string url
    signal answered(bool agreed)

    implicitHeight: body.implicitHeight + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: [instead, name, options, price].filter(part => part !== "").join(", ")

    Column {
        id: body
        y: 16
        width: parent.width
        spacing: 12

        Label {
            width: parent.width
            text: note.instead
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
        Item {
            width: parent.width
            height: 88

            Photo {
                id: photo
                width: 112
                height: 88
                ground: Theme.surface
                source: note.url
                Accessible.ignored: true
            }
            Column {
                anchors {
                    left: photo.right
                    leftMargin: 16
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }

                Label {
                    width: parent.width
                    text: note.name
                    weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: note.options
                    size: Theme.note
                    color: Theme.ink2
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: note.price
                    weight: Font.DemiBold
                    Accessible.ignored: true
                }
            }
        }
        Label {
            width: parent.width
            text: qsTrId("service.offer_question")
        }
        Row {
            width: parent.width
            spacing: 12

            Button {
                kind: "small"
                width: (parent.width - 12) / 2
                text: qsTrId("service.yes")
                Accessible.description: note.name
                onClicked: note.answered(true)
            }
            Button {
                kind: "small"
                width: (parent.width - 12) / 2
                text: qsTrId("service.no")
                Accessible.description: note.name
                onClicked: note.answered(false)
            }
        }
    }
}
