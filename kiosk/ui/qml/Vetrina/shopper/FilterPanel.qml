pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// All that a search can be narrowed to, group by group.
Flickable {
    id: panel

    required property SearchModel search
    // On a category's own page those below it are chosen by the chips above.
    property bool alongShelf: false

    clip: true
    leftMargin: 8
    topMargin: 8
    bottomMargin: 24
    contentHeight: groups.height
    boundsBehavior: Flickable.StopAtBounds

    Column {
        id: groups
        width: parent.width - 16
        spacing: 24

        Label {
            visible: !panel.search.filters.any
            text: qsTrId("search.no_filters")
            color: Theme.ink2
        }
        FilterGroup {
            width: parent.width
            name: qsTrId("sizes.yours")
            chips: panel.search.filters.mine
            onToggled: (group, value) => panel.search.toggle(group, value)
        }
        FilterGroup {
            width: parent.width
            visible: !panel.alongShelf && chips.count > 0
            name: qsTrId("search.category")
            chips: panel.search.filters.categories
            onToggled: (group, value) => panel.search.toggle(group, value)
        }
        FilterGroup {
            width: parent.width
            name: qsTrId("search.colour")
            chips: panel.search.filters.colours
            onToggled: (group, value) => panel.search.toggle(group, value)
        }
        FilterGroup {
            width: parent.width
            name: qsTrId("search.size")
            chips: panel.search.filters.sizes
            onToggled: (group, value) => panel.search.toggle(group, value)
        }
        FilterGroup {
            width: parent.width
            name: qsTrId("search.price")
            chips: panel.search.filters.prices
            onToggled: (group, value) => panel.search.toggle(group, value)
        }
    }

    ScrollMark {
        view: panel
    }
}
