import QtQuick
import QtQuick.Templates as T
import Vetrina

// What every control shares: a name, a key, a ring. Arrow keys move between siblings where `roving` is set.
T.AbstractButton {
    id: control

    property int corner: Theme.chipRadius
    property bool roving: false

    function moveFocus(forward: bool): void {
        const next = control.nextItemInFocusChain(forward);
        if (next && next.parent === control.parent) {
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        }
    }

    implicitWidth: Math.max(Theme.control56, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.control56
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()
    Keys.onLeftPressed: event => {
        event.accepted = control.roving;
        if (control.roving)
            control.moveFocus(false);
    }
    Keys.onRightPressed: event => {
        event.accepted = control.roving;
        if (control.roving)
            control.moveFocus(true);
    }

    // What looks smaller than a finger is wide is met around it, too.
    containmentMask: reach

    Item {
        id: reach
        anchors.centerIn: parent
        width: Math.max(control.width, Theme.target68)
        height: Math.max(control.height, Theme.target68)
    }
    FocusRing {
        shown: control.visualFocus
        around: control.corner
    }
}
