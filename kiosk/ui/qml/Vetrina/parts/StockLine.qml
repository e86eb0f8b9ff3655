import QtQuick
import Vetrina

// One place: state, figure, where, and how old the figure is.
Item {
    id: row

    required property string level
    required property string figure
    required property string detail
    required property string age
    required property int fresh
    property bool last: false

    implicitHeight: 48
    Accessible.role: Accessible.StaticText
    Accessible.name: [figure, detail, age].filter(part => part !== "").join(", ")

    Fresh {
        anchors {
            fill: parent
            leftMargin: -8
            rightMargin: -8
            topMargin: 4
            bottomMargin: 4
        }
        count: row.fresh
    }
    StockMark {
        id: mark
        anchors.verticalCenter: parent.verticalCenter
        level: row.level
    }
    Label {
        id: number
        anchors {
            left: mark.right
            leftMargin: 12
            verticalCenter: parent.verticalCenter
        }
        text: row.figure
        weight: Font.DemiBold
        elide: Text.ElideNone
        Accessible.ignored: true
    }
    Label {
        anchors {
            left: number.right
            right: when.left
            rightMargin: 12
            verticalCenter: parent.verticalCenter
        }
        text: row.detail === "" ? "" : ` · ${row.detail}`
        Accessible.ignored: true
    }
    Label {
        id: when
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        text: row.age
        size: Theme.note
        color: Theme.ink2
        elide: Text.ElideNone
        Accessible.ignored: true
    }
    Hairline {
        visible: !row.last
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
    }
}
