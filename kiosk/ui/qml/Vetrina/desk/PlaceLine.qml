import QtQuick
import Vetrina

// How many another place has, and what there is to say about that figure: how far, how old, how sure.
Item {
    id: line

    required property string level
    required property string figure
    required property string detail
    required property string age

    implicitHeight: 64
    Accessible.role: Accessible.StaticText
    Accessible.name: [figure, detail, age].filter(part => part !== "").join(", ")

    StockMark {
        id: mark
        y: 12
        level: line.level
    }
    Column {
        anchors {
            left: mark.right
            leftMargin: 12
            right: parent.right
            verticalCenter: parent.verticalCenter
        }

        Label {
            width: parent.width
            text: line.figure
            weight: Font.DemiBold
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: [line.detail, line.age].filter(part => part !== "").join(" · ")
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    Hairline {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
    }
}
