import QtQuick
import Vetrina

// The head of one product that is compared: photo, name, price, whether it is here, and what to do with it.
Item {
    id: column

    required property string product
    required property string name
    required property string options
    required property string url
    required property string price
    required property string oldPrice
    required property string level
    required property string stock
    property int photoHeight: 200

    signal opened
    signal removed
    signal swapped
    signal taken

    implicitHeight: acts.y + acts.height

    Pressable {
        id: photo
        width: parent.width
        height: column.photoHeight
        corner: Theme.photoRadius
        text: column.name
        contentItem: Photo {
            late: true
            source: column.url
            Accessible.ignored: true
        }
        onClicked: column.opened()
    }
    IconButton {
        anchors {
            right: photo.right
            top: photo.top
            margins: 12
        }
        symbol: "close"
        text: qsTrId("compare.remove").arg(column.name)
        onClicked: column.removed()
    }
    Label {
        id: title
        anchors.top: photo.bottom
        anchors.topMargin: 12
        width: parent.width
        text: column.name
        weight: Font.DemiBold
    }
    Label {
        id: choice
        anchors.top: title.bottom
        width: parent.width
        text: column.options === "" ? " " : column.options
        size: Theme.note
        color: Theme.ink2
    }
    Label {
        id: amount
        anchors.top: choice.bottom
        anchors.topMargin: 4
        text: column.price
        size: Theme.lead
        weight: Font.DemiBold
        color: column.oldPrice === "" ? Theme.ink : Theme.accent
        elide: Text.ElideNone
    }
    Label {
        anchors {
            left: amount.right
            leftMargin: 10
            baseline: amount.baseline
        }
        visible: column.oldPrice !== ""
        text: column.oldPrice
        size: Theme.note
        color: Theme.ink2
        font.strikeout: true
        Accessible.name: qsTrId("product.was").arg(column.oldPrice)
    }
    Row {
        anchors {
            right: parent.right
            verticalCenter: amount.verticalCenter
        }
        spacing: 6

        StockMark {
            anchors.verticalCenter: parent.verticalCenter
            size: 18
            visible: column.level !== ""
            level: column.level
        }
        Label {
            text: column.stock
            size: Theme.note
            color: Theme.ink2
        }
    }
    Row {
        id: acts
        anchors.top: amount.bottom
        anchors.topMargin: 12
        spacing: 12

        Button {
            kind: "small"
            symbol: "plus"
            text: qsTrId("product.add")
            Accessible.description: column.name
            onClicked: column.taken()
        }
        IconButton {
            symbol: "swap"
            text: qsTrId("compare.swap").arg(column.name)
            onClicked: column.swapped()
        }
    }
}
