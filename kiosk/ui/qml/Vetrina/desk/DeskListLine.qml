pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// A line of a shopper's list at the desk; looked at more closely it opens, with its measures and what can be done.
Item {
    id: line

    required property string key
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
    required property string dimensions
    required property string fate
    required property bool done
    required property int asked
    property bool opened: false
    property bool current: false
    property string helped: ""
    signal picked
    signal less
    signal more
    signal up
    signal down
    signal noted

    implicitHeight: 112 + (opened ? facts.height + 16 : 0)
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, options, dimensions, stock, by, fate, price, note].filter(part => part !== "").join(", ")

    Rectangle {
        anchors {
            fill: parent
            topMargin: 2
            bottomMargin: 2
        }
        visible: line.opened
        radius: Theme.photoRadius
        color: Theme.tint
    }
    Pressable {
        id: look
        anchors {
            left: parent.left
            right: stepper.left
            rightMargin: 12
            top: parent.top
            topMargin: 6
        }
        height: 100
        corner: Theme.photoRadius
        text: line.name
        Accessible.checkable: true
        Accessible.checked: line.opened
        onClicked: line.picked()

        contentItem: Item {
            Photo {
                id: photo
                x: 12
                y: 14
                width: 88
                height: 72
                ground: line.opened ? Theme.tint : Theme.surface
                source: line.url
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
                    text: line.name
                    weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Row {
                    width: parent.width
                    spacing: 8

                    StockMark {
                        y: 3
                        size: 18
                        level: line.level
                        visible: line.stock !== "" && line.fate === ""
                    }
                    Icon {
                        y: 2
                        visible: line.fate !== ""
                        name: line.done ? "bag" : "box"
                        size: 20
                        color: Theme.primary
                    }
                    Prose {
                        width: parent.width - 28
                        // A figure at the end is needed as much as what stands first.
                        maximumLineCount: 2
                        says: [line.fate !== "" ? line.fate : line.stock, line.options].filter(part => part !== "").join(" · ")
                        size: Theme.note
                        color: line.fate !== "" ? Theme.primary : Theme.ink2
                        Accessible.ignored: true
                    }
                }
                Row {
                    width: parent.width
                    height: 24
                    spacing: 8

                    ActorMark {
                        anchors.verticalCenter: parent.verticalCenter
                        who: line.who
                        mark: line.mark
                        onTint: line.opened
                    }
                    Label {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - 32
                        text: line.by
                        size: Theme.note
                        color: line.who === "associate" ? Theme.primary : Theme.ink2
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
            rightMargin: line.width >= 800 ? 16 : 8
            top: parent.top
            topMargin: 28
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
            rightMargin: 12
            verticalCenter: stepper.verticalCenter
        }
        // Steppers stand below each other whatever the lines cost, where there is room.
        width: Math.max(line.width >= 800 ? 120 : 76, implicitWidth)
        horizontalAlignment: Text.AlignRight
        text: line.price
        weight: Font.DemiBold
        elide: Text.ElideNone
        Accessible.ignored: true
    }
    Column {
        id: facts
        anchors {
            left: parent.left
            leftMargin: 24
            right: parent.right
            rightMargin: 12
            top: look.bottom
        }
        visible: line.opened
        spacing: 8

        Repeater {
            model: [
                {
                    "sign": "ruler",
                    "words": line.dimensions
                },
                {
                    "sign": "chat",
                    "words": line.note
                },
                {
                    "sign": "person",
                    "words": line.helped
                }
            ]

            Row {
                id: fact
                required property var modelData

                width: facts.width
                visible: modelData.words !== ""
                spacing: 12

                Icon {
                    y: 2
                    name: fact.modelData.sign
                    size: 20
                    color: Theme.ink2
                }
                Label {
                    width: parent.width - 40
                    text: fact.modelData.words
                    size: Theme.note
                    wrapMode: Text.Wrap
                    maximumLineCount: 3
                }
            }
        }
        Row {
            spacing: 8

            Button {
                kind: "small"
                symbol: "edit"
                text: line.note === "" ? qsTrId("desklist.write_note") : qsTrId("desklist.change_note")
                onClicked: line.noted()
            }
            IconButton {
                symbol: "chevron-down"
                rotation: 180
                text: qsTrId("desklist.up")
                onClicked: line.up()
            }
            IconButton {
                symbol: "chevron-down"
                text: qsTrId("desklist.down")
                onClicked: line.down()
            }
        }
    }
    Hairline {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        visible: !line.opened
    }
    FocusRing {
        shown: line.current
        anchors.margins: 2
        around: Math.max(0, Theme.photoRadius - 6)
    }
}
