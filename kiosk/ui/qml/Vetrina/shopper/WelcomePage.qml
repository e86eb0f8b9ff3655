pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Somebody has just signed in: what they began here joins their lists if they like; their lists are theirs.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property KnownModel known: kiosk.known
    readonly property JoiningModel joining: known.join
    readonly property int margin: Theme.margin(width)
    // Nothing of theirs to show, and nothing to join: what is said then stands in the middle.
    readonly property bool bare: known.own.count === 0 && !joining.wanted

    Keys.onEscapePressed: kiosk.toHome()
    Accessible.role: Accessible.Pane
    Accessible.name: known.greeting

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Column {
        id: left
        x: page.bare ? (page.width - width) / 2 : page.margin
        y: page.bare ? Math.max(top.height + 8, (top.height + bottom.y - height - (ideas.height > 0 ? ideas.height + 32 : 48)) / 2) : top.height + 16
        width: page.joining.wanted ? (page.width - 2 * page.margin - 32) * 0.42 : Math.min(page.width - 2 * page.margin, 820)
        spacing: 16

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: page.bare
            width: page.width >= 1600 ? 136 : 104
            height: width
            radius: Theme.cardRadius > 0 ? width / 2 : 0
            color: Theme.tint

            Heading {
                anchors.centerIn: parent
                text: page.known.name.charAt(0)
                size: parent.width > 104 ? Theme.hero : Theme.head
                color: Theme.primary
                Accessible.ignored: true
            }
        }
        Headline {
            width: parent.width
            says: page.known.greeting
            size: Theme.head
            horizontalAlignment: page.bare ? Text.AlignHCenter : Text.AlignLeft
            maximumLineCount: 2
        }
        Prose {
            width: parent.width
            says: page.known.own.count > 0 ? qsTrId("known.lists_text") : (page.known.here ? qsTrId("known.no_lists") : qsTrId("known.coming"))
            color: Theme.ink2
            size: page.bare ? Theme.lead : Theme.body
            horizontalAlignment: page.bare ? Text.AlignHCenter : Text.AlignLeft
        }
        Row {
            x: page.bare ? (parent.width - width) / 2 : 0
            topPadding: page.bare ? 8 : 0
            spacing: 8

            Button {
                kind: "small"
                visible: page.known.language !== ""
                symbol: "globe"
                text: page.known.language
                onClicked: page.known.takeLanguage()
            }
            Button {
                kind: "small"
                symbol: "heart"
                text: qsTrId("mine.open")
                onClicked: page.kiosk.toMine()
            }
        }
    }
    SuggestionRow {
        id: ideas
        readonly property int gap: 24

        anchors {
            left: parent.left
            leftMargin: page.margin
            right: parent.right
            rightMargin: page.margin
            top: left.bottom
            topMargin: 32
        }
        // Who has nothing yet begins with what many like.
        visible: page.bare && suggestion.shown
        height: visible ? implicitHeight : 0
        suggestion: page.kiosk.home.first
        gutter: gap
        tileWidth: Math.floor((page.width - 2 * page.margin + gap) / 4) - gap
        photoHeight: page.width >= 1600 ? 264 : 120
        onOpened: product => page.kiosk.search.openProduct(product)
        onMoreWanted: page.kiosk.toSuggestion(0)
    }
    ListView {
        id: lists
        anchors {
            left: left.left
            right: left.right
            top: left.bottom
            topMargin: 20
            bottom: bottom.top
            bottomMargin: 8
        }
        clip: true
        spacing: 12
        boundsBehavior: Flickable.StopAtBounds
        model: page.known.own
        Accessible.role: Accessible.List
        Accessible.name: qsTrId("known.lists")
        delegate: OwnListCard {
            width: ListView.view.width
            onClicked: page.known.choose(key)
        }

        ScrollMark {
            view: lists
        }
    }
    Card {
        id: card
        anchors {
            left: left.right
            leftMargin: 32
            right: parent.right
            rightMargin: page.margin
            top: left.top
            bottom: bottom.top
            bottomMargin: 8
        }
        visible: page.joining.wanted

        Headline {
            id: title
            x: 24
            y: 20
            width: parent.width - 48
            says: qsTrId("known.join_title")
            size: Theme.lead
            maximumLineCount: 2
        }
        Flow {
            id: targets
            anchors {
                left: parent.left
                right: parent.right
                top: title.bottom
                leftMargin: 24
                rightMargin: 24
                topMargin: 12
            }
            spacing: 10
            Accessible.role: Accessible.Grouping
            Accessible.name: qsTrId("known.join_to")

            Repeater {
                model: page.joining.targets

                Chip {
                    required property string key
                    required property string name
                    required property bool chosen

                    text: name
                    checked: chosen
                    onClicked: page.joining.pick(key)
                }
            }
        }
        ListView {
            id: rows

            anchors {
                left: parent.left
                right: parent.right
                top: targets.bottom
                bottom: parent.bottom
                margins: 8
                topMargin: 12
            }
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: page.joining.lines
            Accessible.role: Accessible.List
            Accessible.name: title.text
            delegate: JoinLine {
                width: ListView.view.width
                onClicked: page.joining.toggle(key)
            }

            ScrollMark {
                view: rows
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
            visible: page.joining.wanted
            text: qsTrId("known.apart")
            onClicked: page.kiosk.toHome()
        }
        Button {
            visible: page.joining.wanted
            kind: "primary"
            symbol: "list"
            focus: true
            enabled: page.joining.ready
            opacity: enabled ? 1 : 0.5
            text: qsTrId("known.join", page.joining.count)
            onClicked: page.joining.join()
        }
        Button {
            visible: !page.joining.wanted
            kind: "primary"
            symbol: "search"
            text: qsTrId("known.look")
            onClicked: page.kiosk.toHome()
        }
    }
}
