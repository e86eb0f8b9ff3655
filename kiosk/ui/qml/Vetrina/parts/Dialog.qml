import QtQuick
import QtQuick.Templates as T
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

    // What had the keyboard last in here.
    property Item last: null
    // Whether it came there by keys, and shows where it is.
    property bool ringed: false

    function holds(item: Item): bool {
        for (let above = item; above; above = above.parent)
            if (above === dialog)
                return true;
        return false;
    }
    // Tab goes round in here: what is behind is not reached.
    function keep(item: Item): void {
        // Under another one it leaves the keyboard to that.
        if (!item || !visible || !enabled)
            return;
        if (holds(item)) {
            last = item;
            ringed = (item as T.Control)?.visualFocus ?? false;
            return;
        }
        const on = last ? last.nextItemInFocusChain(true) === item : true;
        let next = item;
        for (let step = 0; step < 400 && next && !holds(next); step++)
            next = next.nextItemInFocusChain(on);
        if (next && holds(next))
            next.forceActiveFocus(on ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    Connections {
        target: dialog.visible ? dialog.Window.window : null

        function onActiveFocusItemChanged(): void {
            later.restart();
        }
    }
    // Not while the keyboard is on its way; and never for a dialog that is gone. Once also when the dialog
    // comes: from where the keyboard is then, Shift+Tab has to know which way it left.
    Timer {
        id: later
        interval: 0
        running: dialog.visible
        onTriggered: dialog.keep(dialog.Window.activeFocusItem)
    }

    anchors.fill: parent
    visible: shown
    Accessible.role: Accessible.Dialog
    Keys.onEscapePressed: escaped()
    // Enter that nothing in here wanted, or that a field passes on after it has used it, is not for the page behind.
    Keys.onReturnPressed: {}
    Keys.onEnterPressed: {}
    onVisibleChanged: if (visible)
        forceActiveFocus(Qt.OtherFocusReason)
    // From under another one: it goes on where it was.
    onEnabledChanged: if (enabled && visible && last?.visible)
        last.forceActiveFocus(ringed ? Qt.TabFocusReason : Qt.OtherFocusReason)

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
