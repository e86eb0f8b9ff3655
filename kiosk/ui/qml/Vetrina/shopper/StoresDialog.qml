pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Where it is: every store within reach with hours and age, what can be asked of it, and what is here instead.
Dialog {
    id: dialog

    required property StoresModel stores
    required property bool offline
    readonly property int lines: Math.max(1, stores.rows.count)

    shown: stores.shown
    cardWidth: 1080
    cardHeight: Math.min(height - 64, 150 + 88 * Math.min(6, lines) + foot.height + 40)
    onEscaped: stores.close()

    Item {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 48
            rightMargin: 40
            topMargin: 36
        }
        height: 96

        Heading {
            id: title
            anchors {
                left: parent.left
                right: only.visible ? only.left : shut.left
                rightMargin: 16
            }
            text: dialog.stores.title
        }
        Label {
            anchors {
                left: parent.left
                right: title.right
                top: title.bottom
                topMargin: 4
            }
            text: dialog.stores.subject
            size: Theme.note
            color: Theme.ink2
        }
        FilterChip {
            id: only
            anchors {
                right: shut.left
                rightMargin: 12
            }
            visible: dialog.stores.rows.count > 1 || dialog.stores.only
            checked: dialog.stores.only
            text: qsTrId("stores.only")
            onClicked: dialog.stores.toggleOnly()
        }
        IconButton {
            id: shut
            anchors.right: parent.right
            symbol: "close"
            focus: true
            text: qsTrId("nav.close")
            onClicked: dialog.stores.close()
        }
    }
    Flickable {
        id: flick
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: foot.top
            leftMargin: 48
            rightMargin: 40
            bottomMargin: 16
        }
        clip: true
        contentHeight: rows.height
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: rows
            width: flick.width

            Repeater {
                model: dialog.stores.rows

                StoreLine {
                    required property int index

                    width: rows.width
                    last: index === dialog.stores.rows.count - 1
                    onKeepWanted: dialog.stores.keep(key)
                    onSendWanted: dialog.stores.send(key)
                    onTakeWanted: dialog.stores.take()
                }
            }
        }
        Label {
            visible: dialog.stores.rows.count === 0
            y: 28
            text: qsTrId("stores.none")
            color: Theme.ink2
        }

        ScrollMark {
            view: flick
            beside: 18
        }
    }
    Column {
        id: foot
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: 48
            rightMargin: 40
            bottomMargin: 36
        }
        spacing: 16

        Prose {
            width: parent.width
            visible: dialog.stores.askable
            says: dialog.offline ? qsTrId("stores.offline") : qsTrId("stores.promise")
            size: Theme.note
            color: dialog.offline ? Theme.warn : Theme.ink2
        }
        Row {
            width: parent.width
            visible: dialog.stores.instead.count > 0
            spacing: 20

            Label {
                id: here
                anchors.verticalCenter: values.verticalCenter
                text: qsTrId("stores.here")
                size: Theme.note
                color: Theme.ink2
                elide: Text.ElideNone
            }
            Flow {
                id: values
                width: parent.width - here.width - 20
                spacing: 12

                Repeater {
                    model: dialog.stores.instead

                    Chip {
                        required property string key
                        required property string name
                        required property string label

                        text: name
                        Accessible.name: label
                        onClicked: dialog.stores.pick(key)
                    }
                }
            }
        }
    }
}
