import QtQuick
import Vetrina

// A product that can be put on the list: photo, name, price, whether it is here, a plus.
Pressable {
    id: hit

    required property string product
    required property string name
    required property string price
    required property string url
    required property string level
    required property string stock
    property string why: ""
    property string symbol: "plus"
    property string deed: qsTrId("desklist.add_this")
    property bool tinted: false

    text: deed.arg(name)
    // A reason may take three lines: half of it says nothing.
    implicitHeight: Math.max(72, words.implicitHeight + 24)
    corner: Theme.photoRadius
    background: Rectangle {
        radius: hit.corner
        color: hit.down ? Theme.tint : (hit.tinted ? Theme.page : "transparent")
    }
    contentItem: Item {
        Photo {
            id: photo
            anchors {
                left: parent.left
                leftMargin: 8
                verticalCenter: parent.verticalCenter
            }
            width: 72
            height: 56
            crops: true
            ground: hit.tinted ? Theme.page : Theme.surface
            source: hit.url
            Accessible.ignored: true
        }
        Column {
            id: words
            anchors {
                left: photo.right
                leftMargin: 16
                right: plus.left
                rightMargin: 8
                verticalCenter: parent.verticalCenter
            }

            Prose {
                width: parent.width
                says: hit.name
                size: Theme.note
                weight: Font.DemiBold
                maximumLineCount: hit.why === "" ? 1 : 2
                Accessible.ignored: true
            }
            Prose {
                width: parent.width
                visible: text !== ""
                says: hit.why
                size: Theme.note
                color: Theme.ink2
                maximumLineCount: 3
                Accessible.ignored: true
            }
            Row {
                width: parent.width
                spacing: 8

                StockMark {
                    id: mark
                    y: 3
                    size: 18
                    level: hit.level
                    visible: hit.stock !== ""
                }
                Prose {
                    width: parent.width - (mark.visible ? mark.width + 8 : 0)
                    // No line begins with the dot.
                    says: [hit.stock, hit.price].filter(part => part !== "").join("\u00a0· ")
                    size: Theme.note
                    color: Theme.ink2
                    maximumLineCount: 2
                    Accessible.ignored: true
                }
            }
        }
        Rectangle {
            id: plus
            anchors {
                right: parent.right
                rightMargin: 8
                verticalCenter: parent.verticalCenter
            }
            width: 48
            height: 48
            radius: Theme.chipRadius > 0 ? 24 : 0
            color: Theme.surface
            border.width: 1
            border.color: Theme.control

            Icon {
                anchors.centerIn: parent
                name: hit.symbol
                size: 22
                color: Theme.primary
            }
        }
    }
}
