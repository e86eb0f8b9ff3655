import QtQuick
import Vetrina

// A measured height: a line with two ends and the figure beside it.
Item {
    id: bracket

    property alias text: figure.text

    width: 5 + 8 + figure.implicitWidth

    Rectangle {
        x: 4
        width: 1
        height: parent.height
        color: Theme.ink
    }
    Rectangle {
        width: 10
        height: 1
        color: Theme.ink
    }
    Rectangle {
        y: parent.height - height
        width: 10
        height: 1
        color: Theme.ink
    }
    Label {
        id: figure
        x: 15
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.note
        weight: Font.DemiBold
        elide: Text.ElideNone
    }
}
