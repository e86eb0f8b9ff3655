import QtQuick
import Vetrina

// A sentence in passing, with Undo where something can be taken back.
Rectangle {
    id: toast

    required property string said
    required property bool undo
    required property bool done
    signal undone

    property string shownText: ""

    visible: opacity > 0
    opacity: said === "" ? 0 : 1
    implicitHeight: 72
    color: Theme.ink
    radius: Theme.cardRadius
    Accessible.role: Accessible.AlertMessage
    Accessible.name: shownText
    Accessible.description: done ? "" : qsTrId("toast.not_done")
    onSaidChanged: if (said !== "")
        shownText = said

    Behavior on opacity {
        NumberAnimation {
            duration: toast.said === "" ? Theme.toastOut : Theme.toastIn
        }
    }

    Shade {
        blur: 24
        percent: 22
        drop: 8
    }
    Icon {
        id: sign
        anchors {
            left: parent.left
            leftMargin: 24
            verticalCenter: parent.verticalCenter
        }
        name: toast.done ? "check" : "close"
        size: 26
        color: Theme.tint
    }
    Prose {
        anchors {
            left: sign.right
            leftMargin: 16
            right: toast.undo ? back.left : parent.right
            rightMargin: toast.undo ? 0 : 24
            verticalCenter: parent.verticalCenter
        }
        says: toast.shownText
        maximumLineCount: 2
        color: Theme.inkInk
        Accessible.ignored: true
    }
    Pressable {
        id: back
        anchors {
            right: parent.right
            rightMargin: 8
            verticalCenter: parent.verticalCenter
        }
        visible: toast.undo
        text: qsTrId("nav.undo")
        leftPadding: 16
        rightPadding: 16
        onClicked: toast.undone()
        background: Rectangle {
            radius: Theme.photoRadius
            color: back.down ? Theme.ink2 : "transparent"
            border.width: back.visualFocus ? 3 : 0
            border.color: Theme.inkInk
        }
        contentItem: Item {
            implicitWidth: row.implicitWidth

            Row {
                id: row
                anchors.centerIn: parent
                spacing: 8

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "undo"
                    size: 24
                    color: Theme.inkInk
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: back.text
                    weight: Font.DemiBold
                    color: Theme.inkInk
                    Accessible.ignored: true
                }
            }
        }
    }
}
