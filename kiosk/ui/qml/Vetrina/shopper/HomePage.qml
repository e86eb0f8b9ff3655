pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// From here everything can be found: the list, the search, the shelves, what others like.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property HomeModel home: kiosk.home
    readonly property int margin: Theme.margin(width)
    readonly property bool wide: width >= 1600
    readonly property int gutter: 24
    readonly property int shelfWidth: Math.floor((width - 2 * margin - card.width - 3 * gutter) / 3)
    readonly property int tileWidth: Math.floor((width - 2 * margin + gutter) / 4) - gutter

    Keys.onEscapePressed: kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("home.title")

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Heading {
        id: greeting
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: field.left
            rightMargin: page.gutter
            verticalCenter: field.verticalCenter
        }
        text: page.home.greeting
        size: Theme.head
    }
    Pressable {
        id: field
        anchors {
            right: parent.right
            rightMargin: page.margin
            top: top.bottom
            topMargin: 16
        }
        width: page.width - 2 * page.margin - card.width - page.gutter
        height: 72
        corner: Theme.chipRadius > 0 ? height / 2 : 0
        text: qsTrId("search.field")
        background: Rectangle {
            radius: field.corner
            color: field.down ? Theme.tint : Theme.surface
            border.width: 1
            border.color: Theme.control
        }
        contentItem: Item {
            Icon {
                id: glass
                x: 32
                anchors.verticalCenter: parent.verticalCenter
                name: "search"
                size: 26
            }
            Label {
                anchors {
                    left: glass.right
                    leftMargin: 18
                    right: parent.right
                    rightMargin: 16
                    verticalCenter: parent.verticalCenter
                }
                text: field.text
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
        onClicked: page.kiosk.typeSearch()
    }
    HomeList {
        id: card
        x: page.margin
        anchors.top: field.bottom
        anchors.topMargin: page.gutter
        width: page.wide ? 800 : 588
        height: shelves.height
        enabled: page.home.begun
        home: page.home
        onClicked: page.kiosk.toList()
    }
    Grid {
        id: shelves
        anchors {
            left: card.right
            leftMargin: page.gutter
            top: card.top
        }
        columns: 3
        columnSpacing: page.gutter
        rowSpacing: 16

        Repeater {
            model: page.home.shelves

            Pressable {
                id: shelf

                required property string key
                required property string name
                required property string url
                required property string label

                width: page.shelfWidth
                height: page.wide ? 168 : 120
                corner: Theme.photoRadius
                roving: true
                text: label
                contentItem: Item {
                    Photo {
                        anchors.fill: parent
                        crops: true
                        late: true
                        source: shelf.url
                        Accessible.ignored: true
                    }
                    Rectangle {
                        width: Math.min(parent.width, word.implicitWidth + 24)
                        height: 36
                        radius: Theme.photoRadius
                        color: Theme.page

                        Label {
                            id: word
                            anchors.centerIn: parent
                            width: Math.min(implicitWidth, parent.width - 16)
                            text: shelf.name
                            size: Theme.note
                            weight: Font.DemiBold
                            Accessible.ignored: true
                        }
                    }
                }
                onClicked: page.kiosk.toShelf(key)
            }
        }
    }
    Heading {
        id: popular
        x: page.margin
        anchors.top: shelves.bottom
        anchors.topMargin: page.gutter
        visible: tiles.count > 0
        text: qsTrId("search.popular")
        size: Theme.lead
    }
    Row {
        anchors {
            left: popular.left
            top: popular.bottom
            topMargin: 12
        }
        spacing: page.gutter

        Repeater {
            id: tiles
            model: page.home.popular

            ProductTile {
                width: page.tileWidth
                photoHeight: bottom.y - popular.y - popular.height - 12 - 64 - 16
                late: true
                onClicked: page.kiosk.search.openProduct(product)
            }
        }
    }
    Toast {
        x: page.margin
        anchors.bottom: bottom.top
        anchors.bottomMargin: 8
        width: 820
        said: page.kiosk.said
        undo: false
        done: page.kiosk.saidDone
    }
    BottomBar {
        id: bottom
        width: parent.width
        anchors.bottom: parent.bottom
        kiosk: page.kiosk

        Button {
            kind: "primary"
            symbol: "scan"
            focus: true
            width: Math.max(implicitWidth, 420)
            text: qsTrId("search.scan")
            onClicked: page.kiosk.camera.offered ? page.kiosk.camera.open() : page.kiosk.hintScan()
        }
    }
}
