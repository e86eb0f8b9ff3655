import QtQuick
import Vetrina

// A place in the bottom bar.
Pressable {
    id: item

    required property string symbol
    property bool current: false
    property int badge: 0
    property string spoken: text
    // What was added counts up with a nod.
    property int counted: 0
    readonly property color front: current ? Theme.primary : Theme.ink2

    corner: Theme.buttonRadius
    implicitWidth: Math.max(104, word.implicitWidth + 24)
    implicitHeight: Theme.primary88
    roving: true
    Accessible.name: spoken
    onBadgeChanged: {
        if (badge > counted && Theme.flight > 0)
            nod.restart();
        counted = badge;
    }

    SequentialAnimation {
        id: nod

        NumberAnimation {
            target: disc
            property: "scale"
            from: 1
            to: 1.25
            duration: Theme.flight / 2
            easing.type: Easing.OutCubic
        }
        NumberAnimation {
            target: disc
            property: "scale"
            to: 1
            duration: Theme.flight / 2
            easing.type: Easing.InCubic
        }
    }

    background: Rectangle {
        radius: item.corner
        color: item.current || item.down ? Theme.tint : "transparent"
    }
    contentItem: Item {
        Icon {
            id: sign
            anchors.horizontalCenter: parent.horizontalCenter
            y: 14
            name: item.symbol
            size: 30
            color: item.front
        }
        Rectangle {
            id: disc
            visible: item.badge > 0
            anchors.left: sign.right
            anchors.leftMargin: -10
            y: 8
            width: Math.max(24, count.implicitWidth + 12)
            height: 24
            radius: 12
            color: Theme.primary

            Label {
                id: count
                anchors.centerIn: parent
                text: item.badge
                size: Theme.note
                weight: Font.DemiBold
                color: Theme.primaryInk
                Accessible.ignored: true
            }
        }
        Label {
            id: word
            anchors.horizontalCenter: parent.horizontalCenter
            y: 48
            text: item.text
            size: Theme.note
            weight: item.current ? Font.DemiBold : Font.Normal
            color: item.front
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
