import QtQuick
import QtQuick.Templates as T
import Vetrina

// A control of access mode: its sign above its word, or beside it on the primary one.
T.AbstractButton {
    id: cell

    required text
    required property string symbol
    required property bool lit
    // Pixels of the design's unit.
    required property real unit
    readonly property color front: lit ? AccessTheme.litInk : AccessTheme.ink

    focusPolicy: Qt.StrongFocus
    Keys.onReturnPressed: cell.click()
    Keys.onEnterPressed: cell.click()

    background: Rectangle {
        radius: AccessTheme.corner * cell.unit
        color: cell.lit ? AccessTheme.lit : AccessTheme.surface
        border.width: cell.lit ? 0 : AccessTheme.border * cell.unit
        border.color: AccessTheme.ink

        Rectangle {
            anchors.fill: parent
            anchors.margins: -12 * cell.unit
            visible: cell.activeFocus
            color: "transparent"
            radius: (AccessTheme.corner + 12) * cell.unit
            border.width: 6 * cell.unit
            border.color: AccessTheme.ink
        }
    }
    contentItem: Item {
        Grid {
            anchors.centerIn: parent
            columns: cell.lit ? 2 : 1
            spacing: (cell.lit ? 24 : 6) * cell.unit
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                visible: cell.symbol !== ""
                name: cell.symbol
                size: Math.round((cell.lit ? 56 : 50) * cell.unit)
                color: cell.front
            }
            Text {
                text: cell.text
                color: cell.front
                horizontalAlignment: Text.AlignHCenter
                font.family: Theme.textFamily
                font.pixelSize: Math.round((cell.lit ? AccessTheme.primary : AccessTheme.button) * cell.unit)
                font.weight: cell.lit ? Font.Bold : Font.DemiBold
                font.hintingPreference: Font.PreferNoHinting
                lineHeight: (cell.lit ? 72 : 56) * cell.unit
                lineHeightMode: Text.FixedHeight
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }
    }
}
