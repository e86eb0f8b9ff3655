pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// Another product: its photo, name, price and stock here.
Pressable {
    id: tile

    required property string product
    required property string name
    required property string price
    required property string url
    required property string level
    required property string stock
    required property string fit
    property int photoHeight: Math.round(width * 0.68)
    property bool late: false
    // While things are chosen a tap chooses this one, or no longer.
    property bool choosing: false
    property bool chosen: false

    implicitHeight: photoHeight + 64
    corner: Theme.photoRadius
    roving: true
    text: [name, price, stock, fit].filter(part => part !== "").join(", ")

    Accessible.role: choosing ? Accessible.CheckBox : Accessible.Button
    Accessible.checkable: choosing
    Accessible.checked: chosen

    contentItem: Item {
        Photo {
            id: photo
            width: tile.width
            height: tile.photoHeight
            late: tile.late
            source: tile.url
            Accessible.ignored: true
        }
        Loader {
            x: tile.width - 48
            y: 8
            active: tile.choosing
            sourceComponent: PickMark {
                chosen: tile.chosen
            }
        }
        FitMark {
            x: 8
            y: tile.photoHeight - height - 8
            maximumWidth: tile.width - 16
            text: tile.fit
        }
        Label {
            id: title
            anchors.top: photo.bottom
            anchors.topMargin: 10
            width: tile.width
            text: tile.name
            size: Theme.note
            weight: Font.DemiBold
            Accessible.ignored: true
        }
        Label {
            anchors.top: title.bottom
            width: tile.width - here.width - 12
            text: tile.price
            size: Theme.note
            Accessible.ignored: true
        }
        Row {
            id: here
            anchors.top: title.bottom
            anchors.right: parent.right
            spacing: 6

            StockMark {
                anchors.verticalCenter: parent.verticalCenter
                size: 18
                visible: tile.level !== ""
                level: tile.level
            }
            Label {
                text: tile.stock
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
    }
}
