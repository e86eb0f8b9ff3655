pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The products found, as many as there are; before anything is looked for, the shelves stand above them.
GridView {
    id: grid

    required property SearchModel search
    required property int columns
    required property CompareModel comparison
    property HitRows tiles: search.hits
    readonly property int gutter: 24
    // Room around the tiles for the ring that shows where the keyboard is.
    readonly property int ring: 8
    readonly property int tileWidth: cellWidth - gutter
    readonly property int photoHeight: Math.round(tileWidth * 0.482)

    function show(index: int): void {
        positionViewAtIndex(index, GridView.Contain);
    }

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    topMargin: ring
    leftMargin: ring
    cellWidth: Math.floor((width - ring) / columns)
    cellHeight: photoHeight + 76
    cacheBuffer: 2 * cellHeight
    reuseItems: true
    model: tiles
    onMovementStarted: search.hideKeys()
    onContentYChanged: if (tiles === search.hits && contentY - originY + 3 * height > contentHeight)
        search.more()

    header: Column {
        id: shelves
        width: grid.columns * grid.cellWidth - grid.gutter
        visible: grid.search.browsing && grid.tiles === grid.search.hits
        height: visible ? implicitHeight : 0
        spacing: 16
        bottomPadding: 16
        // What comes in above the first tile would stay above the page's edge.
        onHeightChanged: if (grid.contentY <= 0)
            Qt.callLater(grid.positionViewAtBeginning)

        Heading {
            text: qsTrId("search.browse")
            size: Theme.lead
        }
        Grid {
            columns: grid.columns
            columnSpacing: grid.gutter
            rowSpacing: 16

            Repeater {
                model: grid.search.shelves

                ShelfTile {
                    width: grid.tileWidth
                    onClicked: grid.search.toggle("category", key)
                }
            }
        }
        Heading {
            topPadding: 8
            text: qsTrId("search.popular")
            size: Theme.lead
        }
    }
    delegate: ProductTile {
        id: tile
        required property int index
        readonly property bool compared: grid.comparison.chosen.split("\n").includes(product)
        // Something to compare it with is looked for: it is no answer itself.
        readonly property bool taken: compared && grid.comparison.asked !== ""

        width: grid.tileWidth
        photoHeight: grid.photoHeight
        late: true
        enabled: product !== "" && !taken
        opacity: product === "" ? 0 : (taken ? 0.5 : 1)
        choosing: grid.comparison.gathering || taken
        chosen: choosing && compared
        onClicked: grid.search.openProduct(product)
        onPressAndHold: grid.comparison.gatherWith(product)
        onVisualFocusChanged: if (visualFocus)
            grid.show(index)
    }

    Connections {
        target: grid.search

        function onMoved(): void {
            grid.positionViewAtBeginning();
        }
    }

    ScrollMark {
        view: grid
    }
}
