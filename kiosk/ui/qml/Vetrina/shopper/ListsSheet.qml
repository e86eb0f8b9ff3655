pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// All lists of the visit: go on with another, begin one, name this one; or where a line in hand shall go.
Dialog {
    id: sheet

    required property ListsModel lists

    shown: lists.shown
    cardWidth: 760
    cardHeight: Math.min(height - 96, 240 + Math.max(88, view.contentHeight))
    Accessible.name: title.text
    onEscaped: lists.close()

    Heading {
        id: title
        x: 40
        y: 36
        width: parent.width - 80
        text: sheet.lists.carrying ? qsTrId("lists.where") : qsTrId("lists.title")
    }
    ListView {
        id: view
        anchors {
            left: title.left
            right: title.right
            top: title.bottom
            topMargin: 12
            bottom: foot.top
            bottomMargin: 16
        }
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: sheet.lists.rows
        delegate: Item {
            id: row

            required property string key
            required property string title
            required property string pieces
            required property bool chosen

            width: ListView.view.width
            height: 80
            Accessible.role: Accessible.ListItem
            Accessible.name: [row.title, row.pieces].join(", ")

            Pressable {
                anchors {
                    left: parent.left
                    right: acts.visible ? acts.left : parent.right
                    rightMargin: acts.visible ? 12 : 0
                    verticalCenter: parent.verticalCenter
                }
                height: 72
                corner: Theme.photoRadius
                enabled: !sheet.lists.carrying
                text: [row.title, row.pieces].join(", ")
                checked: row.chosen
                onClicked: sheet.lists.choose(row.key)
                background: Rectangle {
                    radius: Theme.photoRadius
                    color: row.chosen ? Theme.tint : "transparent"
                }
                contentItem: Item {
                    Icon {
                        id: sign
                        x: 16
                        anchors.verticalCenter: parent.verticalCenter
                        name: row.chosen ? "check" : "list"
                        color: Theme.primary
                    }
                    Label {
                        anchors {
                            left: sign.right
                            leftMargin: 16
                            right: many.left
                            rightMargin: 16
                            verticalCenter: parent.verticalCenter
                        }
                        text: row.title
                        weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Label {
                        id: many
                        anchors {
                            right: parent.right
                            rightMargin: 16
                            verticalCenter: parent.verticalCenter
                        }
                        text: row.pieces
                        size: Theme.note
                        color: Theme.ink2
                        elide: Text.ElideNone
                        Accessible.ignored: true
                    }
                }
            }
            Row {
                id: acts
                anchors {
                    right: parent.right
                    // The sheet clips: a border at its very edge would be cut.
                    rightMargin: 2
                    verticalCenter: parent.verticalCenter
                }
                visible: sheet.lists.carrying
                spacing: 12

                Button {
                    kind: "small"
                    symbol: "swap"
                    text: qsTrId("lists.move")
                    Accessible.name: qsTrId("lists.move_to").arg(row.title)
                    onClicked: sheet.lists.choose(row.key)
                }
                Button {
                    kind: "small"
                    symbol: "plus"
                    text: qsTrId("lists.copy")
                    Accessible.name: qsTrId("lists.copy_to").arg(row.title)
                    onClicked: sheet.lists.copy(row.key)
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

        ScrollMark {
            view: view
            beside: 18
        }
    }
    Row {
        id: foot
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: 40
        }
        spacing: 12

        Button {
            visible: !sheet.lists.carrying
            symbol: "plus"
            focus: !sheet.lists.carrying
            text: qsTrId("lists.new")
            onClicked: sheet.lists.start()
        }
        Button {
            visible: !sheet.lists.carrying
            symbol: "edit"
            text: qsTrId("lists.rename")
            onClicked: sheet.lists.rename()
        }
        Button {
            kind: "tall-bare"
            symbol: "close"
            focus: sheet.lists.carrying
            text: qsTrId("nav.close")
            onClicked: sheet.lists.close()
        }
    }
}
