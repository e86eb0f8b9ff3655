pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Every page in access mode: what there is in the upper half, what can be done in the lower one.
FocusScope {
    id: stage

    required property AccessModel access
    readonly property real unit: Math.min(width / 1280, height / 800)
    readonly property int primary: 6
    readonly property bool near: access.nearTimes > 0
    readonly property bool pictured: access.picture !== "" || access.codePath !== ""
    readonly property real cellWidth: (width - (2 * AccessTheme.margin + 3 * AccessTheme.gap) * unit) / 4
    readonly property real reach: height - (AccessTheme.half - 16) * unit

    // The keyboard is where the model says.
    function aim(): void {
        const cell = places.itemAt(access.at);
        if (cell && !cell.activeFocus)
            cell.forceActiveFocus(Qt.TabFocusReason);
    }

    Accessible.role: Accessible.Pane
    Accessible.name: access.title
    Component.onCompleted: {
        access.fit(width / unit);
        aim();
    }
    onWidthChanged: access.fit(width / unit)
    onHeightChanged: access.fit(width / unit)
    Keys.onEscapePressed: access.back()
    Keys.onLeftPressed: access.move(-1, 0)
    Keys.onRightPressed: access.move(1, 0)
    Keys.onUpPressed: access.move(0, -1)
    Keys.onDownPressed: access.move(0, 1)
    Keys.onPressed: event => {
        if (event.key >= Qt.Key_1 && event.key <= Qt.Key_7) {
            access.pressKey(event.key - Qt.Key_1);
            event.accepted = true;
        } else if (event.key === Qt.Key_Backspace) {
            access.write("\b");
            event.accepted = true;
        } else if (event.text.trim() !== "" && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier))) {
            access.write(event.text);
            event.accepted = true;
        }
    }

    Connections {
        target: stage.access

        function onMoved(): void {
            stage.aim();
        }
    }
    Rectangle {
        anchors.fill: parent
        color: AccessTheme.ground
    }
    MouseArea {
        // What lies below is not reached.
        anchors.fill: parent
    }
    Photo {
        x: AccessTheme.margin * stage.unit
        y: x
        width: 400 * stage.unit
        height: 336 * stage.unit
        visible: stage.access.picture !== "" && !stage.near
        source: stage.near ? "" : stage.access.picture
        corner: 12
        ground: AccessTheme.ground
        alt: stage.access.title
    }
    Loader {
        x: AccessTheme.margin * stage.unit
        y: x
        width: 508 * stage.unit
        height: 344 * stage.unit
        active: stage.near
        sourceComponent: AccessPhoto {
            source: stage.access.picture
            times: Math.max(1, stage.access.nearTimes)
            part: stage.access.nearPart
            alt: stage.access.title
        }
    }
    QrCode {
        x: AccessTheme.margin * stage.unit
        y: x
        width: 336 * stage.unit
        height: width
        visible: stage.access.codePath !== ""
        path: stage.access.codePath
        side: stage.access.codeSide
    }
    Column {
        id: words
        x: (stage.near ? 574 : stage.pictured ? 466 : AccessTheme.margin) * stage.unit
        y: AccessTheme.margin * stage.unit

        Repeater {
            model: stage.access.rows

            AccessRow {
                required property int sentence

                unit: stage.unit
                read: sentence === stage.access.reading
            }
        }
    }
    AccessRow {
        x: words.x
        y: Math.max(304 * stage.unit, words.y + words.height)
        visible: text !== ""
        text: stage.access.status
        size: AccessTheme.line
        tone: "said"
        symbol: stage.access.statusSymbol
        indented: true
        read: true
        unit: stage.unit
    }
    Rectangle {
        y: stage.reach - 24 * stage.unit
        width: parent.width
        height: AccessTheme.border * stage.unit
        color: AccessTheme.ink
    }
    Repeater {
        id: places
        model: stage.access.cells

        AccessCell {
            id: cell

            required property int index
            required property string spoken
            readonly property int column: index === stage.primary ? 2 : index % 4

            x: AccessTheme.margin * stage.unit + column * (stage.cellWidth + AccessTheme.gap * stage.unit)
            y: stage.reach + (index < 4 ? 0 : AccessTheme.cellHeight + AccessTheme.gap) * stage.unit
            width: lit ? 2 * stage.cellWidth + AccessTheme.gap * stage.unit : stage.cellWidth
            height: AccessTheme.cellHeight * stage.unit
            visible: text !== ""
            lit: index === stage.primary
            unit: stage.unit
            Accessible.name: spoken
            Accessible.role: Accessible.Button
            Keys.onSpacePressed: stage.access.writes ? stage.access.write(" ") : click()
            onClicked: stage.access.press(index)
            onActiveFocusChanged: if (activeFocus)
                stage.access.land(index)
        }
    }
}
