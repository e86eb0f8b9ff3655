import QtQuick
import Vetrina

// The shadow under a card, a toast or a dialog: a nine-patch image behind its parent.
BorderImage {
    id: shade

    property int blur: 20
    property int percent: 6
    property int drop: 6
    property int corner: Theme.cardRadius
    readonly property int reach: Math.ceil(blur * 1.5)
    readonly property int edge: reach + corner + blur

    anchors.fill: parent
    anchors.margins: -reach
    anchors.topMargin: -reach + drop
    anchors.bottomMargin: -reach - drop
    z: -1
    source: `image://shade/${blur}-${percent}/${corner}`
    border {
        left: shade.edge
        right: shade.edge
        top: shade.edge
        bottom: shade.edge
    }
}
