pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What is chosen of the filters, the categories to narrow to, and the way to all filters.
Item {
    id: chips

    required property SearchModel search
    // On a category's own page it is no filter.
    property bool alongShelf: false

    signal narrowed(string value)

    implicitHeight: 56

    Flickable {
        id: rows

        // Rings of the first and the last chip have room outside the margin.
        anchors {
            fill: parent
            leftMargin: -8
            topMargin: -8
            bottomMargin: -8
            rightMargin: filters.width + 16
        }
        clip: true
        leftMargin: 8
        topMargin: 8
        contentWidth: row.width + 8
        contentHeight: 56
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.HorizontalFlick

        Row {
            id: row
            spacing: 12

            FilterChip {
                visible: chips.search.filters.hasHere
                text: qsTrId("search.here")
                number: chips.search.filters.hereCount
                checked: chips.search.filters.here
                onClicked: chips.search.toggle("here", "")
            }
            Repeater {
                model: chips.search.filters.chosen

                FilterChip {
                    required property string group
                    required property string value
                    required property string name

                    visible: !chips.alongShelf || group !== "category"
                    removable: true
                    checked: true
                    text: name
                    onClicked: chips.search.toggle(group, value)
                }
            }
            Repeater {
                model: chips.search.filters.categories

                FilterChip {
                    required property string value
                    required property string name
                    required property bool chosen
                    required number

                    visible: !chosen && !chips.search.filtering
                    text: name
                    onClicked: chips.narrowed(value)
                }
            }
        }

        ScrollMark {
            view: rows
        }
    }
    Button {
        id: filters
        anchors.right: parent.right
        kind: "small"
        symbol: "filters"
        text: qsTrId("search.filters")
        onClicked: chips.search.toggleFilters()
    }
}
