import QtQuick
import Vetrina

// One code that arrived: what it was, and whether the test sheet has it.
Item {
    id: line

    required property string text
    required property string detail
    required property bool known

    height: 36

    Icon {
        id: sign
        anchors.verticalCenter: parent.verticalCenter
        name: line.known ? "stock-there" : "stock-unknown"
        size: 20
        color: line.known ? Theme.ok : Theme.ink2
    }
    Label {
        id: code
        anchors {
            left: sign.right
            leftMargin: 12
            verticalCenter: parent.verticalCenter
        }
        width: Math.min(implicitWidth, line.width - about.width - 56)
        text: line.text
        weight: Font.DemiBold
    }
    Label {
        id: about
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        width: Math.min(implicitWidth, line.width * 0.55)
        text: line.detail
        size: Theme.note
        color: Theme.ink2
    }
}
