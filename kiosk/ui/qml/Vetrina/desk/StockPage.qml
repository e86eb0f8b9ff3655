pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Stock: scan or find a product; its choices here, the figures of one, counting, receiving, correcting.
DeskFrame {
    id: page

    readonly property StockDeskModel stock: desk.stock

    title: qsTrId("desk.stock")
    barred: stock.shown
    onEntered: if (stock.shown && stock.mayWrite)
        stock.begin("count")

    Card {
        id: left
        anchors {
            left: parent.left
            right: page.stock.shown ? right.left : parent.right
            rightMargin: page.stock.shown ? 24 : 0
            top: parent.top
            bottom: parent.bottom
        }

        GoodsPicker {
            id: picker
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: 24
            }
            z: 2
            goods: page.stock.goods
            hint: qsTrId("stockdesk.seek")
            symbol: "search"
            deed: qsTrId("stockdesk.show_this")
            room: keys.y - 200
        }
        EmptyNote {
            anchors.centerIn: parent
            width: Math.min(640, left.width - 64)
            visible: !page.stock.shown && !picker.searching
            symbol: "scan"
            text: qsTrId("stockdesk.hint")
        }
        Item {
            anchors {
                left: parent.left
                right: parent.right
                top: picker.top
                topMargin: 80
                bottom: parent.bottom
                margins: 24
            }
            visible: page.stock.shown && !picker.searching

            Photo {
                id: photo
                width: 200
                height: 136
                source: page.stock.photo
                ground: Theme.surface
                alt: page.stock.name
            }
            Column {
                anchors {
                    left: photo.right
                    leftMargin: 24
                    right: parent.right
                    verticalCenter: photo.verticalCenter
                }
                spacing: 4

                Headline {
                    width: parent.width
                    says: page.stock.name
                    maximumLineCount: 2
                }
                Label {
                    width: parent.width
                    text: page.stock.detail
                    size: Theme.note
                    color: Theme.ink2
                }
            }
            DeskRows {
                id: variants
                anchors {
                    left: parent.left
                    right: parent.right
                    leftMargin: -16
                    rightMargin: -16
                    top: photo.bottom
                    topMargin: 16
                    bottom: parent.bottom
                }
                focus: true
                activeFocusOnTab: true
                keyNavigationEnabled: false
                model: page.stock.variants
                Accessible.role: Accessible.List
                Accessible.name: qsTrId("stockdesk.variants")
                Keys.onDownPressed: page.stock.step(1)
                Keys.onUpPressed: page.stock.step(-1)
                delegate: VariantLine {
                    id: line

                    required property int index

                    width: variants.width
                    onChosenChanged: if (chosen)
                        variants.positionViewAtIndex(index, ListView.Contain)
                    onPicked: {
                        variants.forceActiveFocus(Qt.MouseFocusReason);
                        page.stock.choose(key);
                    }

                    FocusRing {
                        shown: line.chosen && variants.activeFocus
                        anchors.margins: 1
                        around: Theme.photoRadius - 6
                    }
                }
            }
        }
    }
    StockFigures {
        id: right
        anchors {
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        visible: page.stock.shown
        width: page.width >= 1500 ? 600 : 448
        stock: page.stock
    }
    StockDialog {
        parent: page
        stock: page.stock
    }
    WriteDialog {
        parent: page
        writing: page.stock.writing
    }
    aside: [
        Label {
            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            visible: page.stock.shown && !page.stock.mayWrite
            text: qsTrId("stockdesk.not_yours")
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
        },
        Button {
            visible: page.stock.shown && page.stock.mayWrite
            symbol: "truck"
            text: qsTrId("stockdesk.receive")
            onClicked: page.stock.begin("receive")
        },
        Button {
            visible: page.stock.shown && page.stock.mayWrite
            symbol: "edit"
            text: qsTrId("stockdesk.correct")
            onClicked: page.stock.begin("correct")
        }
    ]
    actions: Button {
        visible: page.stock.shown && page.stock.mayWrite
        kind: "primary"
        symbol: "check"
        text: qsTrId("stockdesk.count")
        onClicked: page.stock.begin("count")
    }
    KeysBelow {
        id: keys
        parent: page
        keys: page.stock.goods.keypad
    }
}
