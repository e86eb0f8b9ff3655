pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Type, look along the shelves, narrow down. What is scanned meanwhile opens as anywhere.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property SearchModel search: kiosk.search
    readonly property int margin: Theme.margin(width)

    Keys.onEscapePressed: search.home && !search.typing ? kiosk.back() : search.back()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("search.title")

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    SearchField {
        id: field
        x: page.margin
        anchors.top: top.bottom
        anchors.topMargin: 16
        width: page.width >= 1600 ? 800 : 588
        focus: true
        search: page.search
    }
    Column {
        anchors {
            left: field.right
            leftMargin: 24
            right: parent.right
            rightMargin: page.margin
            verticalCenter: field.verticalCenter
        }
        visible: !page.search.browsing

        Prose {
            width: parent.width
            says: page.search.summary
            weight: Font.DemiBold
            maximumLineCount: page.search.hint === "" ? 2 : 1
        }
        Row {
            visible: page.search.hint !== ""
            width: parent.width
            spacing: 8

            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width - written.width - parent.spacing)
                text: page.search.hint
                size: Theme.note
                color: Theme.ink2
            }
            Link {
                id: written
                height: 44
                symbol: ""
                text: qsTrId("search.as_written")
                onClicked: page.search.asWritten()
            }
        }
    }
    FilterRow {
        id: chips
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: parent.right
            rightMargin: page.margin
            top: field.bottom
            topMargin: 16
        }
        visible: !page.search.browsing
        height: visible ? 56 : 0
        search: page.search
        onNarrowed: value => page.search.toggle("category", value)
    }
    SearchResults {
        id: results
        anchors {
            left: parent.left
            leftMargin: page.margin - ring
            right: parent.right
            // The gutter after the last column.
            rightMargin: page.margin - gutter
            top: chips.bottom
            topMargin: 20
            bottom: page.search.typing ? pad.top : bottom.top
        }
        visible: !page.search.empty && !page.search.lost && !page.search.filtering
        columns: page.width >= 1600 ? 5 : 4
        search: page.search
        comparison: page.kiosk.comparison
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: chips.y + chips.height + Math.max(16, (results.height - height) / 2)
        width: Math.min(720, page.width - 2 * page.margin)
        visible: (page.search.empty || page.search.lost) && !page.search.filtering
        spacing: page.search.typing ? 8 : 24

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !page.search.typing
            name: "search"
            size: 64
            color: Theme.control
        }
        Headline {
            width: parent.width
            visible: page.search.empty
            horizontalAlignment: Text.AlignHCenter
            says: page.search.nothing
            maximumLineCount: 2
        }
        Prose {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            says: page.search.lost ? qsTrId("search.lost") : qsTrId("search.none_way")
            color: Theme.ink2
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 16

            Button {
                visible: page.search.empty && page.search.narrowed
                kind: "small"
                text: qsTrId("search.no_limits")
                onClicked: page.search.dropFilters()
            }
            Button {
                visible: page.search.empty
                kind: "small"
                text: qsTrId("search.all")
                onClicked: page.search.erase()
            }
        }
    }
    Loader {
        id: panel
        property bool opened: false
        anchors {
            left: parent.left
            leftMargin: page.margin - 8
            right: parent.right
            rightMargin: page.margin - 8
            top: chips.bottom
            topMargin: 12
            bottom: bottom.top
        }
        // A few dozen controls: a part of them a frame, and not before somebody looks for them.
        active: opened
        asynchronous: true
        visible: page.search.filtering
        onVisibleChanged: if (visible)
            opened = true
        sourceComponent: FilterPanel {
            search: page.search
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
        visible: !page.search.typing
        kiosk: page.kiosk

        Button {
            anchors.verticalCenter: parent.verticalCenter
            visible: !page.search.filtering && page.kiosk.comparison.asked === ""
            kind: "bare"
            symbol: "swap"
            text: qsTrId("compare.begin")
            onClicked: page.kiosk.comparison.gather()
        }
        Button {
            kind: "primary"
            symbol: page.search.filtering ? "check" : "scan"
            width: Math.max(implicitWidth, 320)
            text: page.search.filtering ? page.search.filters.total : qsTrId("search.scan")
            onClicked: {
                if (page.search.filtering)
                    page.search.toggleFilters();
                else
                    page.kiosk.scanSomething();
            }
        }
    }
    Timer {
        // Built with the page, while nobody waits for them.
        interval: 300
        running: !pad.active
        onTriggered: pad.active = true
    }
    Loader {
        id: pad
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        active: false
        visible: page.search.typing
        onVisibleChanged: if (visible)
            active = true
        sourceComponent: Keypad {
            keys: page.search.keypad
        }
    }
}
