pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The list with who added what, and the code that takes it along.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property ShoppingListModel list: kiosk.list
    readonly property ServiceModel service: kiosk.service
    // The store's side of the list has something to tell.
    readonly property bool told: service.busy || kiosk.questions.any
    readonly property int cardWidth: width >= 1600 ? 600 : 478
    readonly property int margin: Theme.margin(width)

    Keys.onEscapePressed: kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("list.title")

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Column {
        anchors.centerIn: parent
        width: 640
        visible: page.list.empty
        spacing: 24

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 136
            height: 136
            radius: Theme.cardRadius > 0 ? 68 : 0
            color: Theme.tint

            Icon {
                anchors.centerIn: parent
                name: "scan"
                size: 64
                color: Theme.primary
            }
        }
        Headline {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            says: Look.emptyList
        }
        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: page.kiosk.lists.several
            kind: "small"
            symbol: "list"
            text: qsTrId("lists.all")
            onClicked: page.kiosk.lists.open()
        }
    }
    Item {
        id: left
        visible: !page.list.empty
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: card.left
            rightMargin: 32
            top: top.bottom
            topMargin: 16
            bottom: bottom.top
        }

        Heading {
            id: title
            anchors {
                left: parent.left
                right: compare.left
                rightMargin: 8
            }
            height: 48
            text: page.list.title === "" ? qsTrId("list.title") : page.list.title
        }
        Label {
            id: pieces
            anchors {
                top: title.bottom
                left: parent.left
                right: compare.left
                rightMargin: 8
            }
            text: page.list.onPhone ? qsTrId("list.pieces", page.list.pieces) + qsTrId("list.and") + qsTrId("list.on_phone") : qsTrId("list.pieces", page.list.pieces)
            size: Theme.note
            color: Theme.ink2
        }
        Link {
            id: compare
            anchors {
                right: all.left
                rightMargin: 4
                verticalCenter: title.verticalCenter
            }
            visible: page.list.several && !page.list.arranging && !page.kiosk.comparison.gathering
            width: visible ? implicitWidth : 0
            symbol: "swap"
            text: qsTrId("compare.begin")
            onClicked: page.kiosk.comparison.gather()
        }
        Link {
            id: all
            anchors {
                right: more.left
                rightMargin: 4
                verticalCenter: title.verticalCenter
            }
            symbol: "chevron-down"
            text: qsTrId("lists.all")
            onClicked: page.kiosk.lists.open()
        }
        Link {
            id: more
            anchors {
                right: parent.right
                verticalCenter: title.verticalCenter
            }
            visible: !page.list.arranging
            width: visible ? implicitWidth : 0
            symbol: "edit"
            text: qsTrId("list.arrange")
            onClicked: {
                page.list.arrange(true);
                arranged.forceActiveFocus(Qt.OtherFocusReason);
            }
        }
        ListView {
            // Their lists from everywhere: on the phone, in the online shop, in another store.
            id: others
            anchors {
                top: pieces.bottom
                left: parent.left
                right: parent.right
                topMargin: visible ? 8 : 0
            }
            height: visible ? 64 : 0
            visible: page.kiosk.known.lists.count > 1
            clip: true
            orientation: ListView.Horizontal
            spacing: 10
            boundsBehavior: Flickable.StopAtBounds
            model: page.kiosk.known.lists
            Accessible.role: Accessible.List
            Accessible.name: qsTrId("known.lists")
            delegate: Chip {
                id: other
                required property string key
                required property string title
                required property string brief
                required property string detail
                required property bool chosen

                y: 4
                text: other.brief
                checked: chosen
                Accessible.name: `${other.title}, ${detail}`
                onClicked: page.kiosk.known.choose(key)
            }

            ScrollMark {
                view: others
            }
        }
        ListView {
            id: lines

            readonly property bool emptied: page.list.empty

            // Unseen, it would keep the lines it showed until it is seen again; a wipe leaves none.
            onEmptiedChanged: forceLayout()
            anchors {
                top: others.bottom
                left: parent.left
                right: parent.right
                bottom: sum.top
            }
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: page.list.lines
            delegate: ListLine {
                width: ListView.view.width
                onLess: page.list.less(key)
                onMore: page.list.more(key)
                arranging: page.list.arranging
                last: index === ListView.view.count - 1
                choosing: page.kiosk.comparison.gathering
                chosen: choosing && page.kiosk.comparison.chosen.split("\n").includes(product)
                onOpened: page.kiosk.lookAtLine(key)
                onHeld: page.kiosk.comparison.gatherWith(product)
                onUp: page.list.up(key)
                onDown: page.list.down(key)
                onPut: place => page.list.put(key, place)
                onLooked: page.kiosk.line.open(key)
            }

            ScrollMark {
                view: lines
                beside: 12
            }
        }
        TotalLine {
            id: sum
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            total: page.list.total
            unpriced: page.list.unpriced
        }
    }
    TakeCard {
        id: card
        anchors {
            right: parent.right
            rightMargin: page.margin
            top: top.bottom
            topMargin: 16
            bottom: bottom.top
            bottomMargin: 8
        }
        visible: !page.list.empty && !page.told
        width: page.cardWidth
        codeSize: page.width >= 1600 ? 400 : 274
        take: page.kiosk.take
        arrived: page.list.onPhone
        offline: page.kiosk.hub.offline
        onEnlarged: page.kiosk.toTake()
        onMailed: page.kiosk.mail.open()
        printable: page.kiosk.paper.offered
        onPrinted: page.kiosk.paper.print()
    }
    ServiceCard {
        anchors.fill: card
        visible: !page.list.empty && page.told
        service: page.service
        questions: page.kiosk.questions
        onTaken: page.kiosk.toTake()
    }
    Toast {
        anchors {
            left: left.left
            right: left.right
            bottom: left.bottom
            bottomMargin: 8
        }
        said: page.kiosk.said
        undo: page.kiosk.saidUndo
        done: page.kiosk.saidDone
        onUndone: page.kiosk.undoList()
    }
    BottomBar {
        id: bottom
        width: parent.width
        anchors.bottom: parent.bottom
        kiosk: page.kiosk

        Button {
            kind: "tall-bare"
            visible: page.list.undoable || page.kiosk.known.join.undoable
            symbol: "undo"
            text: qsTrId("nav.undo")
            onClicked: page.kiosk.undoList()
        }
        Button {
            visible: page.list.empty
            kind: page.kiosk.product.shown ? "secondary" : "primary"
            symbol: "search"
            text: qsTrId("attract.search")
            onClicked: page.kiosk.toSearch()
        }
        Button {
            visible: page.kiosk.product.shown && page.list.empty
            kind: "primary"
            symbol: "chevron-left"
            text: qsTrId("list.more")
            onClicked: page.kiosk.toProduct()
        }
        Button {
            visible: !page.list.empty && page.kiosk.known.join.wanted && !page.kiosk.known.join.undoable && !page.list.arranging
            symbol: "list"
            text: qsTrId("known.join_later")
            onClicked: page.kiosk.toWelcome()
        }
        Button {
            visible: page.list.arranging
            kind: "tall-bare"
            symbol: "clock"
            text: qsTrId("history.open")
            onClicked: page.kiosk.history.open()
        }
        Button {
            id: arranged
            visible: page.list.arranging
            kind: "primary"
            symbol: "check"
            text: qsTrId("list.arranged")
            onClicked: {
                page.list.arrange(false);
                more.forceActiveFocus(Qt.OtherFocusReason);
            }
        }
        Button {
            visible: !page.list.empty && page.service.bringable && !page.list.arranging
            kind: "primary"
            symbol: "bag"
            focus: true
            text: page.service.begun ? qsTrId("service.bring_rest") : qsTrId("service.bring")
            onClicked: page.service.askBring()
        }
    }
}
