import QtQuick
import Vetrina

// A question over everything: the page behind is dimmed and cannot be touched.
FocusScope {
    id: dialog

    property bool shown: false
    property int cardWidth: 800
    property int cardHeight: 576
    // Above what stands at the lower edge: keys on the screen.
    property bool lifted: false
    property alias below: foot.data
    default property alias contents: card.data
    signal escaped

    anchors.fill: parent
    visible: shown
    Accessible.role: Accessible.Dialog
    Keys.onEscapePressed: escaped()
    onShownChanged: if (shown)
        forceActiveFocus(Qt.OtherFocusReason)

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        id: card
        anchors.horizontalCenter: parent.horizontalCenter
        y: dialog.lifted ? 32 : (parent.height - height) / 2
        width: Math.min(dialog.cardWidth, dialog.width - 80)
        height: dialog.cardHeight
        radius: Theme.cardRadius > 0 ? 24 : 0
        color: Theme.surface

        Shade {
            blur: 60
            percent: 28
            drop: 24
            corner: card.radius
        }
    }
    Item {
        id: foot
        anchors.fill: parent
    }
}
