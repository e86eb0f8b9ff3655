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
    // Who has signed in may have left off on any of several lists.
    readonly property bool several: kiosk.known.signedIn && kiosk.known.lists.count > 1
    readonly property int gutter: 24
    readonly property int shelfWidth: Math.floor((width - 2 * margin - card.width - 3 * gutter) / 3)
    readonly property int shelfHeight: wide ? 168 : 120
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
        readonly property bool lengthy: measured.advanceWidth > width

        text: lengthy ? Look.tied(page.home.greeting) : page.home.greeting
        rightPadding: lengthy ? Look.spare(text, font, width, maximumLineCount) : 0
        Accessible.name: page.home.greeting
        // Some languages greet at length, and last: smaller, then on two lines, before it is cut.
        size: lengthy ? Theme.lead : Theme.head
        fontSizeMode: lengthy ? Text.FixedSize : Text.HorizontalFit
        minimumPixelSize: Theme.lead
        wrapMode: lengthy ? Text.Wrap : Text.NoWrap
        maximumLineCount: 2

        TextMetrics {
            id: measured
            font.family: greeting.font.family
            font.weight: greeting.font.weight
            font.pixelSize: Theme.lead
            text: page.home.greeting
        }
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
    Flickable {
        id: flick
        anchors {
            top: field.bottom
            topMargin: page.gutter - 8
            left: parent.left
            right: parent.right
            bottom: bottom.top
        }
        clip: true
        topMargin: 8
        contentHeight: rows.y + rows.height + page.gutter
        boundsBehavior: Flickable.StopAtBounds

        function reach(item: Item): void {
            const top = item.mapToItem(flick.contentItem, 0, 0).y;
            const room = flick.height - 16;
            if (top < contentY)
                contentY = Math.max(-topMargin, top - 48);
            else if (top + item.height > contentY + room)
                contentY = Math.min(contentHeight - height, top + item.height - room);
        }

        HomeList {
            id: card
            x: page.margin
            width: page.wide ? 800 : 588
            height: shelves.height
            visible: !page.several
            enabled: page.home.begun
            home: page.home
            onClicked: page.kiosk.toList()
        }
        Loader {
            anchors.fill: card
            active: page.several
            sourceComponent: HomeOwnLists {
                known: page.kiosk.known
                onAllWanted: page.kiosk.lists.open()
            }
        }
        Grid {
            id: shelves
            anchors {
                left: card.right
                leftMargin: page.gutter
            }
            // The card beside has the same height, and needs that of two rows for its words.
            height: Math.max(implicitHeight, 2 * page.shelfHeight + rowSpacing)
            columns: 3
            columnSpacing: page.gutter
            rowSpacing: 16

            Repeater {
                model: page.home.shelves

                ShelfCard {
                    width: page.shelfWidth
                    height: page.shelfHeight
                    onClicked: page.kiosk.toShelf(key)
                }
            }
        }
        Column {
            id: rows
            x: page.margin
            anchors.top: shelves.bottom
            anchors.topMargin: page.gutter
            width: page.width - 2 * page.margin
            spacing: page.gutter

            Repeater {
                model: [page.home.first, page.home.second, page.home.third]

                SuggestionRow {
                    required property int index
                    required property SuggestionModel modelData

                    width: rows.width
                    suggestion: modelData
                    tileWidth: page.tileWidth
                    photoHeight: page.wide ? 248 : 108
                    gutter: page.gutter
                    onOpened: product => page.kiosk.search.openProduct(product)
                    onMoreWanted: page.kiosk.toSuggestion(index)
                    onReached: tile => flick.reach(tile)
                }
            }
        }

        ScrollMark {
            view: flick
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
            anchors.verticalCenter: parent.verticalCenter
            kind: "bare"
            symbol: "qr"
            text: qsTrId("claim.open")
            onClicked: page.kiosk.toClaim()
        }
        Button {
            kind: "primary"
            symbol: "scan"
            focus: true
            width: Math.max(implicitWidth, 320)
            text: qsTrId("search.scan")
            onClicked: page.kiosk.scanSomething()
        }
    }
}
