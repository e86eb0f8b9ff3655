pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// A line: what it is, whether it is here, who added it, how many, what it costs. While lines are put in order,
// arrows instead, and its photo is what it is dragged by.
Item {
    id: line

    required property int index
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
    required property string wish
    property bool arranging: false
    // While things are chosen a tap chooses this one, or no longer.
    property bool choosing: false
    property bool chosen: false
    property bool last: false
    property real shift: 0
    // Whether it fits stands below who added it, where there is no room beside.
    readonly property bool apart: fit !== "" && adder.implicitWidth + fits.implicitWidth + 40 > facts.width
    required property string fit
    required property string question
    required property string answer
    signal less
    signal more
    signal opened
    signal held
    signal up
    signal down
    signal put(place: int)
    signal looked

    implicitHeight: 112 + (apart ? 28 : 0) + (note === "" ? 0 : 28) + (wish === "" ? 0 : 30) + (question === "" ? 0 : 28) + (answer === "" ? 0 : 28)
    z: shift === 0 ? 0 : 2
    transform: Translate {
        y: line.shift
    }
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, options, stock, fit, by, price, wish, note, question, answer].filter(part => part !== "").join(", ")

    Rectangle {
        anchors.fill: parent
        visible: line.shift !== 0
        radius: Theme.cardRadius
        color: Theme.surface
        border.width: 1
        border.color: Theme.control
    }
    Pressable {
        id: look
        anchors {
            left: parent.left
            right: line.arranging ? tools.left : stepper.left
            rightMargin: 16
            top: parent.top
            bottom: parent.bottom
            topMargin: 6
            bottomMargin: 6
        }
        corner: Theme.photoRadius
        text: line.name
        Accessible.role: line.choosing ? Accessible.CheckBox : Accessible.Button
        Accessible.checkable: line.choosing
        Accessible.checked: line.chosen
        onClicked: line.opened()
        onPressAndHold: line.held()

        contentItem: Item {
            Photo {
                id: photo
                y: 6
                width: 112
                height: 88
                source: line.url
                Accessible.ignored: true
            }
            Loader {
                x: photo.width - 44
                y: photo.y + 4
                active: line.choosing
                sourceComponent: PickMark {
                    chosen: line.chosen
                }
            }
            Column {
                id: facts
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
                        id: adder
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.min(implicitWidth, parent.width - 32)
                        text: line.by
                        size: Theme.note
                        weight: line.who === "self" ? Font.Normal : Font.Medium
                        color: line.who === "self" ? Theme.ink2 : Theme.primary
                        Accessible.ignored: true
                    }
                    FitMark {
                        id: fits
                        anchors.verticalCenter: parent.verticalCenter
                        bare: true
                        text: line.fit
                        visible: text !== "" && !line.apart
                    }
                }
                Loader {
                    active: line.apart
                    visible: active
                    width: parent.width
                    height: 28
                    sourceComponent: Item {
                        FitMark {
                            anchors.verticalCenter: parent.verticalCenter
                            bare: true
                            text: line.fit
                        }
                    }
                }
                Item {
                    visible: line.wish !== ""
                    width: parent.width
                    height: 30

                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        width: wanted.implicitWidth + 20
                        height: 26
                        radius: Theme.chipRadius > 0 ? 13 : 0
                        color: Theme.tint

                        Label {
                            id: wanted
                            anchors.centerIn: parent
                            text: line.wish
                            size: Theme.note
                            weight: Font.DemiBold
                            color: Theme.primary
                            elide: Text.ElideNone
                            Accessible.ignored: true
                        }
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
                    }
                    Label {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - 28
                        text: line.note
                        size: Theme.note
                        Accessible.ignored: true
                    }
                }
                Label {
                    visible: line.question !== ""
                    width: parent.width
                    height: 28
                    verticalAlignment: Text.AlignVCenter
                    text: line.question
                    size: Theme.note
                    color: Theme.ink2
                    Accessible.ignored: true
                }
                Label {
                    visible: line.answer !== ""
                    width: parent.width
                    height: 28
                    verticalAlignment: Text.AlignVCenter
                    text: line.answer
                    size: Theme.note
                    weight: Font.DemiBold
                    color: Theme.primary
                    Accessible.ignored: true
                }
            }
        }
    }
    MouseArea {
        id: grip

        property real from: 0

        x: 0
        y: 6
        width: 128
        height: parent.height - 12
        enabled: line.arranging
        visible: line.arranging
        preventStealing: true
        cursorShape: Qt.SizeVerCursor
        onPressed: mouse => from = mapToItem(line.parent, mouse.x, mouse.y).y
        onPositionChanged: mouse => line.shift = mapToItem(line.parent, mouse.x, mouse.y).y - from
        onCanceled: line.shift = 0
        onReleased: {
            const view = line.ListView.view;
            const middle = line.y + line.height / 2 + line.shift;
            const found = view.indexAt(1, middle);
            const place = found >= 0 ? found : (middle < 0 ? 0 : view.count - 1);
            const moved = line.shift !== 0;
            line.shift = 0;
            if (place !== line.index)
                line.put(place);
            else if (!moved)
                line.opened();
        }
    }
    Row {
        id: tools
        anchors {
            right: parent.right
            rightMargin: 2
            verticalCenter: parent.verticalCenter
        }
        visible: line.arranging
        spacing: 12

        IconButton {
            symbol: "chevron-down"
            turned: 180
            enabled: line.index > 0
            opacity: enabled ? 1 : 0.3
            text: qsTrId("list.up").arg(line.name)
            onClicked: line.up()
        }
        IconButton {
            symbol: "chevron-down"
            enabled: !line.last
            opacity: enabled ? 1 : 0.3
            text: qsTrId("list.down").arg(line.name)
            onClicked: line.down()
        }
        Button {
            kind: "small"
            symbol: "edit"
            leftPadding: 20
            text: qsTrId("list.change")
            Accessible.name: qsTrId("list.change_this").arg(line.name)
            onClicked: line.looked()
        }
    }
    Stepper {
        id: stepper
        visible: !line.arranging
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
        visible: !line.arranging
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
