import QtQuick
import Vetrina

// What it costs, what it cost, and how much that is less.
Row {
    id: line

    required property string price
    required property string old
    required property string saving
    required property int fresh

    spacing: 14

    Label {
        id: now
        text: line.price === "" ? qsTrId("product.not_sold") : line.price
        size: line.price === "" ? Theme.body : Theme.title
        weight: Font.DemiBold
        elide: Text.ElideNone

        Fresh {
            anchors {
                fill: parent
                leftMargin: -8
                rightMargin: -8
            }
            count: line.fresh
        }
    }
    Label {
        anchors.verticalCenter: now.verticalCenter
        visible: line.old !== ""
        text: line.old
        color: Theme.ink2
        font.strikeout: true
        elide: Text.ElideNone
        Accessible.name: qsTrId("product.was").arg(line.old)
    }
    Label {
        anchors.verticalCenter: now.verticalCenter
        text: line.saving
        size: Theme.note
        weight: Font.Medium
        color: Theme.accent
        width: Math.min(implicitWidth, line.width - x)
        wrapMode: Text.Wrap
        maximumLineCount: 2
    }
}
