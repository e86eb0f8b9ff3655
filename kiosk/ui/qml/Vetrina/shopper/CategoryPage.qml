pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A shelf of the shop: where it lies, what is below it, everything on it; or all of what was suggested.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property SearchModel search: kiosk.search
    readonly property CategoryModel category: kiosk.category
    readonly property int margin: Theme.margin(width)
    readonly property bool filtering: category.narrows && search.filtering

    Keys.onEscapePressed: filtering ? search.toggleFilters() : kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: category.title

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Row {
        id: way
        anchors {
            left: parent.left
            leftMargin: page.margin - 8
            top: top.bottom
        }
        height: 48

        Link {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTrId("nav.home")
            onClicked: page.kiosk.toHome()
        }
        Repeater {
            model: page.category.crumbs

            Link {
                required property string key
                required property string name

                anchors.verticalCenter: parent?.verticalCenter
                text: name
                onClicked: page.kiosk.toShelf(key)
            }
        }
    }
    Heading {
        id: title
        anchors {
            left: parent.left
            leftMargin: page.margin
            top: way.bottom
        }
        width: Math.min(implicitWidth, page.width - 2 * page.margin - 340)
        text: page.category.title
        size: Theme.title
    }
    Label {
        anchors {
            left: title.right
            leftMargin: 16
            right: parent.right
            rightMargin: page.margin
            verticalCenter: title.verticalCenter
            verticalCenterOffset: 4
        }
        text: page.kiosk.comparison.asked === "" ? page.category.summary : page.kiosk.comparison.asked
        size: Theme.note
        weight: page.kiosk.comparison.asked === "" ? Font.Normal : Font.DemiBold
        color: page.kiosk.comparison.asked === "" ? Theme.ink2 : Theme.primary
    }
    FilterRow {
        id: chips
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: parent.right
            rightMargin: page.margin
            top: title.bottom
            topMargin: 12
        }
        visible: page.category.narrows
        height: visible ? 56 : 0
        search: page.search
        alongShelf: true
        onNarrowed: value => page.kiosk.toShelf(value)
    }
    SearchResults {
        id: shelf
        anchors {
            left: parent.left
            leftMargin: page.margin - ring
            right: parent.right
            // The gutter after the last column.
            rightMargin: page.margin - gutter
            top: chips.bottom
            topMargin: 20
            bottom: bottom.top
        }
        visible: page.category.narrows && !page.filtering && !nothing.visible
        columns: page.width >= 1600 ? 5 : 4
        search: page.search
        comparison: page.kiosk.comparison
    }
    Loader {
        anchors.fill: shelf
        active: !page.category.narrows
        sourceComponent: SearchResults {
            columns: shelf.columns
            search: page.search
            comparison: page.kiosk.comparison
            tiles: page.category.chosen
        }
    }
    Column {
        id: nothing
        anchors.horizontalCenter: parent.horizontalCenter
        y: chips.y + chips.height + 96
        width: Math.min(720, page.width - 2 * page.margin)
        visible: page.category.narrows && !page.filtering && (page.search.empty || page.search.lost)
        spacing: 24

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "search"
            size: 64
            color: Theme.control
        }
        Prose {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            says: page.search.lost ? qsTrId("search.lost") : qsTrId("category.nothing")
            size: Theme.lead
        }
        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: page.search.empty
            kind: "small"
            text: qsTrId("category.all")
            onClicked: page.search.allOnShelf()
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
            topMargin: 20
            bottom: bottom.top
        }
        active: opened
        asynchronous: true
        visible: page.filtering
        onVisibleChanged: if (visible)
            opened = true
        sourceComponent: FilterPanel {
            search: page.search
            alongShelf: true
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
            visible: !page.filtering && page.kiosk.comparison.asked === ""
            kind: "bare"
            symbol: "swap"
            text: qsTrId("compare.begin")
            onClicked: page.kiosk.comparison.gather()
        }
        Button {
            kind: "primary"
            focus: true
            symbol: page.filtering ? "check" : "scan"
            width: Math.max(implicitWidth, 320)
            text: page.filtering ? page.search.filters.total : qsTrId("search.scan")
            onClicked: {
                if (page.filtering)
                    page.search.toggleFilters();
                else
                    page.kiosk.scanSomething();
            }
        }
    }
}
