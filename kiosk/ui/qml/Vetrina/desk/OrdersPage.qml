pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The orders, the most urgent first: chips keep a part of them, arrows choose, Enter opens.
DeskFrame {
    id: page

    readonly property OrdersModel orders: desk.orders

    title: qsTrId("orders.title")
    onEntered: orders.openChosen()

    Row {
        id: kinds
        width: parent.width
        spacing: 12

        Repeater {
            model: page.orders.kinds

            Chip {
                required property string key
                required property string words

                required property bool chosen

                text: words
                checked: chosen
                onClicked: page.orders.keep(key)
            }
        }
    }
    Card {
        anchors {
            left: parent.left
            right: parent.right
            top: kinds.bottom
            topMargin: 16
            bottom: parent.bottom
        }

        DeskRows {
            id: queue
            anchors {
                fill: parent
                margins: 8
            }
            focus: true
            activeFocusOnTab: true
            model: page.orders.rows
            currentIndex: page.orders.chosen
            keyNavigationEnabled: false
            Accessible.role: Accessible.List
            Accessible.name: qsTrId("orders.title")
            Keys.onDownPressed: page.orders.choose(currentIndex + 1)
            Keys.onUpPressed: page.orders.choose(currentIndex - 1)
            delegate: TodayLine {
                id: row

                required property string key
                required property int index

                width: queue.width
                photos: page.orders.photos(key)
                chosen: queue.currentIndex === index
                onPicked: {
                    queue.forceActiveFocus(Qt.MouseFocusReason);
                    if (chosen)
                        page.orders.openChosen();
                    else
                        page.orders.choose(index);
                }
                onOpened: page.orders.openChosen()

                Hairline {
                    anchors {
                        left: parent.left
                        right: parent.right
                        bottom: parent.bottom
                    }
                    visible: !row.chosen
                }
                FocusRing {
                    shown: row.chosen && queue.activeFocus
                    anchors.margins: 1
                    around: row.corner - 6
                }
            }
        }
        EmptyNote {
            anchors.centerIn: parent
            width: Math.min(640, parent.width - 64)
            visible: queue.count === 0
            symbol: "box"
            text: qsTrId("orders.none")
        }
    }

    actions: [
        Button {
            visible: page.orders.together !== ""
            symbol: "truck"
            text: page.orders.together
            onClicked: page.orders.pickTogether()
        },
        Button {
            kind: "primary"
            visible: queue.count > 0
            symbol: "box"
            text: qsTrId("orders.open_it")
            onClicked: page.orders.openChosen()
        }
    ]
}
