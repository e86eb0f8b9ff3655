import QtQuick
import Vetrina

// A line: what it is, whether it is here, who added it, how many, what it costs.
Item {
    id: line

    required property string key
    required property string product
    required property string url
    required property string name
    required property string options
    required property string level
    required property string stock
    required property string who
    required property string mark
    required property string by
    required property int quantity
    required property string price
    required property string note
    signal less
    signal more
    signal opened

    implicitHeight: note === "" ? 112 : 140
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, options, stock, by, price, note].filter(part => part !== "").join(", ")

    Pressable {
        id: look
        anchors {
            left: parent.left
            right: stepper.left
            rightMargin: 16
            top: parent.top
            bottom: parent.bottom
            topMargin: 6
            bottomMargin: 6
        }
        corner: Theme.photoRadius
        text: line.name
        onClicked: line.opened()

        contentItem: Item {
            Photo {
                id: photo
                y: 6
                width: 112
                height: 88
                source: line.url
                Accessible.ignored: true
            }
            Column {
                anchors {
                    left: photo.right
                    leftMargin: 16
                    right: parent.right
                    top: photo.top
                }

                Label {
                    width: parent.width
                    height: 30
                    text: line.name
                    weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Row {
                    width: parent.width
                    height: 26
                    spacing: 8

                    Label {
                        width: Math.min(implicitWidth, parent.width - here.implicitWidth - 48)
                        text: line.options
                        size: Theme.note
                        color: Theme.ink2
                        visible: text !== ""
                        Accessible.ignored: true
                    }
                    Label {
                        visible: line.options !== "" && line.stock !== ""
                        text: "·"
                        size: Theme.note
                        color: Theme.ink2
                        Accessible.ignored: true
                    }
                    StockMark {
                        y: 3
                        size: 18
                        level: line.level
                        visible: line.stock !== ""
                    }
                    Label {
                        id: here
                        text: line.stock
                        size: Theme.note
                        color: Theme.ink2
                        Accessible.ignored: true
                    }
                }
                Row {
                    width: parent.width
                    height: 28
                    spacing: 8

                    ActorMark {
                        anchors.verticalCenter: parent.verticalCenter
                        who: line.who
                        mark: line.mark
                    }
                    Label {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - 32
                        text: line.by
                        size: Theme.note
                        weight: line.who === "self" ? Font.Normal : Font.Medium
                        color: line.who === "self" ? Theme.ink2 : Theme.primary
                        Accessible.ignored: true
                    }
                }
                Row {
                    visible: line.note !== ""
                    width: parent.width
                    height: 28
                    spacing: 8

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: "chat"
                        size: 20
                        color: Theme.ink2
                        x: 2
                    }
                    Label {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - 32
                        text: line.note
                        size: Theme.note
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Stepper {
        id: stepper
        anchors {
            right: cost.left
            verticalCenter: parent.verticalCenter
        }
        quantity: line.quantity
        of: line.name
        onLess: line.less()
        onMore: line.more()
    }
    Label {
        id: cost
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        width: 104
        horizontalAlignment: Text.AlignRight
        text: line.price
        weight: Font.DemiBold
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
