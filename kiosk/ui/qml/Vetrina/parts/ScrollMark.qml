import QtQuick
import Vetrina

// What is there beyond the edge of what scrolls, and where one is in it. A mark, no control: fingers scroll the rows.
Rectangle {
    id: mark

    required property Flickable view
    // How far beside the view it stands; within it at 0.
    property int beside: 0
    readonly property bool across: view.flickableDirection === Flickable.HorizontalFlick
    readonly property real room: (across ? view.width : view.height) - 8
    readonly property real part: across ? view.visibleArea.widthRatio : view.visibleArea.heightRatio
    // What is out of sight; less than a margin is nothing to look for.
    readonly property real hidden: part > 0 ? (across ? view.width : view.height) * (1 / part - 1) : 0
    readonly property real before: across ? view.visibleArea.xPosition : view.visibleArea.yPosition
    readonly property real length: Math.max(Theme.scrollShortest, room * part)
    // From 0 at the beginning to 1 at the end, however long the mark is.
    readonly property real at: part < 1 ? Math.max(0, Math.min(1, before / (1 - part))) : 0
    readonly property point corner: beside > 0 ? Qt.point(view.x, view.y) : Qt.point(0, 0)
    readonly property real edge: beside > 0 ? beside : -Theme.scrollWidth - 2

    parent: beside > 0 ? view.parent : view
    visible: view.visible && hidden > Theme.scrollLeast && room > length
    x: corner.x + (across ? 4 + (room - length) * at : view.width + edge)
    y: corner.y + (across ? view.height - Theme.scrollWidth : 4 + (room - length) * at)
    z: 2
    width: across ? length : Theme.scrollWidth
    height: across ? Theme.scrollWidth : length
    radius: Theme.cardRadius > 0 ? Theme.scrollWidth / 2 : 0
    color: Theme.control
    Accessible.ignored: true
}
