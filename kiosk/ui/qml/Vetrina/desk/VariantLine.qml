import QtQuick
import Vetrina

// A variant as it stands in this store.
Item {
    id: line

    required property string key
    required property string name
    required property string level
    required property string figure
    required property string place
    required property string age
    required property bool chosen
    signal picked

    implicitHeight: 64
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, figure, place, age].filter(part => part !== "").join(", ")
    Accessible.selectable: true
    Accessible.selected: chosen
    Accessible.onPressAction: picked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.photoRadius
        color: line.chosen || touch.pressed ? Theme.tint : "transparent"
    }
    MouseArea {
        id: touch
        anchors.fill: parent
        onClicked: line.picked()
    }
    StockMark {
        id: mark
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        level: line.level
    }
    Label {
        anchors {
            left: mark.right
            leftMargin: 12
            right: facts.left
            rightMargin: 12
            verticalCenter: parent.verticalCenter
        }
        text: line.name
        weight: line.chosen ? Font.DemiBold : Font.Normal
        Accessible.ignored: true
    }
    Column {
        id: facts
        anchors {
            right: parent.right
            rightMargin: 16
            verticalCenter: parent.verticalCenter
        }

        Label {
            anchors.right: parent.right
            text: line.figure
            weight: Font.DemiBold
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Label {
            anchors.right: parent.right
            visible: text !== ""
            text: [line.place, line.age].filter(part => part !== "").join(" · ")
            size: Theme.note
            color: Theme.ink2
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
