pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Several lists to go on with: the latest of them, each in one touch; all others by the link.
Card {
    id: card

    required property KnownModel known
    readonly property int most: 3
    readonly property bool more: known.lists.count > most
    signal allWanted

    Accessible.role: Accessible.List
    Accessible.name: head.text

    Label {
        id: head
        anchors {
            left: parent.left
            leftMargin: 24
            right: all.visible ? all.left : parent.right
            rightMargin: 12
            verticalCenter: all.verticalCenter
        }
        text: qsTrId("home.continue")
        size: Theme.note
        color: Theme.ink2
    }
    Link {
        id: all
        anchors {
            right: parent.right
            rightMargin: 16
            top: parent.top
            topMargin: 4
        }
        height: 44
        visible: card.more
        text: qsTrId("lists.all")
        onClicked: card.allWanted()
    }
    Column {
        id: rows
        anchors {
            left: parent.left
            right: parent.right
            top: all.bottom
            bottom: parent.bottom
            leftMargin: 8
            rightMargin: 8
            bottomMargin: 8
        }

        Repeater {
            model: card.known.lists

            Pressable {
                id: row

                required property int index
                required property string key
                required property string title
                required property string detail
                required property bool chosen
                required property string first
                required property string second
                required property string third

                width: rows.width
                height: Math.floor(rows.height / card.most)
                visible: index < card.most
                corner: Theme.cardRadius
                text: [title, detail].join(", ")
                background: Rectangle {
                    radius: row.corner
                    color: row.down ? Theme.tint : Theme.surface
                }
                contentItem: Item {
                    Column {
                        anchors {
                            left: parent.left
                            leftMargin: 16
                            right: photos.left
                            rightMargin: 12
                            verticalCenter: parent.verticalCenter
                        }

                        Heading {
                            width: parent.width
                            text: row.title
                            size: Theme.body
                            font.weight: row.chosen ? Font.DemiBold : Font.Medium
                            Accessible.ignored: true
                        }
                        Label {
                            width: parent.width
                            text: row.detail
                            size: Theme.note
                            color: Theme.ink2
                            Accessible.ignored: true
                        }
                    }
                    Row {
                        id: photos
                        anchors {
                            right: arrow.left
                            rightMargin: 10
                            verticalCenter: parent.verticalCenter
                        }
                        spacing: 8

                        Repeater {
                            model: [row.first, row.second, row.third].filter(url => url !== "")

                            Photo {
                                required property string modelData

                                width: Math.min(72, row.height - 12)
                                height: width
                                crops: true
                                late: true
                                ground: Theme.surface
                                source: modelData
                                Accessible.ignored: true
                            }
                        }
                    }
                    Icon {
                        id: arrow
                        anchors {
                            right: parent.right
                            rightMargin: 12
                            verticalCenter: parent.verticalCenter
                        }
                        name: "chevron-right"
                        size: 24
                        color: Theme.primary
                    }
                }
                onClicked: card.known.choose(key)
            }
        }
    }
}
