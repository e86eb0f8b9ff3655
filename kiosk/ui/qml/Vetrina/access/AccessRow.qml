import QtQuick
import Vetrina

// A row of a sentence in the upper half. It was measured: it is never wrapped or cut off here.
Item {
    id: row

    required property string text
    required property int size
    required property string tone
    required property string symbol
    required property bool indented
    required property bool read
    required property real unit
    readonly property color front: read || tone === "said" ? AccessTheme.lit : (tone === "ok" ? AccessTheme.ok : AccessTheme.ink)

    implicitHeight: (size > AccessTheme.line ? 72 : 64) * unit
    implicitWidth: words.x + words.implicitWidth

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        visible: row.symbol !== ""
        name: row.symbol
        size: Math.round(48 * row.unit)
        color: row.front
    }
    Text {
        id: words
        x: row.indented ? 68 * row.unit : 0
        anchors.verticalCenter: parent.verticalCenter
        text: row.text
        color: row.front
        font.family: Theme.textFamily
        font.pixelSize: Math.round(row.size * row.unit)
        font.weight: row.size > AccessTheme.line ? Font.DemiBold : Font.Normal
        font.hintingPreference: Font.PreferNoHinting
        textFormat: Text.PlainText
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
